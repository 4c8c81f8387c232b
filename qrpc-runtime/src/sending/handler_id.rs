//! What was connected to a method, by number.

use std::sync::atomic::{AtomicU64, Ordering};

/// Names a handler or a guard that was connected, to disconnect it. No other one has it, of
/// whatever method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandlerId(u64);

impl HandlerId {
    pub(crate) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// Of a handler whose API is gone.
    pub(crate) const NONE: Self = Self(0);
}
