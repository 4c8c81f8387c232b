//! Flow control: the messages in progress, and whether reading from the peer pauses.

use super::Session;
use crate::error::RemoteError;
use crate::protocol::intake::Amount;
use crate::sync::lock;

impl<T> Session<T> {
    /// Admits a received call, or returns the error with which it is refused. Usually, calls above
    /// the limit are not refused but read later. While a call of this side waits for its answer,
    /// the limit is raised, and a call above the raised limit is refused: reading must continue,
    /// because the answer may arrive after the refused call.
    pub(super) fn admit(&self) -> Result<(), RemoteError> {
        let limits = &self.protocol.limits;
        let now = self.intake.now(0);
        if now.has_no_room_for_call(Amount::most(limits, true)) && self.waiting() > 0 {
            let message = format!(
                "too many calls of this peer are in progress: {}",
                self.calls_in_progress()
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

    /// Counts a message as finished. `call` tells whether the message was an admitted call.
    pub(crate) fn done(&self, bytes: usize, call: bool) {
        self.intake.done(bytes, call);
    }

    /// Whether reading must pause, because too many messages are in progress or too many replies
    /// are unwritten. After reading has paused, [`resumes`](Self::resumes) tells when to continue.
    pub(crate) fn holds_back(&self) -> bool {
        if self.may_take_more() {
            return false;
        }
        self.intake.hold_back(true);
        // A message may have finished before the flag was set, so the amount is checked again.
        !(self.in_progress().is_half_of(self.most()) && self.intake.hold_back(false))
    }

    /// Whether paused reading must continue. If several threads call this function, only one of
    /// them gets true.
    pub(crate) fn resumes(&self) -> bool {
        self.intake.is_held_back()
            && self.in_progress().is_half_of(self.most())
            && self.intake.hold_back(false)
    }

    /// Whether handlers must not make further replies until some replies are written.
    pub(crate) fn has_too_many_replies(&self) -> bool {
        self.queue.replies() >= self.most().replies
    }

    /// Whether the messages in progress and the unwritten replies are below the limits. Waiting
    /// calls of this side raise the limits; the waiting calls are counted only if necessary,
    /// because counting takes a lock.
    pub(super) fn may_take_more(&self) -> bool {
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

    /// Returns the maximum number of calls of the peer that can be in progress.
    pub(crate) fn most_calls(&self) -> usize {
        Amount::most(&self.protocol.limits, true).calls()
    }

    /// Returns the number of bytes in the write queue.
    pub(crate) fn queued(&self) -> usize {
        self.queue.len()
    }

    /// Returns the number of calls of this side that wait for their answers.
    pub(crate) fn waiting(&self) -> usize {
        lock(&self.calls).len()
    }

    /// Returns the number of received calls that are not answered yet.
    pub(crate) fn calls_in_progress(&self) -> usize {
        self.intake.calls()
    }
}
