//! The handle of a method that this side calls.

use super::{Handle, Incoming, WithArgs};
use crate::api::Api;
use crate::fault::Fault;
use crate::sending::{HandlerId, Peer, Receivers};
use crate::spec::{Call, Method, NoArgs, Sent};

/// A method that this side calls (quickrpc's `@outgoing`). A clone is as good as the original;
/// neither keeps the API alive.
pub struct Outgoing<S, M: Method, A = WithArgs>(pub(super) Handle<S, M, A>);

impl<S, M: Method, A> Outgoing<S, M, A> {
    #[doc(hidden)]
    #[must_use]
    pub fn new(api: &Api) -> Self {
        Self(Handle::new(api, false))
    }

    /// The same method on the same API, as one that is answered here.
    #[must_use]
    pub fn inverted(&self) -> Incoming<S, M, A> {
        Incoming(self.0.clone())
    }

    /// Takes a guard away again. Says whether it was there.
    #[expect(clippy::must_use_candidate, reason = "it is called for what it does")]
    pub fn disconnect(&self, guard: HandlerId) -> bool {
        self.0.disconnect(guard)
    }
}

impl<S, M: Method> Outgoing<S, M> {
    /// Calls the method. With a reply the result is a [`Promise`](crate::Promise) at once;
    /// without, it says whom the message could not be sent to.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "arguments are made for their call"
    )]
    pub fn call(&self, receivers: impl Into<Receivers>, args: M::Args) -> Sent<M> {
        self.0.call(receivers, &args)
    }

    /// Calls the method and waits for the result.
    ///
    /// # Errors
    ///
    /// What kept the result away.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "arguments are made for their call"
    )]
    pub fn blocking(
        &self,
        receivers: impl Into<Receivers>,
        args: M::Args,
    ) -> Result<M::Reply, M::Error>
    where
        M: Method<Mode = Call>,
    {
        self.0.call(receivers, &args).result()
    }

    /// Has `guard` look at the receivers and the arguments before they are sent, and at the sender
    /// and the arguments before handlers see any that come: a fault keeps them back.
    pub fn guard(
        &self,
        guard: impl Fn(&Peer, &M::Args) -> Result<(), Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0.guard(guard)
    }
}

impl<S, M: Method<Args = NoArgs>> Outgoing<S, M, NoArgs> {
    /// Calls the method. With a reply the result is a [`Promise`](crate::Promise) at once;
    /// without, it says whom the message could not be sent to.
    pub fn call(&self, receivers: impl Into<Receivers>) -> Sent<M> {
        self.0.call(receivers, &NoArgs)
    }

    /// Calls the method and waits for the result.
    ///
    /// # Errors
    ///
    /// What kept the result away.
    pub fn blocking(&self, receivers: impl Into<Receivers>) -> Result<M::Reply, M::Error>
    where
        M: Method<Mode = Call>,
    {
        self.0.call(receivers, &NoArgs).result()
    }

    /// Has `guard` look at the receivers before the method is called, and at the sender before
    /// handlers run when it is called here: a fault keeps it back.
    pub fn guard(
        &self,
        guard: impl Fn(&Peer) -> Result<(), Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0.guard(move |peer, NoArgs| guard(peer))
    }
}

impl<S, M: Method, A> Clone for Outgoing<S, M, A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S, M: Method, A> std::fmt::Debug for Outgoing<S, M, A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Outgoing").field(&self.0).finish()
    }
}
