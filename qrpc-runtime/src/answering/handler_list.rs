//! The handlers of one method.

use std::any::TypeId;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use serde::de::value::MapDeserializer;

use super::exchange::takes_null;
use super::reply::{AnswerRight, Reply, caught};
use super::{Arrival, Exchange, Route};
use crate::codec::Params;
use crate::error::RemoteError;
use crate::handler_error::Fault;
use crate::method::{Method, MethodSpec, Mode, NoArgs};
use crate::sending::{Guards, HandlerId, Peer};
use crate::sync::lock;

/// A handler that is connected to a method.
pub(crate) enum Handler<M: Method> {
    /// Answers with its return value.
    Answers(Arc<AnsweringFn<M>>),
    /// Answers later, through a [`Reply`].
    Later(Arc<LaterFn<M>>),
    /// Never answers.
    Observes(Arc<ObservingFn<M>>),
}

type AnsweringFn<M> =
    dyn Fn(Peer, <M as Method>::Args) -> Result<<M as Method>::Reply, Fault> + Send + Sync;
type LaterFn<M> = dyn Fn(Peer, <M as Method>::Args, Reply<<M as Method>::Reply>) + Send + Sync;
type ObservingFn<M> = dyn Fn(Peer, <M as Method>::Args) + Send + Sync;

impl<M: Method> Clone for Handler<M> {
    fn clone(&self) -> Self {
        match self {
            Self::Answers(run) => Self::Answers(Arc::clone(run)),
            Self::Later(run) => Self::Later(Arc::clone(run)),
            Self::Observes(run) => Self::Observes(Arc::clone(run)),
        }
    }
}

impl<M: Method> Handler<M> {
    fn answers(&self) -> bool {
        !matches!(self, Self::Observes(_))
    }

    fn run(&self, sender: Peer, args: M::Args, right: impl FnOnce() -> AnswerRight<M::Reply>) {
        match self {
            Self::Answers(run) => right().give(Some(caught(|| run(sender, args)))),
            Self::Later(run) => {
                let reply = Reply::new(right());
                // If the handler panics, its `Reply` is dropped, and the drop sends an error.
                let ran = caught(|| {
                    run(sender, args, reply);
                    Ok(())
                });
                drop(ran);
            }
            Self::Observes(run) => {
                let ran = caught(|| {
                    run(sender, args);
                    Ok(())
                });
                if let Err(fault) = ran {
                    tracing::error!(method = M::SPEC.name, "an observer failed: {fault}");
                }
            }
        }
    }
}

/// The connected handlers at one point in time. While a call uses a snapshot, connecting or
/// disconnecting a handler makes a new list, so the snapshot does not change.
type Snapshot<M> = Arc<Vec<(HandlerId, Handler<M>)>>;

/// The handlers of one method, in the order in which they were connected.
pub(crate) struct HandlerList<M: Method> {
    open: AtomicBool,
    /// The number of handlers that come from the builder's `handlers`.
    attached: AtomicUsize,
    handlers: Mutex<Snapshot<M>>,
    guards: Arc<Guards<M>>,
}

impl<M: Method> HandlerList<M> {
    pub(crate) fn new(guards: Arc<Guards<M>>) -> Self {
        let handlers = Mutex::new(Arc::new(Vec::new()));
        Self {
            open: AtomicBool::new(false),
            attached: AtomicUsize::new(0),
            handlers,
            guards,
        }
    }

    /// Allows peers to call the method.
    pub(crate) fn open(&self) {
        self.open.store(true, Ordering::Relaxed);
    }

    /// Connects a handler that comes from the builder's `handlers`. Handlers from `handlers` answer
    /// every call.
    pub(crate) fn attach(&self, handler: Handler<M>) {
        self.attached.fetch_add(1, Ordering::Relaxed);
        self.connect(handler);
    }

    /// Connects a handler that answers every call.
    #[track_caller]
    pub(crate) fn connect_answering(&self, handler: Handler<M>) -> HandlerId {
        let attached = self.attached.load(Ordering::Relaxed);
        assert!(
            attached == 0 || !takes_one_answer::<M>(),
            "the builder's `handlers` already answer `{}`, and with a second handler that \
             answers, every call of the method would fail: use `observe`, or `connect_later` with \
             `Reply::pass`",
            M::SPEC.name
        );
        self.connect(handler)
    }

    pub(crate) fn connect(&self, handler: Handler<M>) -> HandlerId {
        let id = HandlerId::next();
        self.open();
        let mut handlers = lock(&self.handlers);
        Arc::make_mut(&mut handlers).push((id, handler));
        id
    }

