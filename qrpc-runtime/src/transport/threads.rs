//! What cannot be polled: threads that move its bytes between it and two pipes.

use std::io::{self, ErrorKind, Read, Write};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use super::pipe::Pipe;
use super::{Channel, Port};
use crate::error::DisconnectReason;

/// How long what was sent last may take to leave when a transport stops.
pub(super) const FLUSH: Duration = Duration::from_secs(1);

/// A channel whose other ends are threads.
#[derive(Default)]
pub(super) struct ThreadChannel {
    pub(super) input: Arc<Pipe>,
    pub(super) output: Arc<Pipe>,
    pub(super) noise_hint: Option<&'static str>,
    /// Why `input` has ended, if there is more to say than that it has.
    pub(super) end_reason: Arc<OnceLock<DisconnectReason>>,
}

impl Channel for ThreadChannel {
    fn opened(&self, port: Port) {
        self.input.read_by(port.clone());
        self.output.written_by(port);
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        self.input.read_now(into)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write_now(bytes)
    }

    fn end_reason(&self) -> DisconnectReason {
        let reason = self.end_reason.get().cloned();
        reason.unwrap_or(DisconnectReason::Closed)
    }

    fn noise_hint(&self) -> Option<&'static str> {
        self.noise_hint
    }

    fn is_flushed(&self) -> bool {
        self.output.is_flushed()
    }

    fn close(&self) {
        self.input.end();
        self.output.end();
    }
}

/// Starts a thread that nobody waits for: it ends with its pipe.
pub(super) fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map(drop)
}

/// Reads until the end, into `pipe`, which does not end by that.
pub(super) fn read_in(source: &mut dyn Read, pipe: &Pipe) {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match source.read(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => break,
            Ok(read) => {
                let bytes = buffer.get(..read).unwrap_or_default();
                if pipe.write_waiting(bytes).is_err() {
                    break;
                }
            }
        }
    }
}

/// Writes what comes out of `pipe`, until its end.
pub(super) fn write_out(pipe: &Pipe, target: &mut dyn Write) -> io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match pipe.read_waiting(&mut buffer) {
            Ok(0) | Err(_) => return Ok(()),
            Ok(read) => read,
        };
        target.write_all(buffer.get(..read).unwrap_or_default())?;
        target.flush()?;
    }
}

/// Discards what comes out of `pipe`, until its end.
pub(super) fn discard(pipe: &Pipe) {
    let mut buffer = vec![0; 64 << 10];
    while matches!(pipe.read_waiting(&mut buffer), Ok(1..)) {}
}
