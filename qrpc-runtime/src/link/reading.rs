//! The reading half of a connection: whoever reads has what it reads handled.

use std::cell::Cell;
use std::io::ErrorKind;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::{Link, Owner, contained, failed};
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

thread_local! {
    /// The connection of which this thread handles what it has read, by its place in memory.
    static CORKED: Cell<usize> = const { Cell::new(0) };
}

/// Reads of one turn, before others have theirs.
const READS: usize = 16;

impl Link {
    /// Reads what is there and has it handled. A short read is trusted to have taken all of it
    /// only where `until` allows that.
    pub(super) fn read_turn(self: &Arc<Self>, buffer: &mut [u8], until: Until) -> Turn {
        let Some(owner) = self.owner() else {
            return Turn::Drained;
        };
        let trusts_short = until == Until::Short && self.channel.short_read_drains();
        for _ in 0..READS {
            if self.holds_back() {
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
        match contained(|| self.channel.read(buffer)) {
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
        let corked = CORKED.replace(self.address());
        let receive = || {
            self.session
                .receive(bytes, &mut |event, bytes| owner.event(self, event, bytes))
        };
        let received = panic::catch_unwind(AssertUnwindSafe(receive));
        CORKED.set(corked);
        self.write();
        let broken = match received {
            Ok(Ok(())) => return,
            Ok(Err(broken)) => broken.to_string(),
            Err(_) => "the codec or the security provider panicked at it".to_owned(),
        };
        self.close(&DisconnectReason::Broken(broken.into()));
    }

    /// Whether this thread handles what it has read from here, and will read on.
    pub(super) fn is_corked_here(&self) -> bool {
        CORKED.get() == self.address()
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}
