//! Handles: the methods of an API as fields, with the operations that their direction allows.

mod both;
mod incoming;
mod outgoing;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::{Arc, Weak};

use tracing::{Instrument as _, Span};

pub use both::Both;
pub use incoming::Incoming;
pub use outgoing::Outgoing;

use crate::answering::{Handler, HandlerList, answer_unless_cancelled};
use crate::api::{Api, ApiCore, Side};
use crate::error::CallError;
use crate::handler_error::Fault;
use crate::link::Purpose;
use crate::method::{Method, Sent};
use crate::sending::{Answers, Caller, HandlerId, Peer, Receivers, call, gather};

/// Marks a handle whose method has arguments.
#[derive(Debug)]
pub enum WithArgs {}

/// The answers of all receivers of a call, or the reason why the call was sent to no receiver.
pub type Gathered<S, M> =
    Result<Answers<<S as Side>::Peer, <M as Method>::Reply, <M as Method>::Error>, CallError>;

/// The common part of all handles: a method and a weak reference to its API.
struct Handle<S, M: Method, A> {
    core: Weak<ApiCore>,
    slot: Weak<HandlerList<M>>,
    marker: PhantomData<fn() -> (S, A)>,
}

impl<S, M: Method, A> Handle<S, M, A> {
    fn new(api: &Api, open: bool) -> Self {
        let slot = Arc::downgrade(&api.add::<M>(open));
        Self {
            core: api.core(),
            slot,
            marker: PhantomData,
        }
    }

    fn connect(&self, handler: Handler<M>) -> HandlerId {
        self.slot
            .upgrade()
            .map_or(HandlerId::NONE, |slot| slot.connect(handler))
    }

    #[track_caller]
    fn connect_answering(&self, handler: Handler<M>) -> HandlerId {
        match self.slot.upgrade() {
            Some(slot) => slot.connect_answering(handler),
            None => HandlerId::NONE,
        }
    }

    fn attach(&self, handler: Handler<M>) {
        if let Some(slot) = self.slot.upgrade() {
            slot.attach(handler);
        }
    }

    /// Returns the handler that answers with the result of a future. If the call is cancelled, the
    /// future is dropped.
    fn future<F>(&self, handler: impl Fn(Peer, M::Args) -> F + Send + Sync + 'static) -> Handler<M>
    where
        F: Future<Output = Result<M::Reply, Fault>> + Send + 'static,
    {
        let core = Weak::clone(&self.core);
        Handler::Later(Arc::new(move |peer, args, reply| {
            // The watch exists before the handler runs, so that the handler can ask to finish.
            let watch = peer.watch(Purpose::Drop);
            let core = core.upgrade();
            let permit = core.as_ref().and_then(|core| core.start_permit(&peer));
            let answer = handler(peer, args);
            if let Some(core) = core {
                // The handler continues in the span in which it began.
                let answer = async move {
                    match permit {
                        Some(permit) => permit.start(answer).await,
                        None => answer.await,
                    }
                };
                let answer = answer.instrument(Span::current());
                core.spawn(Box::pin(answer_unless_cancelled(reply, watch, answer)));
            }
        }))
    }

    fn disconnect(&self, id: HandlerId) -> bool {
        self.slot.upgrade().is_some_and(|slot| slot.disconnect(id))
    }

    fn guard(
        &self,
        guard: impl Fn(&Peer, &M::Args) -> Result<(), Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        let guard = Arc::new(guard);
        self.core
            .upgrade()
            .map_or(HandlerId::NONE, |core| core.caller.guards.add::<M>(guard))
    }

    fn call(&self, receivers: impl Into<Receivers>, args: &M::Args) -> Sent<M> {
        call::<M>(&self.caller(), &receivers.into(), args)
    }

    fn gather(&self, receivers: impl Into<Receivers>, args: &M::Args) -> Gathered<S, M>
    where
        S: Side,
    {
        gather::<M, S::Peer>(&self.caller(), &receivers.into(), args)
    }

    fn caller(&self) -> Weak<Caller> {
        let core = self.core.upgrade();
        core.map_or_else(Weak::new, |core| Arc::downgrade(&core.caller))
    }
}

impl<S, M: Method, A> Clone for Handle<S, M, A> {
    fn clone(&self) -> Self {
        let (core, slot) = (Weak::clone(&self.core), Weak::clone(&self.slot));
        Self {
            core,
            slot,
            marker: PhantomData,
        }
    }
}

impl<S, M: Method, A> fmt::Debug for Handle<S, M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(M::SPEC.name)
    }
}
