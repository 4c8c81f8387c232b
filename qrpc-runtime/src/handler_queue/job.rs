//! Jobs run application code, such as handlers and hooks, on the threads of an API. A panic in a
//! job is caught.

use crate::sync::contained;

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
