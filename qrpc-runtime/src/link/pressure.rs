//! How much of what a peer sent is under way here, and when no more of it is read.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::Link;
use crate::limits::Limits;

/// What is under way, and whether reading waits for that.
pub(super) struct Pressure {
    limit: Amount,
    messages: AtomicUsize,
    bytes: AtomicUsize,
    held_back: AtomicBool,
}

#[derive(Clone, Copy)]
struct Amount {
    messages: usize,
    bytes: usize,
}

/// A message of a peer from its coming until it is done with.
pub(crate) struct UnderWay {
    link: Arc<Link>,
    bytes: usize,
}

/// How much more is taken in while a call to the peer waits for its answer: that comes behind all
/// the rest.
const WHILE_CALLS_WAIT: usize = 16;

impl Pressure {
    pub(super) fn new(limits: &Limits) -> Self {
        let limit = Amount {
            messages: limits.waiting.max(1),
            bytes: limits.waiting_bytes.max(1),
        };
        Self {
            limit,
            messages: AtomicUsize::new(0),
            bytes: AtomicUsize::new(0),
            held_back: AtomicBool::new(false),
        }
    }

    fn now(&self) -> Amount {
        Amount {
            messages: self.messages.load(Ordering::SeqCst),
            bytes: self.bytes.load(Ordering::SeqCst),
        }
    }
}

impl Link {
    /// Counts a message of so many bytes for as long as what is returned lives.
    pub(crate) fn under_way(self: &Arc<Self>, bytes: usize) -> UnderWay {
        self.pressure.messages.fetch_add(1, Ordering::SeqCst);
        self.pressure.bytes.fetch_add(bytes, Ordering::SeqCst);
        UnderWay {
            link: Arc::clone(self),
            bytes,
        }
    }

    /// Whether so much is under way that no more is to be read now. If so, the reading goes on by
    /// itself when half of that is done.
    pub(super) fn holds_back(&self) -> bool {
        let (now, limit) = (self.pressure.now(), self.limit());
        if now.messages < limit.messages && now.bytes < limit.bytes {
            return false;
        }
        self.pressure.held_back.store(true, Ordering::SeqCst);
        // What was done before that, and a limit that rose before, was told to nobody.
        !self.is_half_done() || !self.pressure.held_back.swap(false, Ordering::SeqCst)
    }

    /// Less is under way, or more may be: the reading may go on.
    pub(super) fn relieve(&self) {
        let held_back = &self.pressure.held_back;
        if held_back.load(Ordering::SeqCst)
            && self.is_half_done()
            && held_back.swap(false, Ordering::SeqCst)
        {
            self.timer.read_again(self.token);
        }
    }

    fn is_half_done(&self) -> bool {
        let (now, limit) = (self.pressure.now(), self.limit());
        now.messages <= limit.messages / 2 && now.bytes <= limit.bytes / 2
    }

    fn limit(&self) -> Amount {
        let limit = self.pressure.limit;
        if self.session.waiting() == 0 {
            return limit;
        }
        Amount {
            messages: limit.messages.saturating_mul(WHILE_CALLS_WAIT),
            bytes: limit.bytes.saturating_mul(WHILE_CALLS_WAIT),
        }
    }
}

impl Deref for UnderWay {
    type Target = Arc<Link>;

    fn deref(&self) -> &Arc<Link> {
        &self.link
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let pressure = &self.link.pressure;
        pressure.messages.fetch_sub(1, Ordering::SeqCst);
        pressure.bytes.fetch_sub(self.bytes, Ordering::SeqCst);
        self.link.relieve();
    }
}
