//! The bytes of one connection that wait to be written, and who writes them.
//!
//! Frames are made before they come here, so no code of the program runs under the lock. Replies
//! and what this side sends by itself stand in one queue, in order, but are counted apart.

use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use crate::sync::{Bell, lock};

/// The queue of one connection.
pub(crate) struct WriteQueue {
    state: Mutex<State>,
    /// Unwritten bytes of replies; changed under the lock, read without it.
    replies: AtomicUsize,
    /// Rings when bytes were written or the queue was closed.
    progress: Bell,
    /// Unwritten bytes of calls and notifications that may wait.
    room: usize,
}

#[derive(Default)]
struct State {
    chunks: VecDeque<Chunk>,
    spare: Vec<u8>,
    /// Unwritten bytes of calls and notifications.
    own: usize,
    writer: Writer,
    /// Since when the channel has taken no byte although some wait.
    blocked_since: Option<Instant>,
    /// Whether the connection is on the event loop's list of those to be flushed.
    listed: bool,
    /// How many messages are written at once before they are left to the event loop.
    eager: u8,
    /// Messages since the last write.
    collected: u32,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Open,
    /// The peer sends nothing more, so nobody waits until it makes room.
    PeerIsDone,
    Closed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Writer {
    /// Nobody writes.
    #[default]
    Idle,
    /// A thread writes the chunk that it took.
    Writing {
        /// The channel became writable meanwhile.
        writable_again: bool,
    },
    /// The channel takes no more for now.
    Blocked,
}

const WRITING: Writer = Writer::Writing {
    writable_again: false,
};

/// Some frames, of which the first bytes may be written.
#[derive(Default)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    written: usize,
    /// How many of the bytes belong to replies.
    replies: usize,
}

/// Which budget a frame counts against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Traffic {
    /// Calls and notifications of this side.
    Own,
    /// Replies, which have no bound here: a peer with too many of them is not read.
    Reply,
}

/// When a frame is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// At once, unless many are sent in a row.
    Soon,
    /// Together with what follows; whoever collects writes it.
    Collected,
}

/// What whoever added a frame has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pushed {
    /// Write.
    Write,
    /// Put the connection on the list of those to be flushed.
    List,
    /// Nothing: somebody else writes it.
    Nothing,
}

/// A frame was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejected {
    /// The connection has ended.
    Closed,
    /// There is no room.
    Full,
}

/// A chunk takes no further frames beyond this size. A frame of this size is a chunk of its own.
const CHUNK: usize = 64 << 10;

/// A buffer that grew beyond this is not kept for an idle connection.
const KEEP: usize = 16 << 10;

/// Messages that are written at once after the event loop found only one to write.
const EAGER: u8 = 16;

impl Chunk {
    /// The bytes that are not written yet.
    pub(crate) fn rest(&self) -> &[u8] {
        self.bytes.get(self.written..).unwrap_or_default()
    }

    /// So many more bytes are written.
    pub(crate) fn advance(&mut self, written: usize) {
        self.written += written;
    }
}

impl WriteQueue {
    /// A queue with `room` bytes for what this side sends by itself.
    pub(super) fn new(room: usize) -> Self {
        let state = State {
            eager: 1,
            ..State::default()
        };
        Self {
            state: Mutex::new(state),
            replies: AtomicUsize::new(0),
            progress: Bell::default(),
            room,
        }
    }

    /// Adds a frame. A large one is moved instead of copied, which leaves `frame` empty.
    pub(crate) fn push(
        &self,
        frame: &mut Vec<u8>,
        traffic: Traffic,
        urgency: Urgency,
    ) -> Result<Pushed, Rejected> {
        let mut state = lock(&self.state);
        self.admit(&state, traffic)?;
        match traffic {
            Traffic::Own => state.own += frame.len(),
            Traffic::Reply => drop(self.replies.fetch_add(frame.len(), Ordering::SeqCst)),
        }
        state.append(frame, traffic);
        Ok(state.pushed(urgency))
    }

