//! The senders that wait for room in a write queue.

use std::collections::VecDeque;

/// The senders that wait for room, in the order in which they began to wait.
#[derive(Default)]
pub(super) struct WaitingSenders {
    senders: VecDeque<Ticket>,
    tickets: u64,
}

/// Identifies a sender that waits for room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket(u64);

impl WaitingSenders {
    pub(super) fn join(&mut self) -> Ticket {
        let ticket = Ticket(self.tickets);
        self.tickets += 1;
        self.senders.push_back(ticket);
        ticket
    }

    pub(super) fn leave(&mut self, ticket: Ticket) {
        self.senders.retain(|sender| *sender != ticket);
    }

    /// Whether the sender has waited for room longest.
    pub(super) fn is_first(&self, ticket: Ticket) -> bool {
        self.senders.front() == Some(&ticket)
    }

    /// Returns the number of senders that wait for room.
    pub(super) fn count(&self) -> usize {
        self.senders.len()
    }
}
