//! How much of what a peer sent is under way here, and when no more of it is read.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::Link;

/// What is under way, and whether reading waits for that.
pub(super) struct Pressure {
    limit: usize,
    messages: AtomicUsize,
    held_back: AtomicBool,
}

/// A message of a peer from its coming until it is done with.
pub(crate) struct UnderWay(Arc<Link>);

/// How much more is taken in while a call to the peer waits for its answer: that comes behind all
/// the rest.
const WHILE_CALLS_WAIT: usize = 16;

impl Pressure {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit: limit.max(1),
            messages: AtomicUsize::new(0),
            held_back: AtomicBool::new(false),
        }
    }
}

impl Link {
    /// Counts a message for as long as what is returned lives.
    pub(crate) fn under_way(self: &Arc<Self>) -> UnderWay {
        self.pressure.messages.fetch_add(1, Ordering::SeqCst);
        UnderWay(Arc::clone(self))
    }

    /// Whether so much is under way that no more is to be read now. If so, the reading goes on by
    /// itself when half of that is done.
    pub(super) fn holds_back(&self) -> bool {
        let limit = self.limit();
        let messages = || self.pressure.messages.load(Ordering::SeqCst);
        if messages() < limit {
            return false;
        }
        self.pressure.held_back.store(true, Ordering::SeqCst);
        // What was done before that was told to nobody.
        messages() > limit / 2 || !self.pressure.held_back.swap(false, Ordering::SeqCst)
    }

    /// Less is under way, or more may be: the reading may go on.
    pub(super) fn relieve(&self) {
        let held_back = &self.pressure.held_back;
        if held_back.load(Ordering::SeqCst)
            && self.pressure.messages.load(Ordering::SeqCst) <= self.limit() / 2
            && held_back.swap(false, Ordering::SeqCst)
        {
            self.timer.read_again(self.token);
        }
    }

    fn limit(&self) -> usize {
        if self.session.waiting() > 0 {
            return self.pressure.limit.saturating_mul(WHILE_CALLS_WAIT);
        }
        self.pressure.limit
    }
}

impl Deref for UnderWay {
    type Target = Arc<Link>;

    fn deref(&self) -> &Arc<Link> {
        &self.0
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.pressure.messages.fetch_sub(1, Ordering::SeqCst);
        self.0.relieve();
    }
}
