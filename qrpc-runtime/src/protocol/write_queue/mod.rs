//! The write queue of one connection, which also decides which thread writes.
//!
//! Frames are encoded before they are added, so no application code runs under the lock. Replies
//! share one queue with calls and notifications, in order, but are counted separately.

mod chunk;
mod state;
#[cfg(test)]
mod tests;
mod waiting_senders;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

pub(crate) use chunk::Chunk;
use state::{QueueState, Stage};

use crate::sync::{CountedCondvar, lock};

/// The write queue of one connection.
pub(crate) struct WriteQueue {
    state: Mutex<QueueState>,
    /// The number of unwritten bytes of replies. The number is changed while the lock of `state` is
    /// held, and read without the lock.
    replies: AtomicUsize,
    /// Notified when bytes were written, when a sender no longer waits for room, and when the queue
    /// was closed or no longer lets senders wait.
    progress: CountedCondvar,
    /// The maximum number of unwritten bytes of calls and notifications.
    room: usize,
}

/// The budget that a frame counts against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Traffic {
    /// Calls and notifications of this side.
    Own,
    /// Replies. The queue does not limit replies. Instead, reading from the peer pauses if too many
    /// replies are queued.
    Reply,
}

/// The moment at which a frame is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// Immediately, unless many frames are sent in a row.
    Soon,
    /// Together with the following frames, by the thread that collects them.
    Collected,
}

/// The next step for the thread that added a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pushed {
    /// Write the queue.
    Write,
    /// Add the connection to the list of connections that the event loop writes.
    List,
    /// Do nothing: the current writer or the event loop will write the frame.
    Nothing,
}

/// The reason why a frame was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejected {
    /// The connection has ended.
    Closed,
    /// The queue has no room for the frame.
    Full,
}

impl WriteQueue {
    /// Creates a queue with `room` bytes for calls and notifications.
    pub(super) fn new(room: usize) -> Self {
        Self {
            state: Mutex::new(QueueState::new()),
            replies: AtomicUsize::new(0),
            progress: CountedCondvar::default(),
            room,
        }
    }

    /// Adds a frame. A large frame is moved instead of copied, which leaves `frame` empty. A call
    /// or notification is rejected if there is no room, or if other senders wait for room.
    pub(crate) fn push(
        &self,
        frame: &mut Vec<u8>,
        traffic: Traffic,
        urgency: Urgency,
    ) -> Result<Pushed, Rejected> {
        let mut state = lock(&self.state);
        let has_room = match traffic {
            Traffic::Own => self.has_room(&state) && state.senders.count() == 0,
            Traffic::Reply => true,
        };
        admit(&state, has_room)?;
        if traffic == Traffic::Reply {
            self.replies.fetch_add(frame.len(), Ordering::SeqCst);
        }
        state.append(frame, traffic);
        Ok(state.pushed(urgency))
    }

    /// Adds the frame of a call or notification as soon as there is room, after the senders that
    /// already wait for room. Gives up when the queue is closed, when the peer sends nothing more,
    /// or at `end`.
    pub(crate) fn push_in_turn(
        &self,
        frame: &mut Vec<u8>,
        urgency: Urgency,
        end: Instant,
    ) -> Result<Pushed, Rejected> {
        let mut state = lock(&self.state);
        let ticket = state.senders.join();
        let may_pass = |state: &QueueState| {
            let in_turn = state.senders.is_first(ticket) || state.stage() != Stage::Open;
            in_turn && self.has_room(state)
        };
        let mut state = self.wait(state, end, |state| {
            may_pass(state) || state.stage() != Stage::Open
        });
        let admitted = admit(&state, may_pass(&state));
        state.senders.leave(ticket);
        let pushed = admitted.map(|()| {
            state.append(frame, Traffic::Own);
            state.pushed(urgency)
        });
        drop(state);
        self.progress.notify_all();
        pushed
    }

    fn has_room(&self, state: &QueueState) -> bool {
        state.own() <= self.room
    }

    /// Ends all waits for room, because the peer sends nothing more.
    pub(super) fn end_waits(&self) {
        lock(&self.state).end_waits();
        self.progress.notify_all();
    }

