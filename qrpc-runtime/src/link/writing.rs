//! The writing half of a connection: whoever finds nobody writing writes, and takes along what
//! waits.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Instant;

use super::{Link, contained, failed};
use crate::codec::Outgoing;
use crate::core::{Burst, PushError};
use crate::sync::lock;

impl Link {
    /// Sends `message`, and waits for room until `end`, if this thread may.
    pub(crate) fn send(
        self: &Arc<Self>,
        message: &Outgoing<'_>,
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        self.with_room(end, || self.session.push(message))?;
        self.write();
        Ok(())
    }

    /// Sends a frame that was made before.
    pub(crate) fn send_frame(
        self: &Arc<Self>,
        frame: &[u8],
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        self.with_room(end, || self.session.push_frame(frame))?;
        self.write();
        Ok(())
    }

    /// Sends a reply: at once, or if more of what was read with the call is to be handled, with
    /// the replies to that.
    pub(crate) fn reply(self: &Arc<Self>, message: &Outgoing<'_>) -> Result<(), PushError> {
        self.session.push(message)?;
        if !self.is_corked_here() {
            self.write();
        }
        Ok(())
    }

    fn with_room(
        &self,
        end: Option<Instant>,
        push: impl Fn() -> Result<(), PushError>,
    ) -> Result<(), PushError> {
        let pushed = push();
        match end {
            Some(end) if pushed == Err(PushError::Full) && self.may_wait() => {
                self.wait_for_room(end, &push)
            }
            _ => pushed,
        }
    }

    fn may_wait(&self) -> bool {
        self.owner().is_some_and(|owner| !owner.is_receive_thread())
    }

    fn wait_for_room(
        &self,
        end: Instant,
        push: &dyn Fn() -> Result<(), PushError>,
    ) -> Result<(), PushError> {
        let mut waits = lock(&self.waits_for_room);
        loop {
            let pushed = push();
            let now = Instant::now();
            if pushed != Err(PushError::Full) || now >= end {
                return pushed;
            }
            waits = self.room.wait(waits, end - now);
        }
    }

    /// Writes what waits, unless somebody does already.
    pub(super) fn write(self: &Arc<Self>) {
        if let Some(burst) = self.session.begin() {
            self.write_bursts(burst);
        }
    }

    /// The channel can be written again.
    pub(crate) fn writable(self: &Arc<Self>) {
        if let Some(burst) = self.session.writable() {
            self.write_bursts(burst);
        }
    }

    fn write_bursts(self: &Arc<Self>, first: Burst) {
        let mut next = Some(first);
        while let Some(mut burst) = next {
            next = match self.write_burst(&mut burst) {
                Ok(()) => self.session.wrote(burst),
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.session.blocked(burst),
                Err(error) => return self.close(&failed(&error)),
            };
        }
        drop(lock(&self.waits_for_room));
        self.room.ring();
    }

    fn write_burst(&self, burst: &mut Burst) -> io::Result<()> {
        while let Some(rest) = burst
            .bytes
            .get(burst.written..)
            .filter(|rest| !rest.is_empty())
        {
            match contained(|| self.channel.write(rest)) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => burst.written += written,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Sends the replies that were held to go out together: what comes next may take its time.
    pub(crate) fn flush(self: &Arc<Self>) {
        self.write();
    }

    /// Waits until everything that was sent has left, but no longer than until `end`.
    pub(crate) fn wait_flushed(&self, end: Instant) {
        let mut waits = lock(&self.waits_for_room);
        while !self.session.is_flushed() && self.session.closed().is_none() {
            let now = Instant::now();
            if now >= end {
                return;
            }
            waits = self.room.wait(waits, end - now);
        }
    }
}
