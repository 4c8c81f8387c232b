//! The end of a connection: its input ends, its output fails, it closes.

use std::time::Instant;

use super::Session;
use crate::error::DisconnectReason;
use crate::protocol::ending::{InputEnd, Overdue, stalled};
use crate::sync::lock;

impl<T> Session<T> {
    /// Ends the input: the peer sends nothing more. Returns the calls that will not be answered, or
    /// `None` if the input had ended before.
    pub(crate) fn end_input(&self, reason: DisconnectReason, now: Instant) -> Option<Vec<T>> {
        self.input_ended.set(reason.clone()).ok()?;
        self.announce_end(reason, now);
        self.note_progress(|| now);
        self.queue.end_waits();
        Some(lock(&self.calls).drain())
    }

    /// Starts the time for the remaining calls, because the end of the input has arrived. If
    /// reading is paused, the input itself ends later, after the messages before the end. Does
    /// nothing if the end had arrived before.
    pub(crate) fn announce_end(&self, reason: DisconnectReason, now: Instant) {
        self.input_end.get_or_init(|| InputEnd::new(reason, now));
    }

    /// Returns the reason why the input ends, or `None` if the end of the input has not arrived.
    pub(crate) fn announced_end(&self) -> Option<&DisconnectReason> {
        self.input_end.get().map(InputEnd::reason)
    }

    /// Returns the reason why the input ended, or `None` if it has not ended.
    pub(crate) fn input_ended(&self) -> Option<&DisconnectReason> {
        self.input_ended.get()
    }

    /// Ends the output after a write error. The caller must read the bytes that were already
    /// received, because they may contain answers to waiting calls. When the received bytes are
    /// read, the input ends as well.
    pub(crate) fn fail_output(&self, reason: DisconnectReason) {
        self.output_failed.get_or_init(|| reason);
        self.queue.close();
    }

    /// Returns the reason why the output failed, or `None` if it has not failed.
    pub(crate) fn output_failed(&self) -> Option<&DisconnectReason> {
        self.output_failed.get()
    }

    /// Returns the reason to close the connection now, if its input has ended, all received
    /// messages are finished and everything is written.
    pub(crate) fn finished(&self) -> Option<&DisconnectReason> {
        let reason = self.input_ended()?;
        (self.intake.messages() == 0 && self.queue.is_empty()).then_some(reason)
    }

    /// Notes that a call was answered or that bytes were written. After the end of the input, each
    /// answer and each write extends the time for the remaining calls.
    pub(crate) fn note_progress(&self, now: impl FnOnce() -> Instant) {
        if let Some(end) = self.input_end.get() {
            end.note_progress(now());
        }
    }

    /// Returns an error if the connection must be closed at `now`: the peer has read nothing for
    /// too long, or the input has ended and nothing was answered or written for too long. If the
    /// connection need not be closed, returns when to check again, or `None` if no check is needed.
    pub(crate) fn overdue(&self, now: Instant) -> Result<Option<Instant>, Overdue> {
        let limits = &self.protocol.limits;
        let stalls = stalled(self.queue.blocked_since(), limits, now)?;
        let drains = match self.input_end.get() {
            Some(end) => end.overdue(limits, now)?,
            None => None,
        };
        Ok(stalls.into_iter().chain(drains).min())
    }

    /// Returns the reason why the connection was closed, or `None` if it is not closed.
    pub(crate) fn closed(&self) -> Option<&DisconnectReason> {
        self.closed.get()
    }

    /// Closes the connection and returns the remaining calls, or `None` if the connection was
    /// closed before.
    pub(crate) fn close(&self, reason: DisconnectReason, now: Instant) -> Option<Vec<T>> {
        self.closed.set(reason.clone()).ok()?;
        self.queue.close();
        Some(self.end_input(reason, now).unwrap_or_default())
    }
}
