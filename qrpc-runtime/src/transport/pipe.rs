//! A bounded byte queue between two sides. Each side either blocks until it can read or write, or
//! is notified through a port.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, ErrorKind, Read as _};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Port;
use crate::sync::lock;

/// A queue of bytes in one direction.
#[derive(Default)]
pub(super) struct Pipe {
    state: Mutex<PipeState>,
    changed: Condvar,
}

#[derive(Default)]
struct PipeState {
    bytes: VecDeque<u8>,
    ended: bool,
    /// Whether the blocking reader took bytes and has not yet returned for more.
    taken: bool,
    writer_awaits: Awaited,
    reader: Option<Port>,
    writer: Option<Port>,
}

/// The event for which the writer waits. The writer's port is notified when the event happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Awaited {
    #[default]
    Nothing,
    /// The pipe has room again.
    Room,
    /// The reader has processed everything.
    Flush,
}

/// The maximum number of bytes in a pipe. A writer waits while the pipe is full.
const CAPACITY: usize = 256 << 10;

impl fmt::Debug for Pipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipe").finish_non_exhaustive()
    }
}

impl Pipe {
    /// Sets the port that is notified when there is something to read.
    pub(super) fn read_by(&self, port: Port) {
        lock(&self.state).reader = Some(port);
    }

    /// Sets the port that is notified when the writer can continue: when the pipe has room again,
    /// or when the reader has processed everything.
    pub(super) fn written_by(&self, port: Port) {
        lock(&self.state).writer = Some(port);
    }

    /// Reads the available bytes without waiting. Returns `Ok(0)` at the end of the pipe.
    pub(super) fn read_now(&self, into: &mut [u8]) -> io::Result<usize> {
        let mut state = lock(&self.state);
        if state.bytes.is_empty() && !state.ended {
            return Err(ErrorKind::WouldBlock.into());
        }
        self.take(&mut state, into)
    }

    /// Reads, and waits until there is something to read. Returns `Ok(0)` at the end of the pipe.
    /// Each call also tells the writer that the reader has processed the bytes of the previous
    /// read.
    pub(super) fn read_waiting(&self, into: &mut [u8]) -> io::Result<usize> {
        let mut state = lock(&self.state);
        state.taken = false;
        if state.bytes.is_empty() {
            state.tell_writer(Awaited::Flush);
        }
        self.changed.notify_all();
        while state.bytes.is_empty() && !state.ended {
            state = self.wait(state);
        }
        state.taken = !state.bytes.is_empty();
        self.take(&mut state, into)
    }

    fn take(&self, state: &mut PipeState, into: &mut [u8]) -> io::Result<usize> {
        let read = state.bytes.read(into)?;
        if state.bytes.is_empty() {
            state.bytes.shrink_to(MAX_EMPTY_CAPACITY);
        }
        state.tell_writer(Awaited::Room);
        self.changed.notify_all();
        Ok(read)
    }

    /// Writes as many bytes as there is room for, without waiting, and returns their number.
    pub(super) fn write_now(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = lock(&self.state);
        if state.ended {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let room = CAPACITY.saturating_sub(state.bytes.len());
        if room == 0 {
            state.writer_awaits = Awaited::Room;
            return Err(ErrorKind::WouldBlock.into());
        }
        Ok(self.put(&mut state, bytes, room))
    }

    /// Writes all bytes, and waits for room if necessary.
    pub(super) fn write_waiting(&self, mut bytes: &[u8]) -> io::Result<()> {
        let mut state = lock(&self.state);
        while !bytes.is_empty() {
            if state.ended {
                return Err(ErrorKind::BrokenPipe.into());
            }
            let room = CAPACITY.saturating_sub(state.bytes.len());
            if room == 0 {
                state = self.wait(state);
                continue;
            }
            let put = self.put(&mut state, bytes, room);
            bytes = bytes.get(put..).unwrap_or_default();
        }
        Ok(())
    }

    fn put(&self, state: &mut PipeState, bytes: &[u8], room: usize) -> usize {
        let taken = bytes.len().min(room);
        let was_empty = state.bytes.is_empty();
        state.bytes.extend(&bytes[..taken]);
        if was_empty {
            if let Some(reader) = &state.reader {
                reader.readable();
            }
        }
        self.changed.notify_all();
        taken
    }

    /// Ends the pipe. Bytes that are in the pipe can still be read after the end.
    pub(super) fn end(&self) {
        let mut state = lock(&self.state);
        state.ended = true;
        for port in [&state.reader, &state.writer].into_iter().flatten() {
            port.readable();
            port.writable();
        }
        self.changed.notify_all();
    }

    /// Whether the pipe has ended.
    pub(super) fn has_ended(&self) -> bool {
        lock(&self.state).ended
    }

    /// Ends the pipe from the reader's side and discards the bytes in it.
    pub(super) fn abandon(&self) {
        let mut state = lock(&self.state);
        state.bytes = VecDeque::new();
        state.taken = false;
        state.tell_writer(Awaited::Flush);
        drop(state);
        self.end();
    }

    /// Whether the reader has processed everything. If unprocessed bytes remain, the writer's port
    /// is notified when the reader has processed all bytes.
    pub(super) fn is_flushed(&self) -> bool {
        let mut state = lock(&self.state);
        let flushed = state.bytes.is_empty() && !state.taken;
        if !flushed {
            state.writer_awaits = Awaited::Flush;
        }
        flushed
    }

    /// Waits until the reader has processed everything, but no longer than `patience`.
    pub(super) fn wait_drained(&self, patience: Duration) {
        let end = Instant::now() + patience;
        let mut state = lock(&self.state);
        while !state.bytes.is_empty() || state.taken {
            let now = Instant::now();
            if now >= end {
                return;
            }
            let waited = self.changed.wait_timeout(state, end - now);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn wait<'a>(&self, state: MutexGuard<'a, PipeState>) -> MutexGuard<'a, PipeState> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl PipeState {
    fn tell_writer(&mut self, event: Awaited) {
        if self.writer_awaits == event {
            self.writer_awaits = Awaited::Nothing;
            if let Some(writer) = &self.writer {
                writer.writable();
            }
        }
    }
}

/// The capacity in bytes that an empty pipe keeps.
const MAX_EMPTY_CAPACITY: usize = 4 << 10;
