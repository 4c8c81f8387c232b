//! Waiting for the moment at which the event loop needs another thread.
//!
//! The thread that reads also runs the handlers of what it read, and meanwhile nobody has the
//! event loop. The other thread stands by. It is woken once when that begins, looks every few
//! milliseconds as long as messages come, and takes the loop when a handler takes longer, or is
//! about to wait.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::sync::lock;

/// What the two threads know of each other.
#[derive(Default)]
pub(super) struct Standby {
    /// Whether the standby was called or is to end.
    called: Mutex<bool>,
    changed: Condvar,
    /// Whether the loop was left since the standby looked last.
    armed: AtomicBool,
    /// Whether a thread has left the loop to run handlers.
    left: AtomicBool,
    /// Whether the thread that left the loop is to do a turn between two handlers.
    due: AtomicBool,
    /// Whether the standby waits without looking.
    asleep: AtomicBool,
}

/// How soon the standby looks after the loop when handlers begin to run, and when it has found
/// the loop left.
const TICK: Duration = Duration::from_millis(1);

/// How often it looks while all handlers are short.
const LONGEST_TICK: Duration = Duration::from_millis(4);

impl Standby {
    /// A thread leaves the loop to run handlers.
    pub(super) fn leave_loop(&self) {
        self.due.store(false, Ordering::SeqCst);
        self.left.store(true, Ordering::SeqCst);
        self.armed.store(true, Ordering::SeqCst);
        if self.asleep.load(Ordering::SeqCst) {
            drop(lock(&self.called));
            self.changed.notify_one();
        }
    }

    /// It has run them.
    pub(super) fn return_to_loop(&self) {
        self.left.store(false, Ordering::SeqCst);
        self.due.store(false, Ordering::SeqCst);
    }

    /// Whether the thread that left the loop is to do a turn between two handlers, which ends
    /// with [`served`](Self::served).
    pub(super) fn is_due(&self) -> bool {
        self.due.load(Ordering::Relaxed)
    }

    pub(super) fn served(&self) {
        self.due.store(false, Ordering::SeqCst);
    }

    /// The loop is needed now, or the threads are to end.
    pub(super) fn call(&self) {
        *lock(&self.called) = true;
        self.changed.notify_one();
    }

    /// Waits until the loop is needed.
    pub(super) fn wait(&self) {
        let mut called = lock(&self.called);
        let mut tick = TICK;
        while !mem::take(&mut *called) {
            if !self.armed.swap(false, Ordering::SeqCst) && !self.is_left() {
                called = self.sleep(called);
                tick = TICK;
                continue;
            }
            let waited = self.changed.wait_timeout(called, tick);
            called = waited.unwrap_or_else(PoisonError::into_inner).0;
            tick = LONGEST_TICK.min(tick * 2);
            if self.is_left() {
                if self.due.swap(true, Ordering::SeqCst) {
                    return;
                }
                tick = TICK;
            }
        }
    }

    /// Waits until a thread leaves the loop, or the standby is called.
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
