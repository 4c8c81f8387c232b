//! Lets a single thread wait for one connection, on systems that support it.

use std::sync::Arc;
use std::time::Duration;

use super::Link;
#[cfg(unix)]
use crate::error::DisconnectReason;

#[cfg(unix)]
impl Link {
    /// Whether a thread other than the event loop can wait for the connection. If no other thread
    /// can wait, only the event loop may take the lease (the right to read): if another thread took
    /// the lease, the event loop would miss the received bytes.
    pub(super) fn can_leave_loop(&self) -> bool {
        self.channel.descriptor().is_some()
    }

    /// Stops the event loop from watching the connection for reads. Returns false on failure.
    pub(super) fn leave_loop(&self) -> bool {
        let descriptor = self.channel.descriptor();
        descriptor.is_some_and(|descriptor| self.events.leave(self.token, descriptor))
    }

    /// Makes the event loop watch the connection for reads again. The event loop also notices bytes
    /// that arrived while it did not watch the connection. If the event loop cannot watch the
    /// connection, the connection is closed.
    pub(super) fn join_loop(self: &Arc<Self>) {
        let descriptor = self.channel.descriptor();
        if !descriptor.is_some_and(|descriptor| self.events.join(self.token, descriptor)) {
            let problem = "the operating system no longer reports events of the socket";
            self.close(&DisconnectReason::Failed(problem.into()));
        }
    }

    /// Waits until the connection can be read, but no longer than `patience`. Returns true also
    /// when `patience` has passed, and false only on failure.
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
