//! The calls of this side that wait for their answers, with their deadlines.

use std::collections::HashMap;
use std::time::Instant;

/// The waiting calls by request id. `T` is the type of the objects that settle calls.
pub(super) struct Calls<T> {
    waiting: HashMap<u64, Waiting<T>>,
    next_deadline: Option<Instant>,
}

struct Waiting<T> {
    deadline: Instant,
    token: T,
    /// Whether the call is in a batch that is not sent yet.
    is_held: bool,
}

impl<T> Default for Calls<T> {
    fn default() -> Self {
        Self {
            waiting: HashMap::new(),
            next_deadline: None,
        }
    }
}

impl<T> Calls<T> {
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn insert(&mut self, id: u64, token: T, deadline: Instant) {
        let call = Waiting {
            deadline,
            token,
            is_held: false,
        };
        self.waiting.insert(id, call);
        self.next_deadline = Some(
            self.next_deadline
                .map_or(deadline, |next| next.min(deadline)),
        );
    }

    pub(super) fn contains(&self, id: u64) -> bool {
        self.waiting.contains_key(&id)
    }

    /// Notes whether a call is held in a batch that is not sent yet.
    pub(super) fn hold(&mut self, id: u64, is_held: bool) {
        if let Some(call) = self.waiting.get_mut(&id) {
            call.is_held = is_held;
        }
    }

    pub(super) fn is_held(&self, id: u64) -> bool {
        self.waiting.get(&id).is_some_and(|call| call.is_held)
    }

    pub(super) fn take(&mut self, id: u64) -> Option<T> {
        self.waiting.remove(&id).map(|call| call.token)
    }

    /// Removes and returns the calls whose deadline has passed.
    pub(super) fn expired(&mut self, now: Instant) -> Vec<T> {
        if self.next_deadline.is_none_or(|next| now < next) {
            return Vec::new();
        }
        let late = self.waiting.iter().filter(|(_, call)| call.deadline <= now);
        let late: Vec<u64> = late.map(|(id, _)| *id).collect();
        let late = late.into_iter().filter_map(|id| self.take(id)).collect();
        self.next_deadline = self.waiting.values().map(|call| call.deadline).min();
        late
    }

    /// Returns a time before which no deadline passes. The time may be earlier than the first
    /// deadline, because settling a call does not update the time.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.next_deadline
    }

    pub(super) fn drain(&mut self) -> Vec<T> {
        self.next_deadline = None;
        self.waiting.drain().map(|(_, call)| call.token).collect()
    }
}
