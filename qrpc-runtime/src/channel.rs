//! A connection's bytes, whatever carries them.

use std::io;

use crate::reactor::Port;

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
