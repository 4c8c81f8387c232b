//! The run state of an API, and a way to wait until the API no longer runs.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::error::{DisconnectReason, StartError};
use crate::sync::lock;

/// The run state of an API. Threads can wait until the API no longer runs.
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
    /// The transport has ended by itself.
    Ended(DisconnectReason),
}

impl RunState {
    /// Changes the state to running. Returns an error if the API runs, or if its transport has
    /// ended and `stop` was not called since then.
    pub(crate) fn begin(&self) -> Result<(), StartError> {
        let mut state = lock(&self.state);
        if *state != Phase::Stopped {
            return Err(StartError::Running);
        }
        *state = Phase::Running;
        Ok(())
    }

    /// Notes that the transport has ended by itself.
    pub(crate) fn end(&self, reason: DisconnectReason) {
        let mut state = lock(&self.state);
        if *state == Phase::Running {
            *state = Phase::Ended(reason);
            self.changed.notify_all();
        }
    }

    /// Changes the state to stopped. Returns whether the API was in another state before.
    pub(crate) fn stop(&self) -> bool {
        let mut state = lock(&self.state);
        let before = std::mem::replace(&mut *state, Phase::Stopped);
        self.changed.notify_all();
        before != Phase::Stopped
    }

    pub(crate) fn is_running(&self) -> bool {
        *lock(&self.state) != Phase::Stopped
    }

    /// Whether the transport has ended by itself and `stop` was not called since.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(*lock(&self.state), Phase::Ended(_))
    }

    /// Waits until the API does not run. Returns the reason if its transport ended by itself, and
    /// `None` if the API was stopped.
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
