//! The transport of an API, with which one thread at a time works.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use crate::sync::lock;
use crate::transport::Transport;

/// Where an API has its transport.
pub(super) struct Place {
    state: Mutex<State>,
    free: Condvar,
}

struct State {
    transport: Option<Box<dyn Transport>>,
    taken: bool,
}

/// The turn of a thread that starts, stops or replaces the transport.
pub(super) struct Turn<'a> {
    place: &'a Place,
    pub(super) transport: Option<Box<dyn Transport>>,
}

impl Place {
    pub(super) fn new(transport: Option<Box<dyn Transport>>) -> Self {
        let state = State {
            transport,
            taken: false,
        };
        Self {
            state: Mutex::new(state),
            free: Condvar::new(),
        }
    }

    /// Waits for the turn, but no longer than until `end`.
    pub(super) fn turn(&self, end: Instant) -> Option<Turn<'_>> {
        let mut state = lock(&self.state);
        while state.taken {
            let patience = end.checked_duration_since(Instant::now())?;
            let waited = self.free.wait_timeout(state, patience);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.taken = true;
        Some(Turn {
            place: self,
            transport: state.transport.take(),
        })
    }

    /// The transport's address, unless somebody works with it.
    pub(super) fn address(&self) -> Option<String> {
        lock(&self.state).transport.as_ref()?.address()
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.place.state);
        state.transport = self.transport.take();
        state.taken = false;
        drop(state);
        self.place.free.notify_one();
    }
}
