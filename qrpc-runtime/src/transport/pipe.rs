//! A bounded queue of bytes between two sides, each of which waits for the other or is told.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, ErrorKind, Read as _};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Port;
use crate::sync::lock;

/// Bytes one way.
#[derive(Default)]
pub(super) struct Pipe {
    state: Mutex<PipeState>,
    changed: Condvar,
}

#[derive(Default)]
struct PipeState {
    bytes: VecDeque<u8>,
    ended: bool,
    /// Whoever waits for bytes took some, and has not come back for more.
    taken: bool,
    writer_awaits: Awaited,
    reader: Option<Port>,
    writer: Option<Port>,
}

/// What the writer's port is to be told of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Awaited {
    #[default]
    Nothing,
    /// There is room again.
    Room,
    /// Whoever reads is done with everything.
    Flush,
}

/// Bytes that wait in a pipe before its writer has to.
const ROOM: usize = 256 << 10;

impl fmt::Debug for Pipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipe").finish_non_exhaustive()
    }
}

impl Pipe {
    /// Tells `port` from now on when there is something to read.
    pub(super) fn read_by(&self, port: Port) {
        lock(&self.state).reader = Some(port);
    }

    /// Tells `port` from now on when something can be written again.
    pub(super) fn written_by(&self, port: Port) {
        lock(&self.state).writer = Some(port);
    }

    /// Reads what is there.
    pub(super) fn read_now(&self, into: &mut [u8]) -> io::Result<usize> {
        let mut state = lock(&self.state);
        if state.bytes.is_empty() && !state.ended {
            return Err(ErrorKind::WouldBlock.into());
        }
        self.take(&mut state, into)
    }

    /// Reads, and waits until there is something. `Ok(0)` is the end. Who reads again is done with
    /// what was read before.
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
            state.bytes.shrink_to(KEEP_EMPTY);
        }
        state.tell_writer(Awaited::Room);
        self.changed.notify_all();
        Ok(read)
    }

    /// Writes as much as there is room for.
    pub(super) fn write_now(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = lock(&self.state);
        if state.ended {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let room = ROOM.saturating_sub(state.bytes.len());
        if room == 0 {
            state.writer_awaits = Awaited::Room;
            return Err(ErrorKind::WouldBlock.into());
        }
        Ok(self.put(&mut state, bytes, room))
    }

    /// Writes, and waits until there is room.
    pub(super) fn write_waiting(&self, mut bytes: &[u8]) -> io::Result<()> {
        let mut state = lock(&self.state);
        while !bytes.is_empty() {
            if state.ended {
                return Err(ErrorKind::BrokenPipe.into());
            }
            let room = ROOM.saturating_sub(state.bytes.len());
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

    /// No more bytes come. Those that are there can still be read.
    pub(super) fn end(&self) {
        let mut state = lock(&self.state);
        state.ended = true;
        for port in [&state.reader, &state.writer].into_iter().flatten() {
            port.readable();
            port.writable();
        }
        self.changed.notify_all();
    }

    /// Whether no more bytes come.
    pub(super) fn has_ended(&self) -> bool {
        lock(&self.state).ended
    }

    /// Ends it from the side that reads: what is there has no use any more.
    pub(super) fn abandon(&self) {
        let mut state = lock(&self.state);
        state.bytes = VecDeque::new();
        state.taken = false;
        state.tell_writer(Awaited::Flush);
        drop(state);
        self.end();
    }

    /// Whether whoever reads is done with everything. If not, the writer's port is told when.
    pub(super) fn is_flushed(&self) -> bool {
        let mut state = lock(&self.state);
        let flushed = state.bytes.is_empty() && !state.taken;
        if !flushed {
            state.writer_awaits = Awaited::Flush;
        }
        flushed
    }

    /// Waits until whoever reads is done with everything, but no longer than `patience`.
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

/// Room that an empty pipe keeps.
const KEEP_EMPTY: usize = 4 << 10;
