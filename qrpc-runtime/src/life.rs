//! Whether an API runs, and who waits for its end.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::error::{DisconnectReason, StartError};
use crate::sync::lock;

/// An API's state, for those who wait for its end.
#[derive(Default)]
pub(crate) struct Life {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Stopped,
    Running,
    /// The transport has come to its end by itself.
    Ended(DisconnectReason),
}

impl Life {
    /// Begins, unless it runs, or has ended and nobody has cleared away what is left.
    pub(crate) fn begin(&self) -> Result<(), StartError> {
        let mut state = lock(&self.state);
        if *state != State::Stopped {
            return Err(StartError::Running);
        }
        *state = State::Running;
        Ok(())
    }

    /// The transport has come to its end.
    pub(crate) fn end(&self, reason: DisconnectReason) {
        let mut state = lock(&self.state);
        if *state == State::Running {
            *state = State::Ended(reason);
            self.changed.notify_all();
        }
    }

    /// It was stopped. Says whether it was anything else before.
    pub(crate) fn stop(&self) -> bool {
        let mut state = lock(&self.state);
        let before = std::mem::replace(&mut *state, State::Stopped);
        self.changed.notify_all();
        before != State::Stopped
    }

    pub(crate) fn is_running(&self) -> bool {
        *lock(&self.state) != State::Stopped
    }

    /// Whether the transport has come to its end by itself, and nobody has stopped since.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(*lock(&self.state), State::Ended(_))
    }

    /// Waits until it does not run, and says how its transport ended, if that ended by itself.
    pub(crate) fn wait(&self) -> Option<DisconnectReason> {
        let mut state = lock(&self.state);
        loop {
            match &*state {
                State::Running => {}
                State::Stopped => return None,
                State::Ended(reason) => return Some(reason.clone()),
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}