    fn admit(&self, state: &State, traffic: Traffic) -> Result<(), Rejected> {
        let has_room = traffic == Traffic::Reply || state.own <= self.room;
        match state.stage {
            Stage::Closed => Err(Rejected::Closed),
            _ if has_room => Ok(()),
            Stage::PeerIsDone => Err(Rejected::Closed),
            Stage::Open => Err(Rejected::Full),
        }
    }

    /// Waits until there is room for a frame of this side, the queue is closed, or `end` comes.
    pub(crate) fn wait_for_room(&self, end: Instant) -> Result<(), Rejected> {
        let state = self.wait(end, |state| {
            self.admit(state, Traffic::Own) != Err(Rejected::Full)
        });
        self.admit(&state, Traffic::Own)
    }

    /// The peer sends nothing more, so nobody waits until it makes room.
    pub(super) fn end_waits(&self) {
        let mut state = lock(&self.state);
        if state.stage == Stage::Open {
            state.stage = Stage::PeerIsDone;
        }
        drop(state);
        self.progress.ring();
    }

    /// Waits until everything is written, the queue is closed, or `end` comes.
    pub(crate) fn wait_until_empty(&self, end: Instant) {
        drop(self.wait(end, |state| {
            state.stage == Stage::Closed || state.is_empty()
        }));
    }

    fn wait(&self, end: Instant, done: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let mut state = lock(&self.state);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || done(&state) {
                return state;
            }
            state = self.progress.wait(state, left);
        }
    }

    /// The thread is about to wait for an answer: what it sends next is written at once.
    pub(crate) fn sender_waits(&self) {
        let mut state = lock(&self.state);
        state.eager = state.eager.max(1);
    }

    /// Makes this thread the writer if nobody writes and something waits.
    pub(crate) fn begin(&self) -> Option<Chunk> {
        let mut state = lock(&self.state);
        if state.writer != Writer::Idle {
            return None;
        }
        state.next()
    }

    /// As [`begin`](Self::begin), for whoever took the connection from the list.
    pub(crate) fn begin_listed(&self) -> Option<Chunk> {
        let mut state = lock(&self.state);
        state.listed = false;
        if state.writer != Writer::Idle {
            return None;
        }
        if state.collected == 1 {
            state.eager = EAGER;
        }
        state.next()
    }

    /// The channel is writable: if it was blocked, whoever saw that becomes the writer.
    pub(crate) fn writable(&self) -> Option<Chunk> {
        let mut state = lock(&self.state);
        match state.writer {
            Writer::Idle => None,
            Writer::Writing { .. } => {
                state.writer = Writer::Writing {
                    writable_again: true,
                };
                None
            }
            Writer::Blocked => state.next(),
        }
    }

    /// The writer wrote all of `chunk`, and gets the next one.
    pub(crate) fn written(&self, chunk: Chunk) -> Option<Chunk> {
        let mut state = lock(&self.state);
        self.settle(&mut state, chunk);
        let next = state.next();
        drop(state);
        self.progress.ring();
        next
    }

    /// The writer wrote all of `chunk` and stops although more may wait. Says whether the
    /// connection has to be put on the list for that.
    pub(crate) fn pause(&self, chunk: Chunk) -> bool {
        let mut state = lock(&self.state);
        self.settle(&mut state, chunk);
        if state.chunks.is_empty() {
            state.next();
        } else {
            state.writer = Writer::Idle;
        }
        let list = !state.is_empty() && !mem::replace(&mut state.listed, true);
        drop(state);
        self.progress.ring();
        list
    }

    fn settle(&self, state: &mut State, chunk: Chunk) {
        if state.stage == Stage::Closed {
            return;
        }
        self.replies.fetch_sub(chunk.replies, Ordering::SeqCst);
        state.own -= chunk.bytes.len() - chunk.replies;
        state.blocked_since = None;
        state.recycle(chunk.bytes);
    }

    /// The channel takes no more of `chunk`, of which `progress` says whether any byte was taken.
    /// If the channel has become writable meanwhile, the writer goes on with it.
    pub(crate) fn blocked(&self, chunk: Chunk, progress: bool, now: Instant) -> Option<Chunk> {
        let mut state = lock(&self.state);
        if state.stage == Stage::Closed {
            return None;
        }
        let again = Writer::Writing {
            writable_again: true,
        };
        if state.writer == again {
            state.writer = WRITING;
            return Some(chunk);
        }
        state.writer = Writer::Blocked;
        state.chunks.push_front(chunk);
        if progress || state.blocked_since.is_none() {
            state.blocked_since = Some(now);
        }
        None
    }

    /// Since when the channel has taken no byte although some wait.
    pub(crate) fn blocked_since(&self) -> Option<Instant> {
        lock(&self.state).blocked_since
    }

    /// Unwritten bytes of replies.
    pub(super) fn replies(&self) -> usize {
        self.replies.load(Ordering::SeqCst)
    }

    /// Unwritten bytes of all messages.
    pub(super) fn len(&self) -> usize {
        lock(&self.state).own + self.replies()
    }

    /// Whether everything is written.
    pub(super) fn is_empty(&self) -> bool {
        lock(&self.state).is_empty()
    }

    /// Forgets everything: the connection has ended.
    pub(super) fn close(&self) {
        let mut state = lock(&self.state);
        *state = State {
            stage: Stage::Closed,
            ..State::default()
        };
        self.replies.store(0, Ordering::SeqCst);
        drop(state);
        self.progress.ring();
    }
}

