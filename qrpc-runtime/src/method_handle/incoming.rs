//! The handle of a method that the other side calls.

use std::future::Future;
use std::sync::Arc;

use super::{Handle, Outgoing, WithArgs};
use crate::answering::{Handler, Reply};
use crate::api::{Api, AsyncFunction, Side};
use crate::handler_error::Fault;
use crate::method::{Call, Method, NoArgs};
use crate::sending::{HandlerId, Peer};

/// A method that the other side calls. Clones refer to the same method. A handle does not keep the
/// API alive.
///
/// Handlers run in the order in which they were connected. A message is given to the handlers that
/// are connected when the message arrives. At most one handler may answer a call.
pub struct Incoming<S, M: Method, A = WithArgs>(pub(super) Handle<S, M, A>);

impl<S, M: Method, A> Incoming<S, M, A> {
    #[doc(hidden)]
    #[must_use]
    pub fn new(api: &Api) -> Self {
        Self(Handle::new(api, true))
    }

    /// Returns the same method of the same API as an outgoing method, which this side calls.
    #[must_use]
    pub fn inverted(&self) -> Outgoing<S, M, A> {
        Outgoing(self.0.clone())
    }

    /// Disconnects a handler or a guard. Returns whether the handler or guard was connected.
    #[expect(clippy::must_use_candidate, reason = "it is called for what it does")]
    pub fn disconnect(&self, handler: HandlerId) -> bool {
        self.0.disconnect(handler)
    }
}

impl<S: Side, M: Method> Incoming<S, M> {
    /// Connects a handler that returns the result.
    ///
    /// # Panics
    ///
    /// Panics if the builder was given `handlers` and the method has a reply that cannot be null,
    /// because two handlers would then answer every call.
    #[track_caller]
    pub fn connect(
        &self,
        handler: impl Fn(S::Peer, M::Args) -> M::Reply + Send + Sync + 'static,
    ) -> HandlerId {
        self.try_connect(move |sender, args| Ok(handler(sender, args)))
    }

    /// Connects a handler that returns the result or a fault, which becomes an error reply.
    ///
    /// # Panics
    ///
    /// Panics if the builder was given `handlers` and the method has a reply that cannot be null,
    /// because two handlers would then answer every call.
    #[track_caller]
    pub fn try_connect(
        &self,
        handler: impl Fn(S::Peer, M::Args) -> Result<M::Reply, Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0
            .connect_answering(Handler::Answers(Arc::new(move |peer, args| {
                handler(peer.into(), args)
            })))
    }

    /// Connects an async handler. The handlers of several messages start in order and may overlap.
    ///
    /// Unless the builder was given an executor, the future is polled on the thread that runs
    /// handlers. The future must not block that thread, for example with a `block_on` of its own.
    ///
    /// # Panics
    ///
    /// Panics if the builder was given `handlers` and the method has a reply that cannot be null,
    /// because two handlers would then answer every call.
    #[track_caller]
    pub fn connect_async<F>(
        &self,
        handler: impl Fn(S::Peer, M::Args) -> F + Send + Sync + 'static,
    ) -> HandlerId
    where
        F: Future<Output = Result<M::Reply, Fault>> + Send + 'static,
    {
        let handler = self.0.future(move |peer, args| handler(peer.into(), args));
        self.0.connect_answering(handler)
    }

    /// Connects a handler that answers later, through the [`Reply`] that it receives.
    pub fn connect_later(
        &self,
        handler: impl Fn(S::Peer, M::Args, Reply<M::Reply>) + Send + Sync + 'static,
    ) -> HandlerId
    where
        M: Method<Mode = Call>,
    {
        self.0
            .connect(Handler::Later(Arc::new(move |peer, args, reply| {
                handler(peer.into(), args, reply);
            })))
    }

    /// Connects a handler that receives the messages but never answers.
    pub fn observe(&self, handler: impl Fn(S::Peer, M::Args) + Send + Sync + 'static) -> HandlerId {
        self.0
            .connect(Handler::Observes(Arc::new(move |peer, args| {
                handler(peer.into(), args);
            })))
    }

    /// Connects a guard. For a received message, the guard checks the sender and the arguments
    /// before handlers run. For a message that this side sends (through `inverted`, or a method of
    /// both sides), the guard checks the arguments and the peer that stands for all receivers. If
    /// the guard returns a fault, a received message is not handled, and a message of this side is
    /// not sent to any receiver.
    pub fn guard(
        &self,
        guard: impl Fn(&Peer, &M::Args) -> Result<(), Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0.guard(guard)
    }

