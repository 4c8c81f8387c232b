//! The run state of an API, and a way to wait until the API no longer runs.

use std::sync::Mutex;

use event_listener::{Event, Listener};

use crate::error::{DisconnectReason, StartError};
use crate::sync::{lock, notified};

/// The run state of an API. Threads can wait until the API no longer runs.
#[derive(Default)]
pub(crate) struct RunState {
    state: Mutex<Phase>,
    changed: Event,
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
            drop(state);
            self.changed.notify(usize::MAX);
        }
    }

    /// Changes the state to stopped. Returns whether the API was in another state before.
    pub(crate) fn stop(&self) -> bool {
        let before = std::mem::replace(&mut *lock(&self.state), Phase::Stopped);
        self.changed.notify(usize::MAX);
        before != Phase::Stopped
    }

    /// Whether the API was started and not stopped since. True also after its transport has ended.
    pub(crate) fn is_started(&self) -> bool {
        *lock(&self.state) != Phase::Stopped
    }

    /// Whether the transport has ended by itself and `stop` was not called since.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(*lock(&self.state), Phase::Ended(_))
    }

    /// Waits until the API does not run. Returns the reason if its transport failed.
    pub(crate) fn wait(&self) -> Result<(), DisconnectReason> {
        loop {
            let changed = self.changed.listen();
            match self.outcome() {
                Some(outcome) => return outcome,
                None => changed.wait(),
            }
        }
    }

    /// The async form of [`wait`](Self::wait).
    pub(crate) async fn wait_async(&self) -> Result<(), DisconnectReason> {
        loop {
            let changed = self.changed.listen();
            match self.outcome() {
                Some(outcome) => return outcome,
                None => notified(changed).await,
            }
        }
    }

    /// Returns `None` while the API runs.
    fn outcome(&self) -> Option<Result<(), DisconnectReason>> {
        match &*lock(&self.state) {
            Phase::Running => None,
            Phase::Stopped | Phase::Ended(DisconnectReason::Closed) => Some(Ok(())),
            Phase::Ended(DisconnectReason::Exited(exit)) if exit.is_success() => Some(Ok(())),
            Phase::Ended(reason) => Some(Err(reason.clone())),
        }
    }
}
