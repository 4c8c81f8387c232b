//! The reading half of a connection: whoever reads has what it reads handled.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Link, Owner, failed};
use crate::error::DisconnectReason;

/// How a turn of reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// All that was there is read.
    Drained,
    /// There may be more, but others want their turn.
    Yielded,
    /// Too much waits to be handled.
    HeldBack,
}

/// How far a turn of reading goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Until a read takes less than it could, if the channel has no more then.
    Short,
    /// Until nothing is there, or the end: what was seen may be more than bytes.
    End,
}

/// Reads of one turn, before others have theirs.
const READS: usize = 16;

impl Link {
    /// Reads what is there and has it handled. A short read is trusted to have taken all of it
    /// only where `until` allows that.
    pub(crate) fn readable(self: &Arc<Self>, buffer: &mut [u8], until: Until) -> Turn {
        let Some(owner) = self.owner() else {
            return Turn::Drained;
        };
        let trusts_short = until == Until::Short && self.channel.short_read_drains();
        for _ in 0..READS {
            if owner.is_full() {
                return Turn::HeldBack;
            }
            let Some(read) = self.read(&*owner, buffer) else {
                return Turn::Drained;
            };
            let drained = trusts_short && read < buffer.len();
            if drained || self.session.closed().is_some() {
                return Turn::Drained;
            }
        }
        Turn::Yielded
    }

    /// Reads once, and says how much there was, unless there was nothing or it is over.
    fn read(self: &Arc<Self>, owner: &dyn Owner, buffer: &mut [u8]) -> Option<usize> {
        match self.channel.read(buffer) {
            Ok(0) => self.close(&DisconnectReason::Closed),
            Ok(read) => {
                self.received(owner, buffer.get(..read)?);
                return Some(read);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => return Some(buffer.len()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => self.close(&failed(&error)),
        }
        None
    }

    fn received(self: &Arc<Self>, owner: &dyn Owner, bytes: &[u8]) {
        self.corked.store(true, Ordering::Relaxed);
        let received = self
            .session
            .receive(bytes, &mut |event| owner.event(self, event));
        self.uncork();
        if let Err(broken) = received {
            self.close(&DisconnectReason::Broken(broken.to_string().into()));
        }
    }

    fn uncork(self: &Arc<Self>) {
        self.corked.store(false, Ordering::Relaxed);
        self.write();
    }
}