    #[doc(hidden)]
    #[expect(
        clippy::type_complexity,
        reason = "it is the type of a trait's function"
    )]
    pub fn attach<H: Send + Sync + 'static>(
        &self,
        handlers: &Arc<H>,
        handler: fn(&H, S::Peer, M::Args) -> Result<M::Reply, Fault>,
    ) {
        let handlers = Arc::clone(handlers);
        self.0.attach(Handler::Answers(Arc::new(move |peer, args| {
            handler(&handlers, peer.into(), args)
        })));
    }

    #[doc(hidden)]
    pub fn attach_async<H, F>(&self, handlers: &Arc<H>, handler: F)
    where
        H: Send + Sync + 'static,
        F: for<'h> AsyncFunction<'h, H, (S::Peer, M::Args), M::Reply>,
    {
        let handlers = Arc::clone(handlers);
        self.0.attach(self.0.future(move |peer, args| {
            let (handlers, peer) = (Arc::clone(&handlers), S::Peer::from(peer));
            async move { handler.call(&handlers, (peer, args)).await }
        }));
    }
}

impl<S: Side, M: Method<Args = NoArgs>> Incoming<S, M, NoArgs> {
    /// Connects a handler that returns the result.
    ///
    /// # Panics
    ///
    /// Panics if the builder was given `handlers` and the method has a reply that cannot be null,
    /// because two handlers would then answer every call.
    #[track_caller]
    pub fn connect(
        &self,
        handler: impl Fn(S::Peer) -> M::Reply + Send + Sync + 'static,
    ) -> HandlerId {
        self.try_connect(move |sender| Ok(handler(sender)))
    }

    /// Connects a handler that returns the result or a fault, which becomes an error reply.
    ///
    /// # Panics
    ///
    /// Panics if the builder was given `handlers` and the method has a reply that cannot be null,
    /// because two handlers would then answer every call.
    #[track_caller]
    pub fn try_connect(
        &self,
        handler: impl Fn(S::Peer) -> Result<M::Reply, Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0
            .connect_answering(Handler::Answers(Arc::new(move |peer, NoArgs| {
                handler(peer.into())
            })))
    }

    /// Connects an async handler. The handlers of several messages start in order and may overlap.
    ///
    /// Unless the builder was given an executor, the future is polled on the thread that runs
    /// handlers. The future must not block that thread, for example with a `block_on` of its own.
    ///
    /// # Panics
    ///
    /// Panics if the builder was given `handlers` and the method has a reply that cannot be null,
    /// because two handlers would then answer every call.
    #[track_caller]
    pub fn connect_async<F>(
        &self,
        handler: impl Fn(S::Peer) -> F + Send + Sync + 'static,
    ) -> HandlerId
    where
        F: Future<Output = Result<M::Reply, Fault>> + Send + 'static,
    {
        let handler = self.0.future(move |peer, NoArgs| handler(peer.into()));
        self.0.connect_answering(handler)
    }

    /// Connects a handler that answers later, through the [`Reply`] that it receives.
    pub fn connect_later(
        &self,
        handler: impl Fn(S::Peer, Reply<M::Reply>) + Send + Sync + 'static,
    ) -> HandlerId
    where
        M: Method<Mode = Call>,
    {
        self.0
            .connect(Handler::Later(Arc::new(move |peer, NoArgs, reply| {
                handler(peer.into(), reply);
            })))
    }

    /// Connects a handler that receives the messages but never answers.
    pub fn observe(&self, handler: impl Fn(S::Peer) + Send + Sync + 'static) -> HandlerId {
        self.0
            .connect(Handler::Observes(Arc::new(move |peer, NoArgs| {
                handler(peer.into());
            })))
    }

    /// Connects a guard. For a received message, the guard checks the sender before handlers run.
    /// For a message that this side sends (through `inverted`, or a method of both sides), the
    /// guard checks the peer that stands for all receivers. If the guard returns a fault, a
    /// received message is not handled, and a message of this side is not sent to any receiver.
    pub fn guard(
        &self,
        guard: impl Fn(&Peer) -> Result<(), Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0.guard(move |peer, NoArgs| guard(peer))
    }

    #[doc(hidden)]
    pub fn attach<H: Send + Sync + 'static>(
        &self,
        handlers: &Arc<H>,
        handler: fn(&H, S::Peer) -> Result<M::Reply, Fault>,
    ) {
        let handlers = Arc::clone(handlers);
        self.0
            .attach(Handler::Answers(Arc::new(move |peer, NoArgs| {
                handler(&handlers, peer.into())
            })));
    }

    #[doc(hidden)]
    pub fn attach_async<H, F>(&self, handlers: &Arc<H>, handler: F)
    where
        H: Send + Sync + 'static,
        F: for<'h> AsyncFunction<'h, H, (S::Peer,), M::Reply>,
    {
        let handlers = Arc::clone(handlers);
        self.0.attach(self.0.future(move |peer, NoArgs| {
            let (handlers, peer) = (Arc::clone(&handlers), S::Peer::from(peer));
            async move { handler.call(&handlers, (peer,)).await }
        }));
    }
}

impl<S, M: Method, A> Clone for Incoming<S, M, A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S, M: Method, A> std::fmt::Debug for Incoming<S, M, A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Incoming").field(&self.0).finish()
    }
}
