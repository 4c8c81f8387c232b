//! Waiting for one connection, on systems where a thread can.

use std::sync::Arc;
use std::time::Duration;

use super::Link;
#[cfg(unix)]
use crate::error::DisconnectReason;

#[cfg(unix)]
impl Link {
    /// Whether anybody but the loop can wait for the connection. Where nobody can, the lease
    /// is not to be touched: the loop would find it taken and miss what came.
    pub(super) fn can_leave_loop(&self) -> bool {
        self.channel.descriptor().is_some()
    }

    /// Has the loop no longer told when the connection can be read. Says whether that was done.
    pub(super) fn leave_loop(&self) -> bool {
        let descriptor = self.channel.descriptor();
        descriptor.is_some_and(|descriptor| self.events.leave(self.token, descriptor))
    }

    /// Has the loop told again, also of what came meanwhile. A connection that nobody watches any
    /// more is closed.
    pub(super) fn join_loop(self: &Arc<Self>) {
        let descriptor = self.channel.descriptor();
        if !descriptor.is_some_and(|descriptor| self.events.join(self.token, descriptor)) {
            let problem = "the system does not watch its socket any more";
            self.close(&DisconnectReason::Failed(problem.into()));
        }
    }

    /// Waits until the connection can be read, or `patience` is over. Says whether that worked.
    pub(super) fn wait_readable(&self, patience: Duration) -> bool {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};

        let Some(descriptor) = self.channel.descriptor() else {
            return false;
        };
        let Ok(patience) = Timespec::try_from(patience) else {
            return false;
        };
        let mut waits = [PollFd::new(&descriptor, PollFlags::IN)];
        matches!(
            poll(&mut waits, Some(&patience)),
            Ok(_) | Err(rustix::io::Errno::INTR)
        )
    }
}

#[cfg(not(unix))]
impl Link {
    pub(super) fn can_leave_loop(&self) -> bool {
        false
    }

    pub(super) fn leave_loop(&self) -> bool {
        false
    }

    pub(super) fn join_loop(self: &Arc<Self>) {}

    pub(super) fn wait_readable(&self, _patience: Duration) -> bool {
        false
    }
}
