//! Figures about an API, for monitoring.

use std::sync::atomic::{AtomicU64, Ordering};

/// The current load of an API, and the number of problems since it was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// The number of calls of this side that wait for an answer. A call to several peers counts
    /// once per peer.
    pub calls_waiting: usize,
    /// The number of calls from peers that this side has not answered yet.
    pub calls_handled: usize,
    /// The number of bytes in the write queues of all peers together.
    pub bytes_queued: usize,
    /// The number of received frames without a valid message.
    pub noise: u64,
    /// The number of replies that matched no waiting call: late, duplicated, or from the wrong
    /// peer.
    pub strays: u64,
}

/// A counter of events.
#[derive(Debug, Default)]
pub(crate) struct EventCounter(AtomicU64);

impl EventCounter {
    pub(crate) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
