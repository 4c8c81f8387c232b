//! The protocol state of one connection, from its first byte to its last.

mod receiving;

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use super::calls::Calls;
use super::ending::{InputEnd, Overdue, stalled};
use super::intake::{Amount, Intake};
use super::protocol::Protocol;
use super::write_queue::{Pushed, Rejected, Traffic, Urgency, WriteQueue};
use crate::codec::EncodeError;
use crate::error::{DisconnectReason, RemoteError};
use crate::sync::lock;

/// The protocol state of one connection. `T` settles a call.
///
/// A session is first open, then its input has ended, then it is closed. After the end of the
/// input, received calls are still answered.
pub(crate) struct Session<T> {
    protocol: Arc<Protocol>,
    calls: Mutex<Calls<T>>,
    intake: Intake,
    pub(crate) queue: WriteQueue,
    input_ended: OnceLock<InputEnd>,
    output_failed: OnceLock<DisconnectReason>,
    closed: OnceLock<DisconnectReason>,
}

/// A message could not be added to the write queue.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum PushError {
    #[error("the connection has ended: {0}")]
    Closed(DisconnectReason),
    #[error("the write queue is full")]
    Full,
    #[error(transparent)]
    Unsendable(#[from] EncodeError),
}

impl<T> Session<T> {
    pub(crate) fn new(protocol: Arc<Protocol>) -> Self {
        Self {
            queue: WriteQueue::new(protocol.limits.queued),
            protocol,
            calls: Mutex::new(Calls::default()),
            intake: Intake::new(),
            input_ended: OnceLock::new(),
            output_failed: OnceLock::new(),
            closed: OnceLock::new(),
        }
    }

    pub(crate) fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// Admits a call. Usually, calls beyond the limit are not refused but read later. They are
    /// refused only while a call of this side waits, because its answer may come after them.
    fn admit(&self) -> Result<(), RemoteError> {
        let limits = &self.protocol.limits;
        let now = self.intake.now(0);
        if now.has_no_room_for_call(Amount::most(limits, true)) && self.waiting() > 0 {
            let message = format!(
                "too many calls of this peer are in progress: {}",
                self.answering()
            );
            return Err(RemoteError::new(RemoteError::OVERLOADED, message));
        }
        self.intake.admit_call();
        Ok(())
    }

    /// Counts a message of `bytes` bytes as in progress, until [`done`](Self::done).
    pub(crate) fn begin(&self, bytes: usize) {
        self.intake.begin(bytes);
    }

    /// Counts a message as finished. `call` tells whether it was an admitted call.
    pub(crate) fn done(&self, bytes: usize, call: bool) {
        self.intake.done(bytes, call);
    }

    /// Whether reading must pause, because too much is in progress or unwritten. If so,
    /// [`resumes`](Self::resumes) tells when to continue.
    pub(crate) fn holds_back(&self) -> bool {
        if self.may_take_more() {
            return false;
        }
        self.intake.hold_back(true);
        // A message may have finished before the flag was set.
        !(self.in_progress().is_half_of(self.most()) && self.intake.hold_back(false))
    }

    /// Whether paused reading must continue. Returns true to one caller only.
    pub(crate) fn resumes(&self) -> bool {
        self.intake.is_held_back()
            && self.in_progress().is_half_of(self.most())
            && self.intake.hold_back(false)
    }

    /// Whether no further replies may be made until some are written.
    pub(crate) fn has_too_many_replies(&self) -> bool {
        self.queue.replies() >= self.most().replies
    }

    /// Whether the amount in progress or unwritten is below the limit. Waiting calls of this side
    /// raise the limit; they are checked only if necessary.
    fn may_take_more(&self) -> bool {
        let now = self.in_progress();
        let limits = &self.protocol.limits;
        now.is_below(Amount::most(limits, false)) || now.is_below(self.most())
    }

    fn in_progress(&self) -> Amount {
        self.intake.now(self.queue.replies())
    }

    fn most(&self) -> Amount {
        Amount::most(&self.protocol.limits, self.waiting() > 0)
    }

    /// Registers a call that is about to be sent.
    pub(crate) fn expect(&self, id: u64, token: T, deadline: Instant) -> Result<(), PushError> {
        let mut calls = lock(&self.calls);
        // Checked under the lock: the end of the input removes the calls after it is set.
        if let Some(reason) = self.input_ended() {
            return Err(PushError::Closed(reason.clone()));
        }
        if calls.len() >= self.protocol.limits.calls_out {
            return Err(PushError::Full);
        }
        calls.insert(id, token, deadline);
        Ok(())
    }

    /// Removes a call and returns its token, unless it is already settled.
    pub(crate) fn take(&self, id: Option<u64>) -> Option<T> {
        lock(&self.calls).take(id?)
    }

