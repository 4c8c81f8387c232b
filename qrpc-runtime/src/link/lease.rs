//! Who reads a connection: the event loop, or a thread that waits for a reply over it.
//!
//! A thread that reads for itself needs nobody to wake it, which is most of what a short call
//! costs. It keeps the lease when it has its reply, since the next call is likely to follow, and
//! asks the loop to check the lease 1 ms later. The loop reclaims what nobody used meanwhile.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::Instant;

use super::{Link, ReadEnd, Until};
use crate::core::Inbound;

/// The right to read a connection. Whoever reads has it locked, and it is only ever tried.
#[derive(Default)]
pub(super) struct ReadLease {
    reader: Mutex<ReadState>,
    /// Threads that wait for a reply, whoever reads it.
    waiting: AtomicUsize,
    /// Waits so far.
    waits: AtomicUsize,
    /// Waits when the loop looked last.
    looked_at: AtomicUsize,
}

/// What only the reader touches.
#[derive(Default)]
struct ReadState {
    inbound: Inbound,
    /// Whether the loop has left the connection to those who wait.
    left: bool,
    buffer: Vec<u8>,
}

/// What the loop found when it looked after a connection that it had left to waiting threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// Threads have waited since the last look.
    Used,
    /// The same thread waits as at the last look. It has the loop look again when it leaves.
    Waiting,
    /// Nobody waits, so the loop reads it again.
    Reclaimed,
}

/// Bytes that one read may take.
const WAITER_BUFFER: usize = 64 << 10;

impl ReadState {
    /// Says whether there was something to give back.
    fn give_back(&mut self) -> bool {
        self.buffer = Vec::new();
        mem::take(&mut self.left)
    }
}

impl ReadLease {
    fn try_lock(&self) -> Option<MutexGuard<'_, ReadState>> {
        match self.reader.try_lock() {
            Ok(reader) => Some(reader),
            Err(TryLockError::Poisoned(reader)) => Some(reader.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

impl Link {
    /// Reads what is there, as the loop does when the connection is ready. Where somebody who
    /// waits for a reply has the lease, that is who reads.
    pub(crate) fn readable(self: &Arc<Self>, buffer: &mut [u8], until: Until) -> ReadEnd {
        match self.lease.try_lock() {
            Some(mut reader) if !reader.left => self.read_turn(&mut reader.inbound, buffer, until),
            _ => ReadEnd::Drained,
        }
    }

    pub(super) fn begin_wait(&self) {
        self.lease.waiting.fetch_add(1, Ordering::SeqCst);
        self.lease.waits.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn end_wait(&self) {
        self.lease.waiting.fetch_sub(1, Ordering::SeqCst);
    }

    /// Reads on this thread, which waits for a reply, until that is `there`, or `end` has come.
    /// Says whether it could; where it could not, somebody else reads.
    pub(super) fn read_until(self: &Arc<Self>, end: Instant, there: &dyn Fn() -> bool) -> bool {
        if !self.can_leave_loop() {
            return false;
        }
        let Some(mut reader) = self.lease.try_lock() else {
            return false;
        };
        let taken = self.take(&mut reader);
        let read = taken && self.read_while(&mut reader, end, there);
        let others_wait = self.lease.waiting.load(Ordering::SeqCst) > 1;
        // The system does not tell of messages that were read already and are left.
        let paused = reader.inbound.is_paused();
        let given_back = (!read || others_wait || paused) && reader.give_back();
        // The loop is told once, at once, and must not find the lease taken then.
        drop(reader);
        if given_back {
            self.join_loop();
        }
        if !taken || paused {
            self.events.readable(self.token);
        } else if !given_back {
            self.events.look_later();
        }
        read
    }

    fn take(&self, reader: &mut ReadState) -> bool {
        if !reader.left && self.leave_loop() {
            reader.left = true;
            reader.buffer.resize(WAITER_BUFFER, 0);
        }
        reader.left
    }

    fn read_while(
        self: &Arc<Self>,
        reader: &mut ReadState,
        end: Instant,
        there: &dyn Fn() -> bool,
    ) -> bool {
        let ReadState {
            inbound, buffer, ..
        } = reader;
        while !there() && self.session.input_ended().is_none() {
            let now = Instant::now();
            if now >= end {
                return true;
            }
            let ready = inbound.is_paused() || self.wait_readable(end - now);
            if !ready || self.read_turn(inbound, buffer, Until::Short) == ReadEnd::HeldBack {
                return false;
            }
        }
        true
    }

    /// Whether somebody who waits for a reply has the lease, even before the loop knew of the link.
    pub(crate) fn is_left(&self) -> bool {
        self.lease.try_lock().is_none_or(|reader| reader.left)
    }

    /// Looks after the lease, and reclaims it where no thread has waited since the last look.
    pub(crate) fn look_after(self: &Arc<Self>) -> Looked {
        let waits = self.lease.waits.load(Ordering::Relaxed);
        if self.lease.looked_at.swap(waits, Ordering::Relaxed) != waits {
            return Looked::Used;
        }
        let Some(mut reader) = self.lease.try_lock() else {
            return Looked::Waiting;
        };
        let given_back = reader.give_back();
        drop(reader);
        if given_back {
            self.join_loop();
        }
        Looked::Reclaimed
    }
}
