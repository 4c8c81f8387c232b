//! Received messages whose handling waits until the peer has read enough of its replies.
//!
//! When too many replies to a peer are unwritten, reading from the peer pauses, but messages that
//! were read before the pause are already in the handler queue. The handling of messages that are
//! already queued is postponed, in order, so that handlers do not add more replies.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::Link;
use crate::sync::lock;

/// Handles one message.
type Handling = Box<dyn FnOnce() + Send>;

/// The postponed messages of one connection.
#[derive(Default)]
pub(super) struct Postponed {
    messages: Mutex<VecDeque<Handling>>,
    /// Whether messages are postponed, and no job that handles the first of them is queued yet.
    wait: AtomicBool,
}

impl Link {
    /// Handles a message now, or postpones it if the peer has not read enough of its replies or if
    /// earlier messages are postponed. The thread with the handler role calls this function.
    pub(crate) fn handle(self: &Arc<Self>, handling: impl FnOnce() + Send + 'static) {
        let mut messages = lock(&self.postponed.messages);
        if messages.is_empty() && !self.postpones() {
            drop(messages);
            return handling();
        }
        messages.push_back(Box::new(handling));
        drop(messages);
        self.postponed.wait.store(true, Ordering::SeqCst);
        // A reply may have been written before the flag was set, so the check is repeated.
        self.ask_for_postponed();
    }

    /// Queues the handling of the first postponed message, if the peer has read enough of its
    /// replies.
    pub(super) fn ask_for_postponed(self: &Arc<Self>) {
        let wait = &self.postponed.wait;
        if wait.load(Ordering::SeqCst) && !self.postpones() && wait.swap(false, Ordering::SeqCst) {
            if let Some(owner) = self.owner() {
                owner.handle_postponed(self);
            }
        }
    }

    /// Handles the first postponed message, and queues a job that handles the next one. The thread
    /// with the handler role calls this function. If the connection is closed, handles all
    /// postponed messages at once.
    pub(crate) fn handle_postponed(self: &Arc<Self>) {
        while self.handle_first_postponed() {
            if self.session.closed().is_none() {
                self.postponed.wait.store(true, Ordering::SeqCst);
                return self.ask_for_postponed();
            }
        }
    }

    /// Handles the first postponed message. Returns whether more messages are postponed.
    fn handle_first_postponed(self: &Arc<Self>) -> bool {
        let first = lock(&self.postponed.messages).front_mut().map(take);
        let handled = first.map(|handling| panic::catch_unwind(AssertUnwindSafe(handling)));
        if let Some(Err(_)) = handled {
            tracing::error!(peer = %self.name, "the handling of a message panicked");
        }
        let mut messages = lock(&self.postponed.messages);
        messages.pop_front();
        !messages.is_empty()
    }

    fn postpones(&self) -> bool {
        self.session.has_too_many_replies() && self.session.closed().is_none()
    }
}

/// Takes a message in order to handle it, and leaves a placeholder in the queue. As long as the
/// placeholder is in the queue, a message that arrives cannot overtake the taken message.
fn take(place: &mut Handling) -> Handling {
    std::mem::replace(place, Box::new(|| {}))
}
