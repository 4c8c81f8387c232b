//! The lock around the transport of an API. One thread at a time can use the transport.

use std::mem;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use crate::sync::lock;
use crate::transport::Transport;

/// Holds the transport of an API.
pub(super) struct TransportLock {
    state: Mutex<LockState>,
    unlocked: Condvar,
}

struct LockState {
    transport: Option<Box<dyn Transport>>,
    /// The transport as a string, available even while a thread holds the transport.
    expression: Option<String>,
    locked: bool,
    /// Whether a thread that wanted to stop the transport gave up waiting for the lock, so that the
    /// thread that holds the lock must stop the transport.
    stop_requested: bool,
}

/// Exclusive access to the transport, for a thread that starts, stops or replaces it.
pub(super) struct TransportGuard<'a> {
    lock: &'a TransportLock,
    pub(super) transport: Option<Box<dyn Transport>>,
}

impl TransportLock {
    pub(super) fn new(transport: Option<Box<dyn Transport>>) -> Self {
        let state = LockState {
            expression: transport.as_ref().map(|transport| transport.expression()),
            transport,
            locked: false,
            stop_requested: false,
        };
        Self {
            state: Mutex::new(state),
            unlocked: Condvar::new(),
        }
    }

    /// Waits for the lock. Each thread holds the lock only while it opens, closes or replaces the
    /// transport.
    pub(super) fn lock(&self) -> TransportGuard<'_> {
        let mut state = lock(&self.state);
        while state.locked {
            let waited = self.unlocked.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        self.guard(&mut state)
    }

    /// Waits for the lock in order to stop the transport, but no longer than until `end`. If `end`
    /// passes, returns `None`, and the thread that holds the lock must stop the transport.
    pub(super) fn lock_until(&self, end: Instant) -> Option<TransportGuard<'_>> {
        let mut state = lock(&self.state);
        while state.locked {
            let Some(patience) = end.checked_duration_since(Instant::now()) else {
                state.stop_requested = true;
                return None;
            };
            let waited = self.unlocked.wait_timeout(state, patience);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        Some(self.guard(&mut state))
    }

    fn guard(&self, state: &mut LockState) -> TransportGuard<'_> {
        state.locked = true;
        state.stop_requested = false;
        TransportGuard {
            lock: self,
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
        lock(&self.lock.state).expression = Some(expression);
        self.transport = Some(transport);
    }

    /// Releases the lock after the transport was started or replaced. If another thread has asked
    /// to stop the transport, keeps the lock and returns the guard as the error: the caller must
    /// then stop the transport.
    pub(super) fn release(mut self) -> Result<(), Self> {
        let transport_lock = self.lock;
        let mut state = lock(&transport_lock.state);
        if state.stop_requested {
            drop(state);
            return Err(self);
        }
        self.unlock(&mut state);
        drop(state);
        // `forget` prevents `Drop` from unlocking a second time.
        mem::forget(self);
        Ok(())
    }

    fn unlock(&mut self, state: &mut LockState) {
        state.transport = self.transport.take();
        state.locked = false;
        self.lock.unlocked.notify_one();
    }
}

impl Drop for TransportGuard<'_> {
    fn drop(&mut self) {
        let transport_lock = self.lock;
        self.unlock(&mut lock(&transport_lock.state));
    }
}
