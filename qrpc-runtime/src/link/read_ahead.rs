//! Reads a little further while reading is paused. Messages that are read ahead wait, but the
//! cancellations among them take effect at once, and the end of the connection is noticed.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use super::{Link, Owner, contain_channel, failed};
use crate::error::DisconnectReason;
use crate::protocol::{Inbound, StreamEnd};

impl Link {
    /// Reads ahead once, and cancels the calls that the waiting messages cancel. Returns whether
    /// more can be read ahead.
    pub(super) fn read_ahead(
        self: &Arc<Self>,
        owner: &dyn Owner,
        inbound: &mut Inbound,
        buffer: &mut [u8],
    ) -> bool {
        if self.session.input_ended().is_some() {
            return false;
        }
        let room = inbound.room_ahead().min(buffer.len());
        let buffer = buffer.get_mut(..room).filter(|buffer| !buffer.is_empty());
        let read = buffer.map(|buffer| {
            let read = contain_channel(|| self.channel.read(buffer));
            self.read_one_ahead(owner, inbound, buffer, read)
        });
        let calls = inbound.cancelled_ahead(self.session.protocol());
        for call in &calls {
            self.cancel_call(call);
        }
        read.unwrap_or(false)
    }

    fn read_one_ahead(
        self: &Arc<Self>,
        owner: &dyn Owner,
        inbound: &mut Inbound,
        buffer: &[u8],
        read: io::Result<usize>,
    ) -> bool {
        match read {
            Ok(0) => {
                let reason = self.end_reason();
                self.announce_end(reason.clone());
                inbound.end(StreamEnd::Ended(reason));
                if !inbound.has_waiting() {
                    self.pass_end(owner, inbound);
                }
            }
            Ok(read) => {
                inbound.wait(buffer.get(..read).unwrap_or_default());
                return true;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return true,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => {
                inbound.end(StreamEnd::Failed);
                self.received(owner, inbound, &[]);
                self.close(&failed(&error));
            }
        }
        false
    }

    /// Passes on the end of the stream, if it was read and no messages before it wait.
    pub(super) fn pass_end(self: &Arc<Self>, owner: &dyn Owner, inbound: &mut Inbound) {
        if let Some(reason) = inbound.take_end() {
            self.end_input(owner, inbound, reason);
        }
    }

    /// Starts the time [`Limits::drain`](crate::Limits::drain), because the peer has sent its last
    /// byte, although not all of its messages were read.
    pub(super) fn announce_end(&self, reason: DisconnectReason) {
        let now = Instant::now();
        self.session.announce_end(reason, now);
        if let Some(end) = now.checked_add(self.session.protocol().limits.drain) {
            self.events.wake_at(end);
        }
    }

    /// Called when the system reports that the peer has sent its last byte. `reset` tells whether
    /// the connection was reset. Reading may not have reached the end, because it is paused.
    pub(crate) fn read_closed(&self, reset: bool) {
        let reason = if reset {
            failed(&io::ErrorKind::ConnectionReset.into())
        } else {
            DisconnectReason::Closed
        };
        self.announce_end(reason);
    }

    /// Called when the system reports that the peer has stopped reading. If the peer has also
    /// stopped sending, closes the connection, or cancels the calls of the peer if messages from it
    /// are still unread.
    pub(crate) fn write_closed(self: &Arc<Self>) {
        if let Some(reason) = self.session.input_ended() {
            self.close(&reason.clone());
        } else if let Some(reason) = self.session.announced_end() {
            self.session.fail_output(reason.clone());
            self.cancel_all();
        }
    }
}
