//! The writing half of a connection. Frames are encoded here, outside of all locks. A thread that
//! finds no other thread writing becomes the writer.

use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Instant;

use super::{Link, contain_channel, failed};
use crate::codec::OutgoingMessage;
use crate::protocol::{Chunk, PushError, Pushed, Traffic, Urgency};

thread_local! {
    /// A buffer in which this thread encodes frames.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The maximum capacity in bytes of a buffer that is kept for the next frame.
const MAX_SCRATCH_CAPACITY: usize = 64 << 10;

/// The maximum number of bytes that a thread writes before it leaves the rest to the event loop.
const MAX_BYTES_PER_TURN: usize = 256 << 10;

/// Calls `make` with an empty buffer.
pub(super) fn with_frame<T>(make: impl FnOnce(&mut Vec<u8>) -> T) -> T {
    let mut frame = SCRATCH.take();
    let made = make(&mut frame);
    if frame.capacity() <= MAX_SCRATCH_CAPACITY {
        frame.clear();
        SCRATCH.set(frame);
    }
    made
}

impl Link {
    /// Sends `message`. Waits for room in the write queue until `end`, if the current thread may
    /// wait.
    pub(crate) fn send(
        self: &Arc<Self>,
        message: &OutgoingMessage<'_>,
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        with_frame(|frame| {
            self.session.protocol().write(message, frame)?;
            self.send_own(frame, end)
        })
    }

    /// Sends an encoded payload. Waits for room as [`send`](Self::send) does.
    pub(crate) fn send_payload(
        self: &Arc<Self>,
        payload: &[u8],
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        with_frame(|frame| {
            self.session.protocol().write_payload(payload, frame)?;
            self.send_own(frame, end)
        })
    }

    /// Sends a frame that is already encoded.
    pub(crate) fn send_frame(
        self: &Arc<Self>,
        made: &[u8],
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        with_frame(|frame| {
            frame.extend_from_slice(made);
            self.send_own(frame, end)
        })
    }

    /// Sends a reply. Replies to messages of the same read are written together.
    pub(crate) fn reply(self: &Arc<Self>, message: &OutgoingMessage<'_>) -> Result<(), PushError> {
        with_frame(|frame| {
            self.session.protocol().write(message, frame)?;
            self.push_reply(frame)
        })
    }

    /// Sends an encoded payload of replies.
    pub(super) fn reply_payload(self: &Arc<Self>, payload: &[u8]) -> Result<(), PushError> {
        with_frame(|frame| {
            self.session.protocol().write_payload(payload, frame)?;
            self.push_reply(frame)
        })
    }

    fn push_reply(self: &Arc<Self>, frame: &mut Vec<u8>) -> Result<(), PushError> {
        let pushed = self.session.push(frame, Traffic::Reply, self.urgency())?;
        self.pushed(pushed);
        Ok(())
    }

    fn send_own(
        self: &Arc<Self>,
        frame: &mut Vec<u8>,
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        let pushed = match (self.session.push(frame, Traffic::Own, self.urgency()), end) {
            (Err(PushError::Full), Some(end)) if self.may_wait() => {
                self.session.push_in_turn(frame, self.urgency(), end)
            }
            (pushed, _) => pushed,
        };
        self.pushed(pushed?);
        Ok(())
    }

    fn urgency(&self) -> Urgency {
        match self.owner() {
            Some(owner) if owner.collects_here() => Urgency::Collected,
            _ => Urgency::Soon,
        }
    }

    fn may_wait(&self) -> bool {
        self.owner().is_some_and(|owner| owner.begin_wait())
    }

    fn pushed(self: &Arc<Self>, pushed: Pushed) {
        match pushed {
            Pushed::Write => self.write(),
            Pushed::List => self.events.flush_soon(self),
            Pushed::Nothing => {}
        }
    }

    /// Writes the queued messages, because the current thread is about to wait for an answer.
    pub(super) fn flush_before_wait(self: &Arc<Self>) {
        self.session.queue.sender_waits();
        self.write();
    }

    /// Writes the queued messages, unless another thread is writing.
    pub(super) fn write(self: &Arc<Self>) {
        self.write_from(self.session.queue.begin());
    }

    /// Writes the queued messages. Called by the event loop for the connections that requested a
    /// write with `flush_soon`.
    pub(crate) fn flush(self: &Arc<Self>) {
        self.write_from(self.session.queue.begin_listed());
    }

    /// Continues to write, because the channel can be written again.
    pub(crate) fn writable(self: &Arc<Self>) {
        self.write_from(self.session.queue.writable());
    }

    fn write_from(self: &Arc<Self>, first: Option<Chunk>) {
        let mut next = first;
        let mut turn = MAX_BYTES_PER_TURN;
        while let Some(mut chunk) = next {
            next = match self.write_chunk(&mut chunk, &mut turn) {
                Ok(()) if turn == 0 => return self.pause(chunk),
                Ok(()) => self.session.queue.written(chunk),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.blocked(chunk, turn < MAX_BYTES_PER_TURN)
                }
                Err(error) => return self.lose(&error),
            };
        }
        self.progressed();
    }

    fn write_chunk(&self, chunk: &mut Chunk, turn: &mut usize) -> io::Result<()> {
        while !chunk.rest().is_empty() {
            match contain_channel(|| self.channel.write(chunk.rest())) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => {
                    chunk.advance(written);
                    *turn = turn.saturating_sub(written);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn pause(self: &Arc<Self>, chunk: Chunk) {
        if self.session.queue.pause(chunk) {
            self.events.flush_soon(self);
        }
        self.progressed();
    }

    fn blocked(&self, chunk: Chunk, progress: bool) -> Option<Chunk> {
        let now = Instant::now();
        let next = self.session.queue.blocked(chunk, progress, now);
        if next.is_none() {
            if let Some(end) = now.checked_add(self.session.protocol().limits.stall) {
                self.events.wake_at(end);
            }
        }
        next
    }

    /// Handles a write error. If the input has already ended, closes the connection with the reason
    /// of that end. Otherwise, the received bytes are read before the connection is closed, because
    /// they may contain answers to waiting calls. The calls of the peer are cancelled, because
    /// nobody can read a reply.
    fn lose(self: &Arc<Self>, error: &io::Error) {
        if let Some(before) = self.session.input_ended() {
            return self.close(&before.clone());
        }
        self.session.fail_output(failed(error));
        self.cancel_all();
        self.events.readable(self.token);
    }

    /// Waits until all queued messages are written, but no longer than until `end`.
    pub(crate) fn wait_flushed(&self, end: Instant) {
        self.session.queue.wait_until_empty(end);
    }
}