    /// Removes and returns the calls whose deadline has passed. Also returns when to check again.
    pub(crate) fn expired(&self, now: Instant) -> (Vec<T>, Option<Instant>) {
        let mut calls = lock(&self.calls);
        (calls.expired(now), calls.next_deadline())
    }

    /// Adds a frame to the write queue. A large frame is moved instead of copied.
    pub(crate) fn push(
        &self,
        frame: &mut Vec<u8>,
        traffic: Traffic,
        urgency: Urgency,
    ) -> Result<Pushed, PushError> {
        let pushed = self.queue.push(frame, traffic, urgency);
        pushed.map_err(|rejected| self.push_error(rejected))
    }

    /// Adds the frame of a call or notification as soon as there is room, but waits no longer than
    /// until `end`.
    pub(crate) fn push_in_turn(
        &self,
        frame: &mut Vec<u8>,
        urgency: Urgency,
        end: Instant,
    ) -> Result<Pushed, PushError> {
        let pushed = self.queue.push_in_turn(frame, urgency, end);
        pushed.map_err(|rejected| self.push_error(rejected))
    }

    fn push_error(&self, rejected: Rejected) -> PushError {
        match rejected {
            Rejected::Full => PushError::Full,
            Rejected::Closed => {
                let reason = self.closed().or(self.input_ended());
                let reason = reason.or(self.output_failed()).cloned();
                PushError::Closed(reason.unwrap_or(DisconnectReason::Closed))
            }
        }
    }

    /// Returns the number of unwritten bytes.
    pub(crate) fn queued(&self) -> usize {
        self.queue.len()
    }

    /// Returns the number of calls of this side that wait for their answers.
    pub(crate) fn waiting(&self) -> usize {
        lock(&self.calls).len()
    }

    /// Returns the number of received calls that are not answered yet.
    pub(crate) fn answering(&self) -> usize {
        self.intake.calls()
    }

    /// Ends the input: the peer sends nothing more. Returns the calls that will not be answered, or
    /// `None` if the input had ended before.
    pub(crate) fn end_input(&self, reason: DisconnectReason, now: Instant) -> Option<Vec<T>> {
        self.input_ended.set(InputEnd::new(reason, now)).ok()?;
        self.queue.end_waits();
        Some(lock(&self.calls).drain())
    }

    /// Returns the reason why the input ended, if it has.
    pub(crate) fn input_ended(&self) -> Option<&DisconnectReason> {
        self.input_ended.get().map(InputEnd::reason)
    }

    /// Ends the output after a write error. The received bytes must still be read, because they may
    /// contain answers to waiting calls. After that, the input ends as well.
    pub(crate) fn fail_output(&self, reason: DisconnectReason) {
        self.output_failed.get_or_init(|| reason);
        self.queue.close();
    }

    /// Returns the reason why the output failed, if it has.
    pub(crate) fn output_failed(&self) -> Option<&DisconnectReason> {
        self.output_failed.get()
    }

    /// Returns the reason to close the connection now, if its input has ended and everything
    /// received before is answered.
    pub(crate) fn finished(&self) -> Option<&DisconnectReason> {
        let reason = self.input_ended()?;
        (self.intake.messages() == 0 && self.queue.is_empty()).then_some(reason)
    }

    /// Notes an answer or a write. It extends the time for the remaining calls after the input's
    /// end.
    pub(crate) fn note_progress(&self, now: impl FnOnce() -> Instant) {
        if let Some(end) = self.input_ended.get() {
            end.note_progress(now());
        }
    }

    /// Returns an error if the connection must be closed at `now`: the peer reads nothing, or its
    /// input has ended and nothing is answered or written. Otherwise returns when to check again.
    pub(crate) fn overdue(&self, now: Instant) -> Result<Option<Instant>, Overdue> {
        let limits = &self.protocol.limits;
        let stalls = stalled(self.queue.blocked_since(), limits, now)?;
        let drains = match self.input_ended.get() {
            Some(end) => end.overdue(limits, now)?,
            None => None,
        };
        Ok(stalls.into_iter().chain(drains).min())
    }

    /// Returns the reason why the connection was closed, if it was.
    pub(crate) fn closed(&self) -> Option<&DisconnectReason> {
        self.closed.get()
    }

    /// Closes the connection and returns the remaining calls, or `None` if it was closed before.
    pub(crate) fn close(&self, reason: DisconnectReason, now: Instant) -> Option<Vec<T>> {
        self.closed.set(reason.clone()).ok()?;
        self.queue.close();
        Some(self.end_input(reason, now).unwrap_or_default())
    }
}
