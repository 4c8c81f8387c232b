//! Pieces of the program's own code, on the threads of an API: a panic in one goes no further.

use std::panic::{self, AssertUnwindSafe};

/// Something to be run once, in its turn.
pub(crate) struct Job(Box<dyn FnOnce() + Send>);

impl Job {
    pub(crate) fn new(run: impl FnOnce() + Send + 'static) -> Self {
        Self(Box::new(run))
    }

    pub(crate) fn run(self) {
        contained(self.0);
    }
}

/// Runs a callback, a hook or a watcher. Handlers have a net of their own, which answers.
pub(crate) fn contained(run: impl FnOnce()) {
    if panic::catch_unwind(AssertUnwindSafe(run)).is_err() {
        tracing::error!("a callback, a hook or a watcher panicked");
    }
}