impl State {
    fn is_empty(&self) -> bool {
        self.writer == Writer::Idle && self.chunks.is_empty()
    }

    fn append(&mut self, frame: &mut Vec<u8>, traffic: Traffic) {
        self.collected += 1;
        let replies = match traffic {
            Traffic::Own => 0,
            Traffic::Reply => frame.len(),
        };
        match self.chunks.back_mut() {
            Some(last) if last.bytes.len() + frame.len() <= CHUNK => {
                last.bytes.extend_from_slice(frame);
                last.replies += replies;
            }
            _ => {
                let bytes = self.chunk_of(frame);
                self.chunks.push_back(Chunk {
                    bytes,
                    written: 0,
                    replies,
                });
            }
        }
    }

    fn chunk_of(&mut self, frame: &mut Vec<u8>) -> Vec<u8> {
        if frame.len() >= CHUNK {
            return mem::take(frame);
        }
        let mut bytes = mem::take(&mut self.spare);
        bytes.extend_from_slice(frame);
        bytes
    }

    fn pushed(&mut self, urgency: Urgency) -> Pushed {
        if self.writer != Writer::Idle {
            return Pushed::Nothing;
        }
        let eager = urgency == Urgency::Soon && self.eager > 0;
        if eager || self.fills_a_chunk() {
            self.eager = self.eager.saturating_sub(1);
            return Pushed::Write;
        }
        if mem::replace(&mut self.listed, true) {
            Pushed::Nothing
        } else {
            Pushed::List
        }
    }

    fn fills_a_chunk(&self) -> bool {
        let first = self.chunks.front();
        self.chunks.len() > 1 || first.is_some_and(|chunk| chunk.bytes.len() >= CHUNK)
    }

    /// The next chunk for the writer; without one, nobody writes any more.
    fn next(&mut self) -> Option<Chunk> {
        let next = self.chunks.pop_front();
        self.writer = match next {
            Some(_) => WRITING,
            None => Writer::Idle,
        };
        if next.is_none() && self.spare.capacity() > KEEP {
            self.spare = Vec::new();
        }
        self.collected = 0;
        next
    }

    fn recycle(&mut self, mut bytes: Vec<u8>) {
        if bytes.capacity() <= CHUNK {
            bytes.clear();
            self.spare = bytes;
        }
    }
}
