//! The state of a write queue: its chunks and its writer. The state contains no lock; its caller
//! holds the lock of the write queue.

use std::collections::VecDeque;
use std::mem;
use std::time::Instant;

use super::chunk::Chunk;
use super::waiting_senders::WaitingSenders;
use super::{Pushed, Traffic, Urgency};

/// The queued chunks and the state of the writer.
#[derive(Default)]
pub(super) struct QueueState {
    chunks: VecDeque<Chunk>,
    spare: Vec<u8>,
    /// Unwritten bytes of calls and notifications.
    own: usize,
    writer: Writer,
    /// The time since when the channel has accepted no byte although bytes are queued.
    blocked_since: Option<Instant>,
    /// Whether the connection is in the list of connections that the event loop writes.
    listed: bool,
    /// The number of further messages that their senders write themselves, immediately. At 0, the
    /// event loop writes the messages, unless a chunk is full.
    eager: u8,
    /// The number of messages since the last write.
    collected: u32,
    stage: Stage,
    pub(super) senders: WaitingSenders,
}

/// The state of the connection, as the queue needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    Open,
    /// The peer sends nothing more, so no thread waits for room.
    PeerIsDone,
    Closed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Writer {
    /// No thread writes.
    #[default]
    Idle,
    /// A thread writes the chunk that it has taken.
    Writing {
        /// Whether the channel became writable while the thread wrote.
        writable_again: bool,
    },
    /// The channel accepts no more bytes at the moment.
    Blocked,
}

const WRITING: Writer = Writer::Writing {
    writable_again: false,
};

/// The size in bytes up to which frames are added to a chunk. A frame of this size or more is a
/// chunk of its own.
const MAX_CHUNK: usize = 64 << 10;

/// The maximum capacity in bytes of a buffer that is kept for an idle connection.
const MAX_SPARE_CAPACITY: usize = 16 << 10;

/// The value that `eager` gets when the event loop was woken and had only one message to write. The
/// next messages, up to this number, are written by their senders without waking the event loop.
const EAGER_MESSAGES: u8 = 16;

impl QueueState {
    pub(super) fn new() -> Self {
        Self {
            eager: 1,
            ..Self::default()
        }
    }

    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    /// Returns the number of unwritten bytes of calls and notifications.
    pub(super) fn own(&self) -> usize {
        self.own
    }

    pub(super) fn blocked_since(&self) -> Option<Instant> {
        self.blocked_since
    }

    pub(super) fn is_empty(&self) -> bool {
        self.writer == Writer::Idle && self.chunks.is_empty()
    }

    pub(super) fn end_waits(&mut self) {
        if self.stage == Stage::Open {
            self.stage = Stage::PeerIsDone;
        }
    }

    pub(super) fn close(&mut self) {
        *self = Self {
            stage: Stage::Closed,
            ..Self::default()
        };
    }

    pub(super) fn sender_waits(&mut self) {
        self.eager = self.eager.max(1);
    }

    pub(super) fn begin(&mut self) -> Option<Chunk> {
        match self.writer {
            Writer::Idle => self.next(),
            Writer::Writing { .. } | Writer::Blocked => None,
        }
    }

    pub(super) fn begin_listed(&mut self) -> Option<Chunk> {
        self.listed = false;
        if self.writer == Writer::Idle && self.collected == 1 {
            self.eager = EAGER_MESSAGES;
        }
        self.begin()
    }

    pub(super) fn writable(&mut self) -> Option<Chunk> {
        match self.writer {
            Writer::Idle => None,
            Writer::Writing { .. } => {
                self.writer = Writer::Writing {
                    writable_again: true,
                };
                None
            }
            Writer::Blocked => self.next(),
        }
    }

    /// Counts a chunk as written. Returns how many of its bytes belong to replies.
    pub(super) fn settle(&mut self, chunk: Chunk) -> usize {
        if self.stage == Stage::Closed {
            return 0;
        }
        self.own -= chunk.bytes.len() - chunk.replies;
        self.blocked_since = None;
        self.recycle(chunk.bytes);
        chunk.replies
    }

    /// Stops the writer. Returns whether the connection must be added to the list of connections
    /// that the event loop writes.
    pub(super) fn pause(&mut self) -> bool {
        if self.chunks.is_empty() {
            self.next();
        } else {
            self.writer = Writer::Idle;
        }
        !self.is_empty() && !mem::replace(&mut self.listed, true)
    }

    pub(super) fn blocked(&mut self, chunk: Chunk, progress: bool, now: Instant) -> Option<Chunk> {
        if self.stage == Stage::Closed {
            return None;
        }
        let again = Writer::Writing {
            writable_again: true,
        };
        if self.writer == again {
            self.writer = WRITING;
            return Some(chunk);
        }
        self.writer = Writer::Blocked;
        self.chunks.push_front(chunk);
        if progress || self.blocked_since.is_none() {
            self.blocked_since = Some(now);
        }
        None
    }

    pub(super) fn append(&mut self, frame: &mut Vec<u8>, traffic: Traffic) {
        self.collected += 1;
        let replies = match traffic {
            Traffic::Own => 0,
            Traffic::Reply => frame.len(),
        };
        self.own += frame.len() - replies;
        match self.chunks.back_mut() {
            Some(last) if last.bytes.len() + frame.len() <= MAX_CHUNK => {
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
        if frame.len() >= MAX_CHUNK {
            return mem::take(frame);
        }
        let mut bytes = mem::take(&mut self.spare);
        bytes.extend_from_slice(frame);
        bytes
    }

    /// Returns the next step for the thread that added a frame.
    pub(super) fn pushed(&mut self, urgency: Urgency) -> Pushed {
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
        self.chunks.len() > 1 || first.is_some_and(|chunk| chunk.bytes.len() >= MAX_CHUNK)
    }

    /// Returns the next chunk for the writer. If there is no chunk, the thread stops being the
    /// writer.
    pub(super) fn next(&mut self) -> Option<Chunk> {
        let next = self.chunks.pop_front();
        self.writer = match next {
            Some(_) => WRITING,
            None => Writer::Idle,
        };
        if next.is_none() && self.spare.capacity() > MAX_SPARE_CAPACITY {
            self.spare = Vec::new();
        }
        self.collected = 0;
        next
    }

    fn recycle(&mut self, mut bytes: Vec<u8>) {
        if bytes.capacity() <= MAX_CHUNK {
            bytes.clear();
            self.spare = bytes;
        }
    }
}
