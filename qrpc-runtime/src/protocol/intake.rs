//! The received messages of a peer that are not finished, and whether more may be read.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::limits::Limits;

/// The received messages of one peer that are in progress.
pub(super) struct Intake {
    messages: AtomicUsize,
    bytes: AtomicUsize,
    calls: AtomicUsize,
    held_back: AtomicBool,
}

/// An amount of work for one peer, either in progress or as a limit.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    messages: usize,
    bytes: usize,
    calls: usize,
    /// Bytes of replies that are not written yet.
    pub(super) replies: usize,
}

/// The factor by which the limits rise while a call to the peer waits for its answer. The answer
/// may arrive after other messages, and these messages must be read first.
const FACTOR_WHILE_CALLS_WAIT: usize = 16;

impl Amount {
    /// Returns the maximum amount that may be in progress. `calls_wait` tells whether a call of
    /// this side waits for its answer.
    pub(super) fn most(limits: &Limits, calls_wait: bool) -> Self {
        let factor = if calls_wait {
            FACTOR_WHILE_CALLS_WAIT
        } else {
            1
        };
        let most = |limit: usize| limit.max(1).saturating_mul(factor);
        Self {
            messages: most(limits.waiting),
            bytes: most(limits.waiting_bytes),
            calls: most(limits.calls_in),
            replies: most(limits.replies),
        }
    }

    pub(super) fn calls(self) -> usize {
        self.calls
    }

    /// Whether more messages may be read. A peer that is at the limit of calls can still send other
    /// messages, so reading pauses only at one call more than the limit.
    pub(super) fn is_below(self, most: Self) -> bool {
        self.messages < most.messages
            && self.bytes < most.bytes
            && self.calls <= most.calls
            && self.replies < most.replies
    }

    /// Whether each number is at most half of the same number in `most`.
    pub(super) fn is_half_of(self, most: Self) -> bool {
        self.messages <= most.messages / 2
            && self.bytes <= most.bytes / 2
            && self.calls <= most.calls / 2
            && self.replies <= most.replies / 2
    }

    /// Whether one more call would exceed the limit.
    pub(super) fn has_no_room_for_call(self, most: Self) -> bool {
        self.calls >= most.calls
    }
}

impl Intake {
    pub(super) fn new() -> Self {
        Self {
            messages: AtomicUsize::new(0),
            bytes: AtomicUsize::new(0),
            calls: AtomicUsize::new(0),
            held_back: AtomicBool::new(false),
        }
    }

    /// Returns the amount in progress, together with the given bytes of unwritten replies.
    pub(super) fn now(&self, replies: usize) -> Amount {
        Amount {
            messages: self.messages.load(Ordering::SeqCst),
            bytes: self.bytes.load(Ordering::SeqCst),
            calls: self.calls.load(Ordering::SeqCst),
            replies,
        }
    }

    pub(super) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    pub(super) fn messages(&self) -> usize {
        self.messages.load(Ordering::SeqCst)
    }

    /// Counts an admitted call, until [`done`](Self::done) is called.
    pub(super) fn admit_call(&self) {
        self.calls.fetch_add(1, Ordering::SeqCst);
    }

    /// Counts a message of `bytes` bytes as in progress.
    pub(super) fn begin(&self, bytes: usize) {
        self.messages.fetch_add(1, Ordering::SeqCst);
        self.bytes.fetch_add(bytes, Ordering::SeqCst);
    }

    /// Counts a message of `bytes` bytes as finished.
    pub(super) fn done(&self, bytes: usize, call: bool) {
        self.calls.fetch_sub(usize::from(call), Ordering::SeqCst);
        self.bytes.fetch_sub(bytes, Ordering::SeqCst);
        self.messages.fetch_sub(1, Ordering::SeqCst);
    }

    /// Sets whether reading is paused, and returns whether reading was paused before.
    pub(super) fn hold_back(&self, held_back: bool) -> bool {
        self.held_back.swap(held_back, Ordering::SeqCst)
    }

    pub(super) fn is_held_back(&self) -> bool {
        self.held_back.load(Ordering::SeqCst)
    }
}
