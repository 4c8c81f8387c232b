//! The handle of a method that either side calls.

use std::ops::Deref;

use super::{Gathered, Incoming, WithArgs};
use crate::api::{Api, Side};
use crate::method::{Call, Method, NoArgs, Sent};
use crate::sending::Receivers;

/// A method that either side may call: an [`Incoming`] handle that can also call.
pub struct Both<S, M: Method, A = WithArgs>(Incoming<S, M, A>);

impl<S, M: Method, A> Both<S, M, A> {
    #[doc(hidden)]
    #[must_use]
    pub fn new(api: &Api) -> Self {
        Self(Incoming::new(api))
    }

    /// Returns the same handle, because both sides may call the method.
    #[must_use]
    pub fn inverted(&self) -> Self {
        self.clone()
    }
}

impl<S, M: Method> Both<S, M> {
    /// Calls the method, as [`Outgoing::call`](crate::Outgoing::call) does.
    pub fn call(&self, receivers: impl Into<Receivers>, args: M::Args) -> Sent<M> {
        self.0.inverted().call(receivers, args)
    }

    /// Calls the method and waits for the result. With several receivers, the first answer is the
    /// result, even if that answer is an error.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub fn blocking(
        &self,
        receivers: impl Into<Receivers>,
        args: M::Args,
    ) -> Result<M::Reply, M::Error>
    where
        M: Method<Mode = Call>,
    {
        self.0.inverted().blocking(receivers, args)
    }

    /// Calls the method on each of the receivers, as [`Outgoing::gather`](crate::Outgoing::gather)
    /// does.
    ///
    /// # Errors
    ///
    /// The errors of [`Outgoing::gather`](crate::Outgoing::gather).
    pub fn gather(&self, receivers: impl Into<Receivers>, args: M::Args) -> Gathered<S, M>
    where
        S: Side,
        M: Method<Mode = Call>,
    {
        self.0.inverted().gather(receivers, args)
    }
}

impl<S, M: Method<Args = NoArgs>> Both<S, M, NoArgs> {
    /// Calls the method, as [`Outgoing::call`](crate::Outgoing::call) does.
    pub fn call(&self, receivers: impl Into<Receivers>) -> Sent<M> {
        self.0.inverted().call(receivers)
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
        self.0.inverted().blocking(receivers)
    }

    /// Calls the method on each of the receivers, as [`Outgoing::gather`](crate::Outgoing::gather)
    /// does.
    ///
    /// # Errors
    ///
    /// The errors of [`Outgoing::gather`](crate::Outgoing::gather).
    pub fn gather(&self, receivers: impl Into<Receivers>) -> Gathered<S, M>
    where
        S: Side,
        M: Method<Mode = Call>,
    {
        self.0.inverted().gather(receivers)
    }
}

impl<S, M: Method, A> Deref for Both<S, M, A> {
    type Target = Incoming<S, M, A>;

    fn deref(&self) -> &Incoming<S, M, A> {
        &self.0
    }
}

impl<S, M: Method, A> Clone for Both<S, M, A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S, M: Method, A> std::fmt::Debug for Both<S, M, A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Both").field(&self.0).finish()
    }
}
