//! The handle of a method that this side calls.

use super::{Gathered, Handle, Incoming, WithArgs};
use crate::api::{Api, Side};
use crate::handler_error::Fault;
use crate::method::{Call, Method, NoArgs, Sent};
use crate::sending::{HandlerId, Peer, Receivers};

/// A method that this side calls. Clones refer to the same method. A handle does not keep the API
/// alive.
pub struct Outgoing<S, M: Method, A = WithArgs>(pub(super) Handle<S, M, A>);

impl<S, M: Method, A> Outgoing<S, M, A> {
    #[doc(hidden)]
    #[must_use]
    pub fn new(api: &Api) -> Self {
        Self(Handle::new(api, false))
    }

    /// Returns the same method of the same API as an incoming method, which this side answers.
    #[must_use]
    pub fn inverted(&self) -> Incoming<S, M, A> {
        Incoming(self.0.clone())
    }

    /// Disconnects a guard. Returns whether it was connected.
    #[expect(clippy::must_use_candidate, reason = "it is called for what it does")]
    pub fn disconnect(&self, guard: HandlerId) -> bool {
        self.0.disconnect(guard)
    }
}

impl<S, M: Method> Outgoing<S, M> {
    /// Calls the method without waiting for the reply. Returns a [`Promise`](crate::Promise) if the
    /// method has a reply. Otherwise returns a `Result`, whose error lists the receivers to which
    /// the message could not be sent.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "arguments are made for their call"
    )]
    pub fn call(&self, receivers: impl Into<Receivers>, args: M::Args) -> Sent<M> {
        self.0.call(receivers, &args)
    }

    /// Calls the method and waits for the result. With several receivers, the first answer is the
    /// result, even if that answer is an error.
    ///
    /// # Errors
    ///
    /// When the call fails.
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

    /// Calls the method on each of the receivers. Returns all answers, one for each receiver, in
    /// the order in which they arrive. A plain [`call`](Self::call) has only one result: the first
    /// answer.
    ///
    /// With [`All`](crate::All), the receivers are the peers that are connected now; if there are
    /// none, there are no answers.
    ///
    /// # Errors
    ///
    /// [`CallError::Stopped`](crate::CallError::Stopped) if the API does not run, and
    /// [`CallError::Refused`](crate::CallError::Refused) if a guard refuses the call. The errors of
    /// single receivers are in the answers.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "arguments are made for their call"
    )]
    pub fn gather(&self, receivers: impl Into<Receivers>, args: M::Args) -> Gathered<S, M>
    where
        S: Side,
        M: Method<Mode = Call>,
    {
        self.0.gather(receivers, &args)
    }

    /// Connects a guard. For a message that this side sends, it checks the receivers and the
    /// arguments. For a received message, it checks the sender and the arguments before handlers
    /// run. If the guard returns a fault, the message is not sent or not handled.
    pub fn guard(
        &self,
        guard: impl Fn(&Peer, &M::Args) -> Result<(), Fault> + Send + Sync + 'static,
    ) -> HandlerId {
        self.0.guard(guard)
    }
}

impl<S, M: Method<Args = NoArgs>> Outgoing<S, M, NoArgs> {
    /// Calls the method without waiting for the reply. Returns a [`Promise`](crate::Promise) if the
    /// method has a reply. Otherwise returns a `Result`, whose error lists the receivers to which
    /// the message could not be sent.
    pub fn call(&self, receivers: impl Into<Receivers>) -> Sent<M> {
        self.0.call(receivers, &NoArgs)
    }

    /// Calls the method and waits for the result. With several receivers, the first answer is the
    /// result, even if that answer is an error.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub fn blocking(&self, receivers: impl Into<Receivers>) -> Result<M::Reply, M::Error>
    where
        M: Method<Mode = Call>,
    {
        self.0.call(receivers, &NoArgs).result()
    }

    /// Calls the method on each of the receivers. Returns all answers, one for each receiver, in
    /// the order in which they arrive. A plain [`call`](Self::call) has only one result: the first
    /// answer.
    ///
    /// With [`All`](crate::All), the receivers are the peers that are connected now; if there are
    /// none, there are no answers.
    ///
    /// # Errors
    ///
    /// [`CallError::Stopped`](crate::CallError::Stopped) if the API does not run, and
    /// [`CallError::Refused`](crate::CallError::Refused) if a guard refuses the call. The errors of
    /// single receivers are in the answers.
    pub fn gather(&self, receivers: impl Into<Receivers>) -> Gathered<S, M>
    where
        S: Side,
        M: Method<Mode = Call>,
    {
        self.0.gather(receivers, &NoArgs)
    }

    /// Connects a guard. For a message that this side sends, it checks the receivers. For a
    /// received message, it checks the sender before handlers run. If the guard returns a fault,
    /// the message is not sent or not handled.
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
