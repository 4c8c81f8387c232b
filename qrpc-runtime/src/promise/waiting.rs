//! The connections at which a call waits for its answer.

use std::sync::{Arc, Weak};
use std::time::Instant;

/// The interface of a connection to the calls that wait for an answer.
pub(crate) trait CallConnection: Send + Sync {
    /// Forgets the call with this id, so that its answer is discarded when it arrives.
    fn forget(&self, id: u64);
    /// Forgets the call with this id, and tells the peer that the call is cancelled, unless the
    /// call was answered or forgotten before.
    fn cancel(self: Arc<Self>, id: u64);
    /// Writes the queued messages, because a thread is about to wait for an answer.
    fn flush(self: Arc<Self>);
    /// Notes that this thread begins to wait for an answer.
    fn begin_wait(&self);
    /// Notes that this thread no longer waits for an answer.
    fn end_wait(&self);
    /// Reads on this thread until `there` returns true or until `end`, unless another thread reads
    /// or only the event loop can read. Returns whether this thread has read.
    fn read_until(self: Arc<Self>, end: Instant, there: &dyn Fn() -> bool) -> bool;
}

/// A call that was sent, and the connections over which it was sent: one for each receiver.
pub(crate) struct SentCall {
    pub(crate) id: u64,
    pub(crate) connections: CallConnections,
}

/// The connections of a call. A single connection, the most frequent case, needs no allocation.
pub(crate) enum CallConnections {
    One(Weak<dyn CallConnection>),
    Several(Vec<Weak<dyn CallConnection>>),
}

impl SentCall {
    pub(super) fn forget(&self) {
        for connection in self.each() {
            connection.forget(self.id);
        }
    }

    pub(super) fn cancel(&self) {
        for connection in self.each() {
            connection.cancel(self.id);
        }
    }

    /// Writes the call before a thread waits for its answer.
    pub(super) fn flush(&self) {
        for connection in self.each() {
            connection.flush();
        }
    }

    fn each(&self) -> impl Iterator<Item = Arc<dyn CallConnection>> {
        let connections = match &self.connections {
            CallConnections::One(connection) => std::slice::from_ref(connection),
            CallConnections::Several(connections) => connections.as_slice(),
        };
        connections.iter().filter_map(Weak::upgrade)
    }

    /// Whether the call was sent over several connections, so that the other connections may still
    /// expect an answer after one connection has received an answer.
    pub(super) fn is_left_over(&self) -> bool {
        matches!(self.connections, CallConnections::Several(_))
    }
}

/// Registers a thread as waiting at a connection, until this value is dropped.
pub(super) struct WaitRegistration(Arc<dyn CallConnection>);

impl WaitRegistration {
    pub(super) fn new(connection: Arc<dyn CallConnection>) -> Self {
        connection.begin_wait();
        Self(connection)
    }

    pub(super) fn read_until(&self, end: Instant, there: &dyn Fn() -> bool) -> bool {
        Arc::clone(&self.0).read_until(end, there)
    }
}

impl Drop for WaitRegistration {
    fn drop(&mut self) {
        self.0.end_wait();
    }
}
