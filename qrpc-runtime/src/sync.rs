//! Locks that a panic elsewhere does not poison, since what they guard is whole between any two
//! steps; and how long to wait.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Locks `mutex`, whether or not a thread panicked while it held it.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A condition variable that costs nothing to ring while nobody listens; the standard library's
/// makes a system call each time.
#[derive(Default)]
pub(crate) struct Bell {
    rings: Condvar,
    listeners: AtomicUsize,
}

impl Bell {
    /// Waits until it rings, but no longer than `patience`. What is waited for has to be looked
    /// at under the same lock before and after.
    pub(crate) fn wait<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        patience: Duration,
    ) -> MutexGuard<'a, T> {
        self.listeners.fetch_add(1, Ordering::SeqCst);
        let waited = self.rings.wait_timeout(guard, patience);
        self.listeners.fetch_sub(1, Ordering::SeqCst);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Wakes all who wait. What they wait for has to be changed before, under their lock.
    pub(crate) fn ring(&self) {
        if self.listeners.load(Ordering::SeqCst) > 0 {
            self.rings.notify_all();
        }
    }
}

/// The moment at which `patience` is over, or one so far away that it is as good as never.
pub(crate) fn after(patience: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(patience).unwrap_or(now + A_CENTURY)
}

const A_CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 3600);
