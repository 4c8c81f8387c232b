//! The lock around the transport of an API. One thread at a time can use the transport.

use std::mem;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use crate::sync::lock;
use crate::transport::Transport;

/// Holds the transport of an API.
pub(super) struct TransportLock {
    state: Mutex<Held>,
    free: Condvar,
}

struct Held {
    transport: Option<Box<dyn Transport>>,
    /// The transport as a string, available even while a thread holds the transport.
    expression: Option<String>,
    taken: bool,
    /// Whether a thread that wanted to stop the transport gave up waiting for the lock, so that the
    /// thread that holds the lock must stop the transport.
    to_be_stopped: bool,
}

/// Exclusive access to the transport, for a thread that starts, stops or replaces it.
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

    /// Waits for the lock. Each thread holds the lock only while it opens, closes or replaces the
    /// transport.
    pub(super) fn turn(&self) -> TransportGuard<'_> {
        let mut state = lock(&self.state);
        while state.taken {
            let waited = self.free.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        self.take(&mut state)
    }

    /// Waits for the lock in order to stop the transport, but no longer than until `end`. If `end`
    /// passes, returns `None`, and the thread that holds the lock must stop the transport.
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

    /// Returns the transport as a string, or `None` if no transport is set.
    pub(super) fn expression(&self) -> Option<String> {
        lock(&self.state).expression.clone()
    }

    /// Returns the address of the transport, or `None` if it has no address or a thread holds the
    /// transport.
    pub(super) fn address(&self) -> Option<String> {
        lock(&self.state).transport.as_ref()?.address()
    }
}

impl TransportGuard<'_> {
    /// Replaces the transport.
    pub(super) fn replace(&mut self, transport: Box<dyn Transport>) {
        let expression = transport.expression();
        lock(&self.place.state).expression = Some(expression);
        self.transport = Some(transport);
    }

    /// Releases the lock after the transport was started or replaced. If another thread has asked
    /// to stop the transport, keeps the lock and returns the guard as the error: the caller must
    /// then stop the transport.
    pub(super) fn end_started(mut self) -> Result<(), Self> {
        let place = self.place;
        let mut state = lock(&place.state);
        if state.to_be_stopped {
            drop(state);
            return Err(self);
        }
        self.give_back(&mut state);
        drop(state);
        // `forget` prevents `Drop` from giving the transport back a second time.
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