    /// Waits until everything is written, the queue is closed, or `end` is reached.
    pub(crate) fn wait_until_empty(&self, end: Instant) {
        drop(self.wait(lock(&self.state), end, |state| {
            state.stage() == Stage::Closed || state.is_empty()
        }));
    }

    fn wait<'a>(
        &'a self,
        mut state: MutexGuard<'a, QueueState>,
        end: Instant,
        done: impl Fn(&QueueState) -> bool,
    ) -> MutexGuard<'a, QueueState> {
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || done(&state) {
                return state;
            }
            state = self.progress.wait(state, left);
        }
    }

    /// Notes that the thread is about to wait for an answer. The next message is written
    /// immediately.
    pub(crate) fn sender_waits(&self) {
        lock(&self.state).sender_waits();
    }

    /// Makes the current thread the writer, if no thread writes and the queue is not empty. Returns
    /// the first chunk to write.
    pub(crate) fn begin(&self) -> Option<Chunk> {
        lock(&self.state).begin()
    }

    /// Like [`begin`](Self::begin), for a connection that was taken from the event loop's list.
    pub(crate) fn begin_listed(&self) -> Option<Chunk> {
        lock(&self.state).begin_listed()
    }

    /// Notes that the channel is writable. If the channel was blocked, the current thread becomes
    /// the writer, and gets the chunk to write.
    pub(crate) fn writable(&self) -> Option<Chunk> {
        lock(&self.state).writable()
    }

    /// Notes that the writer has written all of `chunk`. Returns the next chunk.
    pub(crate) fn written(&self, chunk: Chunk) -> Option<Chunk> {
        self.after(chunk, QueueState::next)
    }

    /// Notes that the writer has written all of `chunk`, and stops the writer even if more is
    /// queued. Returns whether the connection must be put on the event loop's list.
    pub(crate) fn pause(&self, chunk: Chunk) -> bool {
        self.after(chunk, QueueState::pause)
    }

    /// Counts `chunk` as written, calls `go_on`, and wakes the threads that wait for room.
    fn after<T>(&self, chunk: Chunk, go_on: impl FnOnce(&mut QueueState) -> T) -> T {
        let mut state = lock(&self.state);
        let written = state.settle(chunk);
        self.replies.fetch_sub(written, Ordering::SeqCst);
        let done = go_on(&mut state);
        drop(state);
        self.progress.notify_all();
        done
    }

    /// Notes that the channel accepts no more bytes of `chunk`. `progress` tells whether the
    /// channel accepted any byte of the chunk. If the channel has become writable while the thread
    /// wrote, returns `chunk`, and the writer continues.
    pub(crate) fn blocked(&self, chunk: Chunk, progress: bool, now: Instant) -> Option<Chunk> {
        lock(&self.state).blocked(chunk, progress, now)
    }

    /// Returns the time since when the channel has accepted no byte although bytes are queued.
    /// `None` if the channel is not blocked.
    pub(crate) fn blocked_since(&self) -> Option<Instant> {
        lock(&self.state).blocked_since()
    }

    /// Returns the number of unwritten bytes of replies.
    pub(super) fn replies(&self) -> usize {
        self.replies.load(Ordering::SeqCst)
    }

    /// Returns the number of unwritten bytes of all messages.
    pub(super) fn len(&self) -> usize {
        lock(&self.state).own() + self.replies()
    }

    /// Returns the number of senders that wait for room.
    #[cfg(test)]
    fn senders(&self) -> usize {
        lock(&self.state).senders.count()
    }

    /// Whether everything is written.
    pub(super) fn is_empty(&self) -> bool {
        lock(&self.state).is_empty()
    }

    /// Closes the queue and discards the queued messages, because the connection has ended.
    pub(super) fn close(&self) {
        let mut state = lock(&self.state);
        state.close();
        self.replies.store(0, Ordering::SeqCst);
        drop(state);
        self.progress.notify_all();
    }
}

fn admit(state: &QueueState, has_room: bool) -> Result<(), Rejected> {
    match state.stage() {
        Stage::Closed => Err(Rejected::Closed),
        _ if has_room => Ok(()),
        Stage::PeerIsDone => Err(Rejected::Closed),
        Stage::Open => Err(Rejected::Full),
    }
}
