//! Whether an API runs, who its peers are, and who is told of both.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::error::{DisconnectReason, StartError};
use crate::job::contained;
use crate::peer::Peer;
use crate::sync::lock;

/// Something that happened to a connection.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PeerEvent {
    /// A peer is there from now on.
    Connected(Peer),
    /// A peer is gone, and why.
    Disconnected(Peer, DisconnectReason),
}

type Watcher = Arc<dyn Fn(&PeerEvent) + Send + Sync>;

/// An API's state, for those who wait for its end.
#[derive(Default)]
pub(crate) struct Life {
    state: Mutex<State>,
    changed: Condvar,
    watchers: Mutex<Vec<Watcher>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Stopped,
    Running,
    /// The transport has come to its end by itself.
    Ended,
}

impl Life {
    /// Begins, unless it runs.
    pub(crate) fn begin(&self) -> Result<(), StartError> {
        let mut state = lock(&self.state);
        if *state == State::Running {
            return Err(StartError::Running);
        }
        *state = State::Running;
        Ok(())
    }

    /// The transport has come to its end.
    pub(crate) fn end(&self) {
        let mut state = lock(&self.state);
        if *state == State::Running {
            *state = State::Ended;
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

    /// Waits until it does not run.
    pub(crate) fn wait(&self) {
        let mut state = lock(&self.state);
        while *state == State::Running {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(crate) fn watch(&self, watcher: Watcher) {
        lock(&self.watchers).push(watcher);
    }

    pub(crate) fn is_watched(&self) -> bool {
        !lock(&self.watchers).is_empty()
    }

    pub(crate) fn tell(&self, event: &PeerEvent) {
        let watchers = lock(&self.watchers).clone();
        for watcher in watchers {
            contained(|| watcher(event));
        }
    }
}
