//! The sending half: what waits to be written, and who writes it.
//!
//! Whoever adds to an idle connection takes the writer's role and writes at once. Whoever adds
//! meanwhile only leaves the bytes behind, and the writer takes them along.

use std::mem;

/// The bytes that wait, and the state of the writer's role.
#[derive(Default)]
pub(super) struct Outbound {
    waiting: Vec<u8>,
    spare: Vec<u8>,
    role: Role,
    in_burst: usize,
    writable_again: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    /// Nobody writes.
    #[default]
    Free,
    /// Somebody does.
    Taken,
    /// The channel takes no more for now; its readiness gives the role away again.
    Blocked,
}

/// Bytes that the holder of the writer's role is to write.
pub(crate) struct Burst {
    pub(crate) bytes: Vec<u8>,
    pub(crate) written: usize,
}

/// A buffer that grew beyond this is not kept for an idle connection.
const KEEP: usize = 16 << 10;

impl Outbound {
    /// Bytes that are not on the wire yet.
    pub(super) fn queued(&self) -> usize {
        self.waiting.len() + self.in_burst
    }

    pub(super) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.waiting
    }

    /// Takes the role if it is free and there is something to write.
    pub(super) fn take_role(&mut self) -> Option<Burst> {
        if self.role != Role::Free || self.waiting.is_empty() {
            return None;
        }
        self.role = Role::Taken;
        Some(self.burst())
    }

    /// The holder wrote all of `burst`. Gives it the next one, or takes its role.
    pub(super) fn wrote(&mut self, burst: Burst) -> Option<Burst> {
        self.recycle(burst.bytes);
        if self.waiting.is_empty() {
            self.role = Role::Free;
            return None;
        }
        Some(self.burst())
    }

    /// The channel would not take the rest of `burst`. If it has become writable meanwhile, the
    /// holder goes on.
    pub(super) fn blocked(&mut self, mut burst: Burst) -> Option<Burst> {
        if mem::take(&mut self.writable_again) {
            return Some(burst);
        }
        burst.bytes.drain(..burst.written);
        burst.bytes.append(&mut self.waiting);
        let emptied = mem::replace(&mut self.waiting, burst.bytes);
        self.recycle(emptied);
        self.role = Role::Blocked;
        None
    }

    /// The channel is writable: whoever saw that gets the role, if it was blocked.
    pub(super) fn writable(&mut self) -> Option<Burst> {
        match self.role {
            Role::Free => return None,
            Role::Taken => {
                self.writable_again = true;
                return None;
            }
            Role::Blocked => self.role = Role::Taken,
        }
        Some(self.burst())
    }

    /// Forgets everything: the connection has ended.
    pub(super) fn close(&mut self) {
        *self = Self {
            role: Role::Taken,
            ..Self::default()
        };
    }

    fn burst(&mut self) -> Burst {
        let bytes = mem::replace(&mut self.waiting, mem::take(&mut self.spare));
        self.in_burst = bytes.len();
        self.writable_again = false;
        Burst { bytes, written: 0 }
    }

    fn recycle(&mut self, mut bytes: Vec<u8>) {
        self.in_burst = 0;
        if bytes.capacity() <= KEEP {
            bytes.clear();
            self.spare = bytes;
        }
    }
}
