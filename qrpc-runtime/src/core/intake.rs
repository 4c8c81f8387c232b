//! What a peer sent that is not done with here, and whether more of it may be read.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::limits::Limits;

/// The received messages of one peer that are in progress.
pub(super) struct Intake {
    messages: AtomicUsize,
    bytes: AtomicUsize,
    calls: AtomicUsize,
    held_back: AtomicBool,
}

/// How much of a peer's is in progress, or may be.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    messages: usize,
    bytes: usize,
    calls: usize,
    /// Bytes of replies that are not written yet.
    pub(super) replies: usize,
}

/// How much more is read while a call to the peer waits for its answer, which comes behind all
/// the rest.
const WHILE_CALLS_WAIT: usize = 16;

impl Amount {
    /// How much of a peer's may be in progress.
    pub(super) fn most(limits: &Limits, calls_wait: bool) -> Self {
        let factor = if calls_wait { WHILE_CALLS_WAIT } else { 1 };
        let most = |limit: usize| limit.max(1).saturating_mul(factor);
        Self {
            messages: most(limits.waiting),
            bytes: most(limits.waiting_bytes),
            calls: most(limits.calls_in),
            replies: most(limits.replies),
        }
    }

    /// Whether more may be read. One call more than the limit is read, so that a peer with as many
    /// calls as it may have can still send other messages.
    pub(super) fn is_below(self, most: Self) -> bool {
        self.messages < most.messages
            && self.bytes < most.bytes
            && self.calls <= most.calls
            && self.replies < most.replies
    }

    /// Whether all of it is at most half of `most`.
    pub(super) fn is_half_of(self, most: Self) -> bool {
        self.messages <= most.messages / 2
            && self.bytes <= most.bytes / 2
            && self.calls <= most.calls / 2
            && self.replies <= most.replies / 2
    }

    /// Whether one more call is too many.
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

    /// How much is in progress, beside `replies` bytes that are not written yet.
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

    /// A call was admitted; [`done`](Self::done) takes it back.
    pub(super) fn admit_call(&self) {
        self.calls.fetch_add(1, Ordering::SeqCst);
    }

    /// A message of so many bytes is in progress.
    pub(super) fn begin(&self, bytes: usize) {
        self.messages.fetch_add(1, Ordering::SeqCst);
        self.bytes.fetch_add(bytes, Ordering::SeqCst);
    }

    /// A message of so many bytes is done with.
    pub(super) fn done(&self, bytes: usize, call: bool) {
        self.calls.fetch_sub(usize::from(call), Ordering::SeqCst);
        self.bytes.fetch_sub(bytes, Ordering::SeqCst);
        self.messages.fetch_sub(1, Ordering::SeqCst);
    }

    /// Notes whether reading waits. Says whether it did before.
    pub(super) fn hold_back(&self, held_back: bool) -> bool {
        self.held_back.swap(held_back, Ordering::SeqCst)
    }

    pub(super) fn is_held_back(&self) -> bool {
        self.held_back.load(Ordering::SeqCst)
    }
}
