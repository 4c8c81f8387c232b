//! Whether an API runs, and who waits for its end.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::error::{DisconnectReason, StartError};
use crate::sync::lock;

/// An API's state, for those who wait for its end.
#[derive(Default)]
pub(crate) struct RunState {
    state: Mutex<Phase>,
    changed: Condvar,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Stopped,
    Running,
    /// The transport has come to its end by itself.
    Ended(DisconnectReason),
}

impl RunState {
    /// Begins, unless it runs, or has ended and nobody has cleared away what is left.
    pub(crate) fn begin(&self) -> Result<(), StartError> {
        let mut state = lock(&self.state);
        if *state != Phase::Stopped {
            return Err(StartError::Running);
        }
        *state = Phase::Running;
        Ok(())
    }

    /// The transport has come to its end.
    pub(crate) fn end(&self, reason: DisconnectReason) {
        let mut state = lock(&self.state);
        if *state == Phase::Running {
            *state = Phase::Ended(reason);
            self.changed.notify_all();
        }
    }

    /// It was stopped. Says whether it was anything else before.
    pub(crate) fn stop(&self) -> bool {
        let mut state = lock(&self.state);
        let before = std::mem::replace(&mut *state, Phase::Stopped);
        self.changed.notify_all();
        before != Phase::Stopped
    }

    pub(crate) fn is_running(&self) -> bool {
        *lock(&self.state) != Phase::Stopped
    }

    /// Whether the transport has come to its end by itself, and nobody has stopped since.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(*lock(&self.state), Phase::Ended(_))
    }

    /// Waits until it does not run, and says how its transport ended, if that ended by itself.
    pub(crate) fn wait(&self) -> Option<DisconnectReason> {
        let mut state = lock(&self.state);
        loop {
            match &*state {
                Phase::Running => {}
                Phase::Stopped => return None,
                Phase::Ended(reason) => return Some(reason.clone()),
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}
