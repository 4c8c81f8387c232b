//! The interface between a connection and a transport: channels and their ports.

use std::fmt;
use std::io;
#[cfg(unix)]
use std::os::fd::BorrowedFd;
use std::sync::Weak;

use super::EventLoop;
use crate::error::DisconnectReason;

/// The byte streams of one connection, in both directions. No method blocks.
///
/// A channel that is not a socket reports through its [`Port`] when it can be read or written
/// again.
pub trait Channel: Send + Sync + 'static {
    /// Called once, before the first read. The channel reports its readiness to `port`.
    fn opened(&self, port: Port) {
        drop(port);
    }

    /// Reads the available bytes.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](io::ErrorKind::WouldBlock) when nothing is available yet. After a
    /// `WouldBlock` error, a channel that is not a socket must call [`Port::readable`] as soon as
    /// bytes are available. Any other error ends the connection. `Ok(0)` is not an error but the
    /// end of the stream.
    fn read(&self, into: &mut [u8]) -> io::Result<usize>;

    /// Whether a read that did not fill its buffer has read everything that was available, as with
    /// a socket. If this function returns false, reads are repeated until nothing is available.
    fn short_read_drains(&self) -> bool {
        false
    }

    /// Returns the descriptor by which the system can wait for the channel. If the channel has a
    /// descriptor, a thread that waits for a reply can read the channel itself, and no other thread
    /// needs to wake that thread.
    #[cfg(unix)]
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Writes as many bytes as the channel accepts.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](io::ErrorKind::WouldBlock) when the channel accepts nothing yet. After a
    /// `WouldBlock` error, a channel that is not a socket must call [`Port::writable`] as soon as
    /// it accepts bytes again. Any other error ends the connection.
    fn write(&self, bytes: &[u8]) -> io::Result<usize>;

    /// Whether all written bytes have left this process. If some bytes have not left this process,
    /// the channel must call [`Port::writable`] when all bytes have left. If a peer has sent its
    /// last byte, the connection stays open until all bytes that were written to the peer have left
    /// this process.
    fn is_flushed(&self) -> bool {
        true
    }

    /// Returns the reason why the stream ended, after a read has returned `Ok(0)`. The returned
    /// reason becomes the disconnect reason of the connection. Default: the peer closed the
    /// connection.
    fn end_reason(&self) -> DisconnectReason {
        DisconnectReason::Closed
    }

    /// Returns a hint for the log message about a frame that contains no message.
    fn noise_hint(&self) -> Option<&'static str> {
        None
    }

    /// Closes both directions of the channel.
    fn close(&self);
}

/// The object to which a channel that is not a socket reports its readiness.
#[derive(Clone)]
pub struct Port {
    events: Weak<dyn EventLoop>,
    token: usize,
}

impl Port {
    pub(crate) fn new(events: Weak<dyn EventLoop>, token: usize) -> Self {
        Self { events, token }
    }

    /// Reports that there is something to read, or that the end of the stream was reached.
    pub fn readable(&self) {
        if let Some(events) = self.events.upgrade() {
            events.readable(self.token);
        }
    }

    /// Reports that the channel accepts bytes again, or that all written bytes have left this
    /// process.
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
