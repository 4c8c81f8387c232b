//! The bytes of one connection that wait to be written, and who writes them.
//!
//! Frames are made before they come here, so no code of the program runs under the lock. Replies
//! and what this side sends by itself stand in one queue, in order, but are counted apart.

mod state;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

pub(crate) use state::Chunk;
use state::{QueueState, Stage};

use crate::sync::{Bell, lock};

/// The queue of one connection.
pub(crate) struct WriteQueue {
    state: Mutex<QueueState>,
    /// Unwritten bytes of replies; changed under the lock, read without it.
    replies: AtomicUsize,
    /// Rings when bytes were written or the queue was closed.
    progress: Bell,
    /// Unwritten bytes of calls and notifications that may wait.
    room: usize,
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

impl WriteQueue {
    /// A queue with `room` bytes for what this side sends by itself.
    pub(super) fn new(room: usize) -> Self {
        Self {
            state: Mutex::new(QueueState::new()),
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
        if traffic == Traffic::Reply {
            self.replies.fetch_add(frame.len(), Ordering::SeqCst);
        }
        state.append(frame, traffic);
        Ok(state.pushed(urgency))
    }

    fn admit(&self, state: &QueueState, traffic: Traffic) -> Result<(), Rejected> {
        let has_room = traffic == Traffic::Reply || state.own() <= self.room;
        match state.stage() {
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
        lock(&self.state).end_waits();
        self.progress.ring();
    }

    /// Waits until everything is written, the queue is closed, or `end` comes.
    pub(crate) fn wait_until_empty(&self, end: Instant) {
        drop(self.wait(end, |state| {
            state.stage() == Stage::Closed || state.is_empty()
        }));
    }

    fn wait(&self, end: Instant, done: impl Fn(&QueueState) -> bool) -> MutexGuard<'_, QueueState> {
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
        lock(&self.state).sender_waits();
    }

    /// Makes this thread the writer if nobody writes and something waits.
    pub(crate) fn begin(&self) -> Option<Chunk> {
        lock(&self.state).begin()
    }

    /// As [`begin`](Self::begin), for whoever took the connection from the list.
    pub(crate) fn begin_listed(&self) -> Option<Chunk> {
        lock(&self.state).begin_listed()
    }

    /// The channel is writable: if it was blocked, whoever saw that becomes the writer.
    pub(crate) fn writable(&self) -> Option<Chunk> {
        lock(&self.state).writable()
    }

    /// The writer wrote all of `chunk`, and gets the next one.
    pub(crate) fn written(&self, chunk: Chunk) -> Option<Chunk> {
        self.after(chunk, QueueState::next)
    }

    /// The writer wrote all of `chunk` and stops although more may wait. Says whether the
    /// connection has to be put on the list for that.
    pub(crate) fn pause(&self, chunk: Chunk) -> bool {
        self.after(chunk, QueueState::pause)
    }

    /// Counts `chunk` as written, goes on, and tells those who wait for room.
    fn after<T>(&self, chunk: Chunk, go_on: impl FnOnce(&mut QueueState) -> T) -> T {
        let mut state = lock(&self.state);
        let written = state.settle(chunk);
        self.replies.fetch_sub(written, Ordering::SeqCst);
        let done = go_on(&mut state);
        drop(state);
        self.progress.ring();
        done
    }

    /// The channel takes no more of `chunk`, of which `progress` says whether any byte was taken.
    /// If the channel has become writable meanwhile, the writer goes on with it.
    pub(crate) fn blocked(&self, chunk: Chunk, progress: bool, now: Instant) -> Option<Chunk> {
        lock(&self.state).blocked(chunk, progress, now)
    }

    /// Since when the channel has taken no byte although some wait.
    pub(crate) fn blocked_since(&self) -> Option<Instant> {
        lock(&self.state).blocked_since()
    }

    /// Unwritten bytes of replies.
    pub(super) fn replies(&self) -> usize {
        self.replies.load(Ordering::SeqCst)
    }

    /// Unwritten bytes of all messages.
    pub(super) fn len(&self) -> usize {
        lock(&self.state).own() + self.replies()
    }

    /// Whether everything is written.
    pub(super) fn is_empty(&self) -> bool {
        lock(&self.state).is_empty()
    }

    /// Forgets everything: the connection has ended.
    pub(super) fn close(&self) {
        let mut state = lock(&self.state);
        state.close();
        self.replies.store(0, Ordering::SeqCst);
        drop(state);
        self.progress.ring();
    }
}
