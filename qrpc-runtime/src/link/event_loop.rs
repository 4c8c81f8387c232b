//! The interface of the event loop to connections and channels.

use std::sync::Arc;
use std::time::Instant;

#[cfg(unix)]
use std::os::fd::BorrowedFd;

use super::Link;

/// Watches connections and the clock.
pub(crate) trait EventLoop: Send + Sync {
    /// Checks for expired calls and stalled peers no later than at `moment`.
    fn wake_at(&self, moment: Instant);
    /// Schedules a check of the connections that waiting threads read, after a short delay.
    fn look_later(&self);
    /// Notes that the connection can be read, or that reading from it is no longer paused.
    fn readable(&self, token: usize);
    /// Notes that the connection can be written.
    fn writable(&self, token: usize);
    /// Schedules a write of the connection's queued messages. Messages that are sent before the
    /// scheduled write are included.
    fn flush_soon(&self, link: &Arc<Link>);
    /// Stops watching the connection.
    fn forget(&self, token: usize);
    /// Stops watching the connection for reads, because a waiting thread reads it. Returns false on
    /// failure.
    #[cfg(unix)]
    fn leave(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool;
    /// Makes the event loop watch the connection for reads again. The event loop also notices bytes
    /// that arrived while it did not watch the connection. Returns false on failure.
    #[cfg(unix)]
    fn join(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool;
}
