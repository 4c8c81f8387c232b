//! Jobs run application code, such as handlers and hooks, on the threads of an API. A panic in a
//! job is caught.

use std::panic::{self, AssertUnwindSafe};

/// A closure that is queued and runs once.
pub(crate) struct Job(Box<dyn FnOnce() + Send>);

impl Job {
    pub(crate) fn new(run: impl FnOnce() + Send + 'static) -> Self {
        Self(Box::new(run))
    }

    pub(crate) fn run(self) {
        contained(self.0);
    }
}

/// Runs a callback, a hook or a watcher, and logs a panic. Panics of handlers are caught elsewhere,
/// because the caller gets an error for a handler that panics.
pub(crate) fn contained(run: impl FnOnce()) {
    if panic::catch_unwind(AssertUnwindSafe(run)).is_err() {
        tracing::error!("a callback, a hook or a watcher panicked");
    }
}
