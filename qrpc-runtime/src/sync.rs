//! Locks without poisoning, a condition variable, and the calculation of deadlines. A panic does
//! not poison a lock, because the guarded data is consistent between any two steps.

use std::future::{Future as _, poll_fn};
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, Instant};

use event_listener::EventListener;

/// Locks `mutex`, even if a thread has panicked while it held the lock.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A condition variable whose notification costs nothing if no thread waits. The condition variable
/// of the standard library makes a system call at each notification.
#[derive(Default)]
pub(crate) struct CountedCondvar {
    condvar: Condvar,
    waiting: AtomicUsize,
}

impl CountedCondvar {
    /// Waits for a notification, but no longer than `patience`. The caller must check its condition
    /// under the same lock before and after the wait.
    pub(crate) fn wait<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        patience: Duration,
    ) -> MutexGuard<'a, T> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let waited = self.condvar.wait_timeout(guard, patience);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Wakes all waiting threads. The caller must have changed the condition before the
    /// notification, under the same lock.
    pub(crate) fn notify_all(&self) {
        if self.waiting.load(Ordering::SeqCst) > 0 {
            self.condvar.notify_all();
        }
    }
}

/// Returns the current time plus `patience`, or a time in the far future if the sum overflows.
pub(crate) fn after(patience: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(patience).unwrap_or(now + FAR_FUTURE)
}

const FAR_FUTURE: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

/// Waits for a notification. The waker is application code: its panic would leave the event in a
/// wrong state, and is therefore contained.
pub(crate) async fn notified(mut listener: EventListener) {
    poll_fn(|context| {
        let waker = Waker::from(Arc::new(ContainedWaker(context.waker().clone())));
        Pin::new(&mut listener).poll(&mut Context::from_waker(&waker))
    })
    .await;
}

struct ContainedWaker(Waker);

impl Wake for ContainedWaker {
    fn wake(self: Arc<Self>) {
        contained(|| self.0.wake_by_ref());
    }
}

/// Runs application code that has no caller: a callback, a hook, a watcher or a waker. Logs a
/// panic. Panics of handlers are caught elsewhere, because the caller gets an error for a handler
/// that panics.
pub(crate) fn contained(run: impl FnOnce()) {
    if panic::catch_unwind(AssertUnwindSafe(run)).is_err() {
        tracing::error!("a callback, a hook, a watcher or a waker panicked");
    }
}
