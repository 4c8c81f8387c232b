//! The right to read a connection. At any time, either the event loop or a thread that waits for a
//! reply reads the connection.
//!
//! A thread that reads the connection itself need not be woken, and waking is most of the cost of a
//! short call. After the reply, the thread keeps the lease (the right to read), because the thread
//! is likely to make another call soon, and asks the event loop to check the lease 1 ms later. The
//! event loop reclaims a lease that no thread has used since the last check.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::Instant;

use super::{Link, ReadEnd, Until};
use crate::protocol::Inbound;

/// The right to read a connection. The thread that reads holds the lock of `reader`; other threads
/// never wait for that lock.
#[derive(Default)]
pub(super) struct ReadLease {
    reader: Mutex<ReadState>,
    /// The number of threads that wait for a reply, including threads that do not read.
    waiting: AtomicUsize,
    /// The number of times that a thread has begun to wait for a reply.
    waits: AtomicUsize,
    /// The value of `waits` at the event loop's last check.
    looked_at: AtomicUsize,
}

/// State that only the thread that reads the connection uses.
#[derive(Default)]
struct ReadState {
    inbound: Inbound,
    /// Whether the event loop has left the connection to waiting threads.
    left: bool,
    buffer: Vec<u8>,
}

/// The result of the event loop's check of a lease that waiting threads hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// At least one thread has begun to wait since the last check.
    Used,
    /// No thread has begun to wait since the last check, but a thread still reads the connection.
    /// The reading thread requests another check when it stops waiting.
    Waiting,
    /// No thread waits, so the event loop reads the connection again.
    Reclaimed,
}

/// The maximum number of bytes per read.
const WAITER_BUFFER: usize = 64 << 10;

impl ReadState {
    /// Gives up the lease. Returns whether the event loop had left the connection to waiting
    /// threads.
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
    /// Reads the available bytes. Called by the event loop when the connection is ready. Does
    /// nothing if a waiting thread has the lease, because that thread reads.
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

    /// Lets the current thread, which waits for a reply, read the connection until `there` returns
    /// true or until `end`. Returns false without reading if another thread reads the connection.
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
        // If reading is paused, some messages are already read but not handled, and the system does
        // not report these messages again.
        let paused = reader.inbound.is_paused();
        let given_back = (!read || others_wait || paused) && reader.give_back();
        // The event loop is notified only once, so the lease must be free before the notification.
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

    /// Whether a waiting thread has the lease, possibly since before the event loop knew the
    /// connection.
    pub(crate) fn is_left(&self) -> bool {
        self.lease.try_lock().is_none_or(|reader| reader.left)
    }

    /// Checks the lease, and reclaims it if no thread has waited since the last check.
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
