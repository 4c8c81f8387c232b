//! Connections that must end although they are not closed: the peer reads nothing, or sends nothing
//! more.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::error::DisconnectReason;
use crate::limits::Limits;
use crate::sync::lock;

/// The reason to close a connection that is not finished.
#[derive(Debug)]
pub(crate) struct Overdue {
    pub(crate) reason: DisconnectReason,
    /// A description of what is lost, for the log.
    pub(crate) lost: &'static str,
}

/// The end of the input from the peer.
pub(super) struct InputEnd {
    reason: DisconnectReason,
    /// The time of the last progress: the end of the input, or a later time at which a call was
    /// answered or bytes were written.
    progress_at: Mutex<Instant>,
}

impl InputEnd {
    pub(super) fn new(reason: DisconnectReason, now: Instant) -> Self {
        Self {
            reason,
            progress_at: Mutex::new(now),
        }
    }

    pub(super) fn reason(&self) -> &DisconnectReason {
        &self.reason
    }

    pub(super) fn note_progress(&self, now: Instant) {
        *lock(&self.progress_at) = now;
    }

    /// Returns the time at which the remaining calls have taken too long, or an error if that time
    /// has passed already.
    pub(super) fn overdue(
        &self,
        limits: &Limits,
        now: Instant,
    ) -> Result<Option<Instant>, Overdue> {
        let begun = Some(*lock(&self.progress_at));
        due(begun, limits.drain, now).map_err(|()| Overdue {
            reason: self.reason.clone(),
            lost: "the input ended, and the remaining calls were not answered in time",
        })
    }
}

/// Returns the time at which the peer has read nothing for too long, or an error if that time has
/// passed already. Returns `Ok(None)` if no data is blocked.
pub(super) fn stalled(
    blocked_since: Option<Instant>,
    limits: &Limits,
    now: Instant,
) -> Result<Option<Instant>, Overdue> {
    due(blocked_since, limits.stall, now).map_err(|()| Overdue {
        reason: DisconnectReason::Stalled(limits.stall),
        lost: "the peer does not read, so the queued data is lost",
    })
}

/// Returns the end of `patience`, counted from `begun`, or an error if that end has passed already.
fn due(begun: Option<Instant>, patience: Duration, now: Instant) -> Result<Option<Instant>, ()> {
    match begun.and_then(|begun| begun.checked_add(patience)) {
        Some(end) if end <= now => Err(()),
        end => Ok(end),
    }
}
