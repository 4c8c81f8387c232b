//! Figures about an API, for programs that watch themselves.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is under way in an API now, and what it has met since it was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Calls from here that wait for an answer. One to several peers counts once for each.
    pub calls_waiting: usize,
    /// Calls of others that are being handled here.
    pub calls_handled: usize,
    /// Bytes that wait to be sent, to all peers together.
    pub bytes_queued: usize,
    /// Frames so far in which there was no message.
    pub noise: u64,
    /// Replies so far that nobody here waited for: too late, doubled, or from the wrong peer.
    pub strays: u64,
}

/// Counts one thing.
#[derive(Debug, Default)]
pub(crate) struct Count(AtomicU64);

impl Count {
    pub(crate) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
