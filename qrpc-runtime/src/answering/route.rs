//! The way of a call from its name to its handlers, whatever its types.

use std::sync::Arc;

use super::Exchange;
use crate::codec::Params;
use crate::dispatch::Dispatch;
use crate::spec::MethodSpec;

/// One method's handlers, of whatever types.
pub(crate) trait Route: Send + Sync {
    fn spec(&self) -> &'static MethodSpec;

    /// Whether others may call it here.
    fn is_open(&self) -> bool;

    /// Whether anything is connected.
    fn is_handled(&self) -> bool;

    /// Whether two handlers would answer every call of it.
    fn is_answered_twice(&self) -> bool;

    /// Takes a call's arguments in and has its handlers run.
    fn arrive(self: Arc<Self>, arrival: Arrival<'_>);
}

/// A call that came, with its arguments still raw.
pub(crate) struct Arrival<'f> {
    pub(crate) params: Params<'f>,
    pub(crate) exchange: Exchange,
    pub(crate) dispatch: &'f Dispatch,
}
