//! The interface from the router to a method's handlers, independent of the types of arguments and
//! reply.

use std::sync::Arc;

use super::Exchange;
use crate::codec::Params;
use crate::handler_queue::Dispatch;
use crate::method::MethodSpec;

/// The handlers of one method, independent of the types of its arguments and reply.
pub(crate) trait Route: Send + Sync {
    fn spec(&self) -> &'static MethodSpec;

    /// Whether peers may call the method.
    fn is_open(&self) -> bool;

    /// Whether a handler is connected.
    fn is_handled(&self) -> bool;

    /// Whether two handlers would answer every call of the method, which is an error.
    fn is_answered_twice(&self) -> bool;

    /// Decodes the arguments of a call and queues its handlers.
    fn arrive(self: Arc<Self>, arrival: Arrival<'_>);
}

/// A received call, whose arguments are not decoded yet.
pub(crate) struct Arrival<'f> {
    pub(crate) params: Params<'f>,
    pub(crate) exchange: Exchange,
    pub(crate) dispatch: &'f Dispatch,
}
