//! Ids of connected handlers and guards.

use std::sync::atomic::{AtomicU64, Ordering};

/// Identifies a connected handler or guard, in order to disconnect it. Ids are unique across all
/// methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandlerId(u64);

impl HandlerId {
    pub(crate) fn next() -> Self {
        static NEXT_HANDLER: AtomicU64 = AtomicU64::new(1);
        Self(NEXT_HANDLER.fetch_add(1, Ordering::Relaxed))
    }

    /// The id that is returned if no handler or guard was connected, because the API was dropped.
    pub(crate) const NONE: Self = Self(0);
}