    /// Removes a handler or a guard. Returns whether the handler or guard was connected.
    pub(crate) fn disconnect(&self, id: HandlerId) -> bool {
        let mut handlers = lock(&self.handlers);
        let place = handlers.iter().position(|(known, _)| *known == id);
        let removed = place.map(|place| Arc::make_mut(&mut handlers).remove(place));
        drop(handlers);
        // The handler is dropped outside of the lock, because dropping its captured values may run
        // application code.
        removed.is_some() || self.guards.remove(id)
    }
}

impl<M: Method> Route for HandlerList<M> {
    fn spec(&self) -> &'static MethodSpec {
        const { &M::SPEC }
    }

    fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    fn is_handled(&self) -> bool {
        !lock(&self.handlers).is_empty()
    }

    fn is_answered_twice(&self) -> bool {
        self.attached.load(Ordering::Relaxed) > 1 && takes_one_answer::<M>()
    }

    fn arrive(self: Arc<Self>, arrival: Arrival<'_>) {
        let args = match decode::<M>(&arrival.params) {
            Ok(args) => args,
            Err(error) => {
                let exchange = arrival.exchange;
                return arrival
                    .dispatch
                    .later(move || exchange.refuse_arguments(error));
            }
        };
        let handlers = Arc::clone(&lock(&self.handlers));
        let delivery = Delivery {
            args,
            handlers,
            exchange: arrival.exchange,
            slot: self,
        };
        arrival.dispatch.later(move || delivery.run());
    }
}

/// Whether two handlers that return results always conflict: true if the method has a reply that
/// cannot be null. If the reply may be null, a null result does not count as an answer.
fn takes_one_answer<M: Method>() -> bool {
    M::Mode::REPLIES && !takes_null::<M::Reply>()
}

fn decode<M: Method>(params: &Params<'_>) -> Result<M::Args, RemoteError> {
    let args = match params {
        Params::Absent => absent(),
        _ if M::SPEC.ignores_args => absent(),
        Params::Named(args) => args.decode(),
        // Without arguments, both forms are the same.
        Params::Positional(args) if M::SPEC.positional || takes_nothing::<M>() => args.decode(),
        Params::Positional(_) => Err("the method takes only named arguments".to_owned()),
    };
    args.map_err(|problem| {
        RemoteError::new(
            RemoteError::INVALID_PARAMS,
            format!("invalid arguments: {problem}"),
        )
    })
}

/// Whether the method has no arguments.
fn takes_nothing<M: Method>() -> bool {
    TypeId::of::<M::Args>() == TypeId::of::<NoArgs>()
}

fn absent<T: for<'de> Deserialize<'de>>() -> Result<T, String> {
    let nothing = std::iter::empty::<(&str, ())>();
    let nothing = MapDeserializer::<_, serde::de::value::Error>::new(nothing);
    T::deserialize(nothing).map_err(|error| error.to_string())
}

/// A decoded message and its handlers, to be run as a job.
struct Delivery<M: Method> {
    args: M::Args,
    handlers: Snapshot<M>,
    exchange: Exchange,
    slot: Arc<HandlerList<M>>,
}

impl<M: Method> Delivery<M> {
    fn run(self) {
        let link = Arc::clone(&self.exchange.link);
        link.handle(move || {
            if !self.exchange.link.is_stopped() {
                self.handle();
            }
        });
    }

    fn handle(self) {
        let span = self.exchange.observation.span();
        span.in_scope(|| self.handle_in_span());
    }

    fn handle_in_span(mut self) {
        let guarded = || caught(|| self.slot.guards.check(&self.exchange.sender, &self.args));
        let allowed = self.exchange.observation.before();
        if let Err(fault) = allowed.and_then(|()| guarded()) {
            return self.exchange.fault(fault);
        }
        match self.handlers.as_slice() {
            [] if takes_one_answer::<M>() && self.exchange.id.is_some() => {
                let message = format!("no handler is connected for the method `{}`", M::SPEC.name);
                let error = RemoteError::new(RemoteError::METHOD_NOT_FOUND, message);
                self.exchange.fail(error);
            }
            [(_, only)] if only.answers() => {
                let sender = self.exchange.sender.clone();
                only.run(sender, self.args, || AnswerRight::Alone(self.exchange));
            }
            _ => self.run_several(),
        }
    }

    fn run_several(self) {
        let answering = self
            .handlers
            .iter()
            .filter(|(_, handler)| handler.answers())
            .count();
        let sender = self.exchange.sender.clone();
        // `several` creates one right to answer more than there are handlers that answer. The last
        // line of this function uses the additional right without an answer, so that the message is
        // finished even if no handler answers.
        let answers = AnswerRight::several(self.exchange, answering + 1, M::Mode::REPLIES);
        for (_, handler) in self.handlers.iter() {
            let right = || AnswerRight::Shared(Arc::clone(&answers));
            handler.run(sender.clone(), self.args.clone(), right);
        }
        AnswerRight::Shared(answers).give(None);
    }
}
