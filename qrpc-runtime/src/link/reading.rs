//! The reading half of a connection: reads from the channel and passes events to the owner.

use std::io::ErrorKind;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Instant;

use super::{Link, Owner, contain_channel, failed};
use crate::codec::{CallParts, excerpt};
use crate::error::{DisconnectReason, RemoteError};
use crate::protocol::{Event, Inbound};

/// The result of a turn of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadEnd {
    /// All available bytes are read.
    Drained,
    /// The connection may have more bytes, but other connections must be served first.
    Yielded,
    /// Reading is paused, because too many messages of the peer are in progress or too many replies
    /// to the peer are unwritten. Some bytes were read ahead. Reading resumes automatically.
    HeldBack,
}

/// The condition that ends a turn of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Ends after a read that did not fill the buffer, if such a read means that the channel has no
    /// more bytes.
    Short,
    /// Ends when nothing is available, or at the end of the stream. Used if the event that caused
    /// the turn may mean that the stream has ended or failed.
    End,
}

/// The maximum number of reads per turn.
const MAX_READS_PER_TURN: usize = 16;

impl Link {
    /// Reads the available bytes. With [`Until::Short`], a read that does not fill the buffer can
    /// end the turn.
    pub(super) fn read_turn(
        self: &Arc<Self>,
        inbound: &mut Inbound,
        buffer: &mut [u8],
        until: Until,
    ) -> ReadEnd {
        let Some(owner) = self.owner() else {
            return ReadEnd::Drained;
        };
        let turn = self.read_some(&*owner, inbound, buffer, until);
        if let Some(reason) = self.session.output_failed() {
            match turn {
                ReadEnd::Drained => self.end_input(&*owner, inbound, reason.clone()),
                ReadEnd::HeldBack => self.announce_end(reason.clone()),
                ReadEnd::Yielded => {}
            }
        }
        turn
    }

    fn read_some(
        self: &Arc<Self>,
        owner: &dyn Owner,
        inbound: &mut Inbound,
        buffer: &mut [u8],
        until: Until,
    ) -> ReadEnd {
        let trusts_short = until == Until::Short && self.channel.short_read_drains();
        for _ in 0..MAX_READS_PER_TURN {
            if self.session.holds_back() {
                if self.read_ahead(owner, inbound, buffer) {
                    continue;
                }
                return ReadEnd::HeldBack;
            }
            if inbound.is_paused() {
                self.received(owner, inbound, &[]);
                self.pass_end(owner, inbound);
                continue;
            }
            let Some(read) = self.read(owner, inbound, buffer) else {
                return ReadEnd::Drained;
            };
            let drained = trusts_short && read < buffer.len() && !inbound.is_paused();
            if drained || self.session.closed().is_some() {
                return ReadEnd::Drained;
            }
        }
        ReadEnd::Yielded
    }

    /// Reads once. Returns the number of bytes, or `None` if nothing is available or the stream has
    /// ended.
    fn read(
        self: &Arc<Self>,
        owner: &dyn Owner,
        inbound: &mut Inbound,
        buffer: &mut [u8],
    ) -> Option<usize> {
        match contain_channel(|| self.channel.read(buffer)) {
            Ok(0) => {
                self.end_input(owner, inbound, self.end_reason());
            }
            Ok(read) => {
                // After a protocol violation, further bytes are read and discarded, because closing
                // a socket with unread bytes could discard the last written bytes.
                if self.session.input_ended().is_none() {
                    self.received(owner, inbound, buffer.get(..read)?);
                }
                return Some(read);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => return Some(buffer.len()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => self.close(&failed(&error)),
        }
        None
    }

    /// Returns the reason why the stream ended.
    pub(super) fn end_reason(&self) -> DisconnectReason {
        let reason = contain_channel(|| Ok(self.channel.end_reason()));
        reason.unwrap_or_else(|error| failed(&error))
    }

    pub(super) fn received(
        self: &Arc<Self>,
        owner: &dyn Owner,
        inbound: &mut Inbound,
        bytes: &[u8],
    ) {
        let receive = || {
            let each = &mut |event: Event<'_, _>, bytes| {
                owner.event(self, self.with_hint(event), bytes);
            };
            self.session.receive(inbound, bytes, each)
        };
        let broken = match panic::catch_unwind(AssertUnwindSafe(receive)) {
            Ok(Ok(())) => return,
            Ok(Err(broken)) => broken.to_string(),
            Err(_) => {
                "the codec or the security provider panicked while decoding a message".to_owned()
            }
        };
        *inbound = Inbound::default();
        self.end_input(owner, inbound, DisconnectReason::Broken(broken.into()));
    }

    /// Adds the channel's hint to the error for bytes that are not a message.
    fn with_hint<'f, T>(&self, mut event: Event<'f, T>) -> Event<'f, T> {
        if let Event::Batch(events) = event {
            let events = events.into_iter().map(|event| self.with_hint(event));
            return Event::Batch(events.collect());
        }
        if let Event::Noise { error, .. } = &mut event {
            let hint = self.channel.noise_hint();
            let codes = [RemoteError::PARSE_ERROR, RemoteError::INVALID_REQUEST];
            if let Some(hint) = hint.filter(|_| codes.contains(&error.code)) {
                error.message.push_str("; ");
                error.message.push_str(hint);
            }
        }
        event
    }

    /// Ends the input: the peer sends nothing more, or only bytes that cannot be split into frames.
    /// Calls to the peer fail. The connection is closed when the messages that were received before
    /// are answered.
    pub(super) fn end_input(
        self: &Arc<Self>,
        owner: &dyn Owner,
        inbound: &Inbound,
        reason: DisconnectReason,
    ) {
        let now = Instant::now();
        let lost = self.lost(&reason);
        let Some(left) = self.session.end_input(reason, now) else {
            return;
        };
        let left_over = inbound.left_over();
        if !left_over.is_empty() {
            let event = self.with_hint(cut_off(left_over));
            owner.event(self, event, left_over.len());
        }
        for call in left {
            call.lose(lost.clone());
        }
        if let Some(end) = now.checked_add(self.session.protocol().limits.drain) {
            self.events.wake_at(end);
        }
        self.progressed();
    }
}

fn cut_off<T>(bytes: &[u8]) -> Event<'static, T> {
    let (length, begin) = (bytes.len(), excerpt(bytes));
    let message = format!("the input ended inside a frame, after {length} bytes: {begin}");
    Event::Noise {
        call: CallParts::default(),
        error: RemoteError::new(RemoteError::PARSE_ERROR, message),
        answered: false,
    }
}
