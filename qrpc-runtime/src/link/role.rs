//! Who reads a connection: the event loop, or a thread that waits for a reply over it.
//!
//! A thread that reads for itself needs nobody to wake it, which is most of what a short call
//! costs. It keeps the role when it has its reply, since the next call is likely to follow; the
//! loop looks after that every millisecond, and takes the role back where nobody waited meanwhile.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::Instant;

use super::{Link, Turn, Until};

/// The role of reading. Whoever reads has it locked.
#[derive(Default)]
pub(super) struct Role {
    state: Mutex<State>,
    /// Threads that wait for a reply, whoever reads it.
    waiting: AtomicUsize,
}

#[derive(Default)]
struct State {
    /// Whether the loop has left the connection to those who wait.
    left: bool,
    /// Whether anybody waited since the loop looked last.
    used: bool,
    buffer: Vec<u8>,
}

/// Bytes that one read may take.
const BUFFER: usize = 64 << 10;

impl State {
    /// Says whether there was something to give back.
    fn give_back(&mut self) -> bool {
        self.buffer = Vec::new();
        mem::take(&mut self.left)
    }
}

impl Role {
    fn try_lock(&self) -> Option<MutexGuard<'_, State>> {
        match self.state.try_lock() {
            Ok(state) => Some(state),
            Err(TryLockError::Poisoned(state)) => Some(state.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

impl Link {
    /// Reads what is there, as the loop does when the connection is ready. Where somebody who
    /// waits for a reply has the role, that is who reads.
    pub(crate) fn readable(self: &Arc<Self>, buffer: &mut [u8], until: Until) -> Turn {
        match self.role.try_lock() {
            Some(state) if !state.left => self.read_turn(buffer, until),
            _ => Turn::Drained,
        }
    }

    pub(super) fn begin_wait(&self) {
        self.role.waiting.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn end_wait(&self) {
        self.role.waiting.fetch_sub(1, Ordering::SeqCst);
    }

    /// Reads on this thread, which waits for a reply, until that is `there`, or `end` has come.
    /// Says whether it could; where it could not, somebody else reads.
    pub(super) fn read_until(self: &Arc<Self>, end: Instant, there: &dyn Fn() -> bool) -> bool {
        if !self.can_leave_loop() {
            return false;
        }
        let Some(mut state) = self.role.try_lock() else {
            return false;
        };
        let taken = self.take(&mut state);
        let read = taken && self.read_while(&mut state.buffer, end, there);
        state.used = true;
        let others_wait = self.role.waiting.load(Ordering::SeqCst) > 1;
        let given_back = (!read || others_wait) && state.give_back();
        // The loop is told once, at once, and must not find the role taken then.
        drop(state);
        if given_back {
            self.join_loop();
        } else if !taken {
            self.timer.read_again(self.token);
        }
        read
    }

    fn take(&self, state: &mut State) -> bool {
        if !state.left && self.leave_loop() {
            state.left = true;
            state.buffer.resize(BUFFER, 0);
        }
        state.left
    }

    fn read_while(
        self: &Arc<Self>,
        buffer: &mut [u8],
        end: Instant,
        there: &dyn Fn() -> bool,
    ) -> bool {
        while !there() && self.session.closed().is_none() {
            let now = Instant::now();
            if now >= end {
                return true;
            }
            let ready = self.wait_readable(end - now);
            if !ready || self.read_turn(buffer, Until::Short) == Turn::HeldBack {
                return false;
            }
        }
        true
    }

    /// Whether somebody who waits for a reply has the role, even before the loop knew of the link.
    pub(crate) fn is_left(&self) -> bool {
        self.role.try_lock().is_none_or(|state| state.left)
    }

    /// The loop looks after the role, and takes it back where nobody has waited since it looked
    /// last. Says whether the role is the loop's again.
    pub(crate) fn look_after(&self) -> bool {
        let Some(mut state) = self.role.try_lock() else {
            return false;
        };
        if mem::take(&mut state.used) {
            return false;
        }
        let given_back = state.give_back();
        drop(state);
        if given_back {
            self.join_loop();
        }
        true
    }
}
