//! How a connection ends that nobody closes: its peer takes nothing, or sends nothing more.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::error::DisconnectReason;
use crate::limits::Limits;
use crate::sync::lock;

/// Why a connection is to be closed although it has not finished.
#[derive(Debug)]
pub(crate) struct Overdue {
    pub(crate) reason: DisconnectReason,
    /// What is lost by it.
    pub(crate) lost: &'static str,
}

/// How nothing more came from the peer.
pub(super) struct InputEnd {
    reason: DisconnectReason,
    /// When that was, or when something was answered or written since.
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

    /// When the calls that are left will have taken too long; an error if that is now.
    pub(super) fn overdue(
        &self,
        limits: &Limits,
        now: Instant,
    ) -> Result<Option<Instant>, Overdue> {
        let begun = Some(*lock(&self.progress_at));
        due(begun, limits.drain, now).map_err(|()| Overdue {
            reason: self.reason.clone(),
            lost: "its input has ended, and the calls that are left were not answered in time",
        })
    }
}

/// When a peer that takes nothing will have done so for too long; an error if that is now.
pub(super) fn stalled(
    blocked_since: Option<Instant>,
    limits: &Limits,
    now: Instant,
) -> Result<Option<Instant>, Overdue> {
    due(blocked_since, limits.stall, now).map_err(|()| Overdue {
        reason: DisconnectReason::Stalled(limits.stall),
        lost: "the peer takes nothing, so what was to be sent to it is lost",
    })
}

/// When a patience that began at a moment is over; an error if that is now.
fn due(begun: Option<Instant>, patience: Duration, now: Instant) -> Result<Option<Instant>, ()> {
    match begun.and_then(|begun| begun.checked_add(patience)) {
        Some(end) if end <= now => Err(()),
        end => Ok(end),
    }
}
