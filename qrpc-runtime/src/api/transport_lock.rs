//! The transport of an API, with which one thread at a time works.

use std::mem;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use crate::sync::lock;
use crate::transport::Transport;

/// Where an API has its transport.
pub(super) struct TransportLock {
    state: Mutex<Held>,
    free: Condvar,
}

struct Held {
    transport: Option<Box<dyn Transport>>,
    /// The transport as a string, also while somebody works with it.
    expression: Option<String>,
    taken: bool,
    /// Somebody who wanted to stop it could not wait for the turn.
    to_be_stopped: bool,
}

/// The turn of a thread that starts, stops or replaces the transport.
pub(super) struct TransportGuard<'a> {
    place: &'a TransportLock,
    pub(super) transport: Option<Box<dyn Transport>>,
}

impl TransportLock {
    pub(super) fn new(transport: Option<Box<dyn Transport>>) -> Self {
        let state = Held {
            expression: transport.as_ref().map(|transport| transport.expression()),
            transport,
            taken: false,
            to_be_stopped: false,
        };
        Self {
            state: Mutex::new(state),
            free: Condvar::new(),
        }
    }

    /// Waits for the turn. Nobody keeps it longer than opening and closing takes.
    pub(super) fn turn(&self) -> TransportGuard<'_> {
        let mut state = lock(&self.state);
        while state.taken {
            let waited = self.free.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        self.take(&mut state)
    }

    /// Waits for the turn to stop, but no longer than until `end`: then whoever has the turn is to
    /// stop.
    pub(super) fn turn_to_stop(&self, end: Instant) -> Option<TransportGuard<'_>> {
        let mut state = lock(&self.state);
        while state.taken {
            let Some(patience) = end.checked_duration_since(Instant::now()) else {
                state.to_be_stopped = true;
                return None;
            };
            let waited = self.free.wait_timeout(state, patience);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        Some(self.take(&mut state))
    }

    fn take(&self, state: &mut Held) -> TransportGuard<'_> {
        state.taken = true;
        state.to_be_stopped = false;
        TransportGuard {
            place: self,
            transport: state.transport.take(),
        }
    }

    /// The transport, as a string.
    pub(super) fn expression(&self) -> Option<String> {
        lock(&self.state).expression.clone()
    }

    /// The transport's address, unless somebody works with it.
    pub(super) fn address(&self) -> Option<String> {
        lock(&self.state).transport.as_ref()?.address()
    }
}

impl TransportGuard<'_> {
    /// Puts another transport there.
    pub(super) fn replace(&mut self, transport: Box<dyn Transport>) {
        let expression = transport.expression();
        lock(&self.place.state).expression = Some(expression);
        self.transport = Some(transport);
    }

    /// Ends the turn of who has left the transport started, or about to be, unless it is to be
    /// stopped.
    pub(super) fn end_started(mut self) -> Result<(), Self> {
        let place = self.place;
        let mut state = lock(&place.state);
        if state.to_be_stopped {
            drop(state);
            return Err(self);
        }
        self.give_back(&mut state);
        drop(state);
        // What it had is given back.
        mem::forget(self);
        Ok(())
    }

    fn give_back(&mut self, state: &mut Held) {
        state.transport = self.transport.take();
        state.taken = false;
        self.place.free.notify_one();
    }
}

impl Drop for TransportGuard<'_> {
    fn drop(&mut self) {
        let place = self.place;
        self.give_back(&mut lock(&place.state));
    }
}
