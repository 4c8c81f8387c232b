//! The standby thread, which waits until the event loop needs another thread.
//!
//! The thread that reads messages also runs their handlers. While the reading thread runs handlers,
//! no thread runs the event loop. The standby thread is woken when handlers begin to run after a
//! pause. As long as messages arrive, the standby thread checks every few milliseconds whether a
//! thread runs the event loop. The standby thread takes over the event loop when a handler takes
//! more than a few milliseconds or is about to wait.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::sync::lock;

/// The state that the two threads share.
#[derive(Default)]
pub(super) struct Standby {
    /// Whether the standby thread was called, or must end.
    called: Mutex<bool>,
    changed: Condvar,
    /// Whether a thread has left the event loop since the standby thread's last check.
    armed: AtomicBool,
    /// Whether a thread has left the event loop and runs handlers.
    left: AtomicBool,
    /// Whether the thread that left the event loop must do a turn of the event loop between two
    /// handlers.
    due: AtomicBool,
    /// Whether the standby thread waits without periodic checks.
    asleep: AtomicBool,
}

/// The interval of the first check after handlers begin to run, and after a check that found that a
/// thread had left the event loop.
const MIN_CHECK_INTERVAL: Duration = Duration::from_millis(1);

/// The longest interval between checks while all handlers are short.
const MAX_CHECK_INTERVAL: Duration = Duration::from_millis(4);

impl Standby {
    /// Notes that a thread leaves the event loop to run handlers.
    pub(super) fn leave_loop(&self) {
        self.due.store(false, Ordering::SeqCst);
        self.left.store(true, Ordering::SeqCst);
        self.armed.store(true, Ordering::SeqCst);
        if self.asleep.load(Ordering::SeqCst) {
            drop(lock(&self.called));
            self.changed.notify_one();
        }
    }

    /// Notes that the thread that left the event loop has run the handlers and returns.
    pub(super) fn return_to_loop(&self) {
        self.left.store(false, Ordering::SeqCst);
        self.due.store(false, Ordering::SeqCst);
    }

    /// Whether the thread that left the event loop must do a turn of the event loop between two
    /// handlers. After the turn, that thread calls [`served`](Self::served).
    pub(super) fn is_due(&self) -> bool {
        self.due.load(Ordering::Relaxed)
    }

    pub(super) fn served(&self) {
        self.due.store(false, Ordering::SeqCst);
    }

    /// Wakes the standby thread, because a thread must run the event loop now or the threads must
    /// end.
    pub(super) fn call(&self) {
        *lock(&self.called) = true;
        self.changed.notify_one();
    }

    /// Waits until the standby thread must run the event loop or end.
    pub(super) fn wait(&self) {
        let mut called = lock(&self.called);
        let mut interval = MIN_CHECK_INTERVAL;
        while !mem::take(&mut *called) {
            if !self.armed.swap(false, Ordering::SeqCst) && !self.is_left() {
                called = self.sleep(called);
                interval = MIN_CHECK_INTERVAL;
                continue;
            }
            let waited = self.changed.wait_timeout(called, interval);
            called = waited.unwrap_or_else(PoisonError::into_inner).0;
            interval = MAX_CHECK_INTERVAL.min(interval * 2);
            if self.is_left() {
                if self.due.swap(true, Ordering::SeqCst) {
                    return;
                }
                interval = MIN_CHECK_INTERVAL;
            }
        }
    }

    /// Waits until a thread leaves the event loop, or the standby thread is called.
    fn sleep<'a>(&self, called: MutexGuard<'a, bool>) -> MutexGuard<'a, bool> {
        self.asleep.store(true, Ordering::SeqCst);
        let called = if *called || self.armed.load(Ordering::SeqCst) {
            called
        } else {
            let slept = self.changed.wait(called);
            slept.unwrap_or_else(PoisonError::into_inner)
        };
        self.asleep.store(false, Ordering::SeqCst);
        called
    }

    fn is_left(&self) -> bool {
        self.left.load(Ordering::SeqCst)
    }
}
