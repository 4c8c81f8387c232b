//! The protocol state of one connection, from its first byte to its last.

mod closing;
mod flow;
mod receiving;

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use super::calls::Calls;
use super::ending::InputEnd;
use super::framing::Protocol;
use super::intake::Intake;
use super::write_queue::{Pushed, Rejected, Traffic, Urgency, WriteQueue};
use crate::codec::EncodeError;
use crate::error::DisconnectReason;
use crate::sync::lock;

/// The protocol state of one connection. `T` is the type of the objects that settle calls.
///
/// A session is first open, then its input has ended, then it is closed. After the end of the
/// input, received calls are still answered.
pub(crate) struct Session<T> {
    protocol: Arc<Protocol>,
    calls: Mutex<Calls<T>>,
    intake: Intake,
    pub(crate) queue: WriteQueue,
    /// Set when the end of the input arrives, which may be before `input_ended`.
    input_end: OnceLock<InputEnd>,
    input_ended: OnceLock<DisconnectReason>,
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
            input_end: OnceLock::new(),
            input_ended: OnceLock::new(),
            output_failed: OnceLock::new(),
            closed: OnceLock::new(),
        }
    }

    pub(crate) fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// Registers a call that is about to be sent.
    pub(crate) fn expect(&self, id: u64, token: T, deadline: Instant) -> Result<(), PushError> {
        let mut calls = lock(&self.calls);
        // The end of the input is checked under the lock. Otherwise the input could end between the
        // check and the insertion, and the call would never be removed.
        if let Some(reason) = self.input_ended() {
            return Err(PushError::Closed(reason.clone()));
        }
        if calls.len() >= self.protocol.limits.calls_out {
            return Err(PushError::Full);
        }
        calls.insert(id, token, deadline);
        Ok(())
    }

    /// Whether a call waits for its reply.
    pub(crate) fn expects(&self, id: u64) -> bool {
        lock(&self.calls).contains(id)
    }

    /// Notes whether a call is held in a batch that is not sent yet.
    pub(crate) fn hold(&self, id: u64, is_held: bool) {
        lock(&self.calls).hold(id, is_held);
    }

    /// Removes a call that is cancelled. Returns whether the peer must be notified: the call was
    /// not settled before, and is not held in a batch.
    pub(crate) fn cancel(&self, id: u64) -> bool {
        let mut calls = lock(&self.calls);
        let is_held = calls.is_held(id);
        let call = calls.take(id);
        drop(calls);
        call.is_some() && !is_held
    }

    /// Removes a call and returns its token, or `None` if the call is already settled.
    pub(crate) fn take(&self, id: Option<u64>) -> Option<T> {
        lock(&self.calls).take(id?)
    }

    /// Removes and returns the calls whose deadline has passed. Also returns when to check again,
    /// or `None` if no check is needed.
    pub(crate) fn expired(&self, now: Instant) -> (Vec<T>, Option<Instant>) {
        let mut calls = lock(&self.calls);
        (calls.expired(now), calls.next_deadline())
    }

    /// Adds a frame to the write queue. A large frame is moved instead of copied, which leaves
    /// `frame` empty.
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
}
