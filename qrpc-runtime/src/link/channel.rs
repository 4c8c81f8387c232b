//! A connection's bytes, whatever carries them.

use std::fmt;
use std::io;
#[cfg(unix)]
use std::os::fd::BorrowedFd;
use std::sync::Weak;

/// The two directions of one connection's bytes. Nothing in it ever waits.
///
/// A channel that is no socket says through its [`Port`] when it can be read or written again.
pub trait Channel: Send + Sync + 'static {
    /// The channel is in use from now on, and `port` is where its readiness is told.
    fn opened(&self, port: Port) {
        drop(port);
    }

    /// Reads what is there.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](io::ErrorKind::WouldBlock) when nothing is there yet, which
    /// [`Port::readable`] has to follow once something is. `Ok(0)` is the end. Anything else
    /// ends the connection.
    fn read(&self, into: &mut [u8]) -> io::Result<usize>;

    /// Whether a read that did not fill its buffer has taken all that there was, as with a
    /// socket. Where it does not hold, reading goes on until nothing is there.
    fn short_read_drains(&self) -> bool {
        false
    }

    /// What the system can wait for in the channel's place. With it, a thread that waits for a
    /// reply reads the channel itself, and no other thread has to wake it.
    #[cfg(unix)]
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Writes as much as can be taken.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](io::ErrorKind::WouldBlock) when nothing can be taken yet, which
    /// [`Port::writable`] has to follow once something can. Anything else ends the connection.
    fn write(&self, bytes: &[u8]) -> io::Result<usize>;

    /// Ends both directions.
    fn close(&self);
}

/// What is told that a channel is ready.
pub(crate) trait Watch: Send + Sync {
    /// There is something to read.
    fn readable(&self, token: usize);
    /// Something can be written.
    fn writable(&self, token: usize);
}

/// Where a channel that is no socket tells of its readiness.
#[derive(Clone)]
pub struct Port {
    watch: Weak<dyn Watch>,
    token: usize,
}

impl Port {
    pub(crate) fn new(watch: Weak<dyn Watch>, token: usize) -> Self {
        Self { watch, token }
    }

    /// There is something to read, or the end was reached.
    pub fn readable(&self) {
        if let Some(watch) = self.watch.upgrade() {
            watch.readable(self.token);
        }
    }

    /// Something can be written again.
    pub fn writable(&self) {
        if let Some(watch) = self.watch.upgrade() {
            watch.writable(self.token);
        }
    }
}

impl fmt::Debug for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Port").field(&self.token).finish()
    }
}
