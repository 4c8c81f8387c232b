//! Channels over streams that cannot be polled. Threads copy the bytes between the streams and two
//! pipes.

use std::io::{self, ErrorKind, Read, Write};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use super::pipe::Pipe;
use super::{Channel, Port};
use crate::error::DisconnectReason;

/// The maximum time to write queued messages when a transport stops.
pub(super) const TRANSPORT_FLUSH_PATIENCE: Duration = Duration::from_secs(1);

/// A channel over two pipes. Threads use the other ends of the pipes.
#[derive(Default)]
pub(super) struct ThreadChannel {
    pub(super) input: Arc<Pipe>,
    pub(super) output: Arc<Pipe>,
    pub(super) noise_hint: Option<&'static str>,
    /// The reason why `input` has ended, if it is known.
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

/// Starts a thread that is never joined, so `run` must return by itself.
pub(super) fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map(drop)
}

/// Copies `source` into `pipe` until the end of `source`. Does not end the pipe.
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

/// Copies `pipe` to `target` until the end of the pipe.
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

/// Discards the bytes from `pipe` until its end.
pub(super) fn discard(pipe: &Pipe) {
    let mut buffer = vec![0; 64 << 10];
    while matches!(pipe.read_waiting(&mut buffer), Ok(1..)) {}
}
