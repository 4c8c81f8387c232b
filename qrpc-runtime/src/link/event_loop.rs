//! The event loop, as connections and channels see it.

use std::sync::Arc;
use std::time::Instant;

#[cfg(unix)]
use std::os::fd::BorrowedFd;

use super::Link;

/// What watches connections and the clock.
pub(crate) trait EventLoop: Send + Sync {
    /// Looks after late calls and stalled peers no later than at this moment.
    fn wake_at(&self, moment: Instant);
    /// Looks after the connections that are left to waiting threads, a moment later.
    fn look_later(&self);
    /// This connection can be read, or its reading is no longer held back.
    fn readable(&self, token: usize);
    /// This connection can be written.
    fn writable(&self, token: usize);
    /// Writes what waits for this connection, together with what is sent until then.
    fn flush_soon(&self, link: &Arc<Link>);
    /// Watches this connection no longer.
    fn forget(&self, token: usize);
    /// Leaves the reading of this connection to a thread that waits for it. Says whether that was
    /// done.
    #[cfg(unix)]
    fn leave(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool;
    /// Watches it again for what can be read, and for what came meanwhile. Says whether that was
    /// done.
    #[cfg(unix)]
    fn join(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool;
}
