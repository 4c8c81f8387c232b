//! A connection's bytes, whatever carries them.

use std::fmt;
use std::io;
#[cfg(unix)]
use std::os::fd::BorrowedFd;
use std::sync::Weak;

use super::EventLoop;
use crate::error::DisconnectReason;

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

    /// Whether everything that was written has left this process. Where it has not,
    /// [`Port::writable`] has to follow once it has. After the end of a peer's input, the
    /// connection is closed only then.
    fn is_flushed(&self) -> bool {
        true
    }

    /// Why there is nothing more to read, after a read has returned `Ok(0)`. It is how the
    /// connection ends. Default: the peer closed it.
    fn end_reason(&self) -> DisconnectReason {
        DisconnectReason::Closed
    }

    /// What the program should know when a frame of this channel holds no message.
    fn noise_hint(&self) -> Option<&'static str> {
        None
    }

    /// Ends both directions.
    fn close(&self);
}

/// Where a channel that is no socket tells of its readiness.
#[derive(Clone)]
pub struct Port {
    events: Weak<dyn EventLoop>,
    token: usize,
}

impl Port {
    pub(crate) fn new(events: Weak<dyn EventLoop>, token: usize) -> Self {
        Self { events, token }
    }

    /// There is something to read, or the end was reached.
    pub fn readable(&self) {
        if let Some(events) = self.events.upgrade() {
            events.readable(self.token);
        }
    }

    /// Something can be written again.
    pub fn writable(&self) {
        if let Some(events) = self.events.upgrade() {
            events.writable(self.token);
        }
    }
}

impl fmt::Debug for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Port").field(&self.token).finish()
    }
}
