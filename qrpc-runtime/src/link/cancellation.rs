//! The calls of a peer that are cancelled, and the handlers that wait for it.
//!
//! A call is cancelled when its reply can no longer be sent, or when its id is cancelled. The
//! connection does not know which calls are in progress, only how many. So it keeps the ids that
//! were cancelled, and one entry for each handler that wants to be woken.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use super::Link;
use crate::codec::{Id, OutgoingMessage, Params};
use crate::error::RemoteError;
use crate::protocol::CallKey;
use crate::sync::{contained, lock};

/// The cancelled calls of one connection.
#[derive(Default)]
pub(super) struct Cancellations {
    /// Whether all calls are cancelled, because no reply can be sent any more.
    all: AtomicBool,
    /// Whether single calls may be cancelled. While this is false, no lock is needed.
    some: AtomicBool,
    state: Mutex<CancellationState>,
}

#[derive(Default)]
struct CancellationState {
    /// The calls that were cancelled one by one, each with a number that tells it from an earlier
    /// call with the same id.
    cancelled: HashMap<CallKey, u64>,
    /// The calls in `cancelled` in the order in which they were cancelled, with their numbers. May
    /// have calls that are no longer in `cancelled`.
    order: VecDeque<(u64, CallKey)>,
    next_cancelled: u64,
    watches: HashMap<u64, Watched>,
    next: u64,
}

/// The entry of a [`Watch`].
struct Watched {
    call: CallKey,
    purpose: Purpose,
    cancelled: bool,
    /// Whether the handler finishes even if the call is cancelled.
    finishes: bool,
    waker: Option<Waker>,
}

/// The purpose of a [`Watch`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To drop the future of an async handler.
    Drop,
    /// To notify application code.
    Notify,
}

/// The maximum number of cancelled ids that a connection remembers. Most of them belong to calls
/// that were already answered when the peer cancelled them.
pub(super) const MAX_REMEMBERED_CALLS: usize = 1024;

impl Link {
    /// Returns the key of a call that was just read.
    pub(crate) fn key_of_new_call(&self, id: &Id) -> CallKey {
        let key = CallKey::new(id, &*self.session.protocol().codec);
        if self.cancellations.some.load(Ordering::Acquire) {
            // An earlier call with the same id was cancelled, but not this call.
            let mut state = lock(&self.cancellations.state);
            state.cancelled.remove(&key);
            if state.cancelled.is_empty() {
                state.order.clear();
                self.cancellations.some.store(false, Ordering::Release);
            }
        }
        key
    }

    /// Cancels all calls of the peer, because no reply can be sent any more.
    pub(super) fn cancel_all(&self) {
        self.cancel(None);
    }

    /// Whether a notification of this name cancels a call.
    pub(crate) fn is_cancelling(&self, notification: &str) -> bool {
        notification == self.session.protocol().cancel.method
    }

    /// Cancels the call of the peer that the arguments of a cancelling notification name.
    pub(crate) fn cancel_incoming(&self, args: &Params<'_>) {
        match self.session.protocol().cancel.cancelled(args) {
            Some(call) => self.cancel_call(&call),
            None => tracing::debug!(peer = %self.name, "a cancelling message names no call"),
        }
    }

    /// Cancels one call of the peer.
    pub(super) fn cancel_call(&self, call: &CallKey) {
        self.cancel(Some(call));
    }

    /// Notifies the peer that a call of this side is cancelled. Sends nothing if the write queue is
    /// full.
    pub(super) fn cancel_outgoing(self: &Arc<Self>, id: u64) {
        let cancel = &self.session.protocol().cancel;
        let message = OutgoingMessage::Call {
            method: cancel.method,
            id: None,
            args: &BTreeMap::from([(cancel.id, id)]),
            timeout: None,
        };
        if let Err(error) = self.send(&message, None) {
            tracing::debug!(peer = %self.name, %error, "a cancellation could not be sent");
        }
    }

    /// Cancels one call or all calls, and wakes those who wait for it, outside of the lock.
    fn cancel(&self, call: Option<&CallKey>) {
        let mut state = lock(&self.cancellations.state);
        match call {
            None => self.cancellations.all.store(true, Ordering::Release),
            Some(call) => {
                state.remember(call);
                self.cancellations.some.store(true, Ordering::Release);
            }
        }
        let wakers = state.cancel(call);
        drop(state);
        for waker in wakers {
            contained(|| waker.wake());
        }
        let is_answered = self.session.protocol().cancel.is_answered();
        if let Some(call) = call.filter(|_| !is_answered) {
            self.reply_batches.without(call);
        }
    }

    /// Returns the error that answers a cancelled call, if a cancelled call is answered.
    pub(crate) fn answer_of_cancelled(&self) -> Option<RemoteError> {
        self.session.protocol().cancel.answer()
    }

    /// Whether a call of the peer is cancelled.
    pub(crate) fn is_cancelled(&self, call: &CallKey) -> bool {
        let cancellations = &self.cancellations;
        cancellations.all.load(Ordering::Acquire)
            || cancellations.some.load(Ordering::Acquire)
                && lock(&cancellations.state).cancelled.contains_key(call)
    }

    /// Lets the async handlers of a call finish even if the call is cancelled.
    pub(crate) fn finish_anyway(&self, call: &CallKey) {
        for watched in lock(&self.cancellations.state).watches.values_mut() {
            watched.finishes |= watched.call == *call && watched.purpose == Purpose::Drop;
        }
    }

    /// Returns a watch for the cancellation of `call`.
    pub(crate) fn watch(self: &Arc<Self>, call: CallKey, purpose: Purpose) -> Watch {
        let mut state = lock(&self.cancellations.state);
        let all = self.cancellations.all.load(Ordering::Acquire);
        let watched = Watched {
            cancelled: all || state.cancelled.contains_key(&call),
            call,
            purpose,
            finishes: false,
            waker: None,
        };
        let number = state.next;
        state.next += 1;
        state.watches.insert(number, watched);
        Watch {
            link: Arc::clone(self),
            number,
        }
    }
}

impl CancellationState {
    fn remember(&mut self, call: &CallKey) {
        if self.cancelled.contains_key(call) {
            return;
        }
        if self.order.len() == MAX_REMEMBERED_CALLS {
            if let Some((number, oldest)) = self.order.pop_front() {
                if self.cancelled.get(&oldest) == Some(&number) {
                    self.cancelled.remove(&oldest);
                }
            }
        }
        let number = self.next_cancelled;
        self.next_cancelled += 1;
        self.order.push_back((number, call.clone()));
        self.cancelled.insert(call.clone(), number);
    }

    /// Marks the watches of one call or of all calls. Returns the wakers to call.
    fn cancel(&mut self, call: Option<&CallKey>) -> Vec<Waker> {
        let watches = self.watches.values_mut();
        let concerned = watches.filter(|watched| call.is_none_or(|call| *call == watched.call));
        let wakers = concerned.filter_map(|watched| {
            watched.cancelled = true;
            watched.waker.take()
        });
        wakers.collect()
    }
}

#[cfg(all(test, unix))]
impl Link {
    pub(super) fn cancelled_ids(&self) -> usize {
        lock(&self.cancellations.state).cancelled.len()
    }

    pub(super) fn watches(&self) -> usize {
        lock(&self.cancellations.state).watches.len()
    }
}

/// Waits for the cancellation of a call.
pub(crate) struct Watch {
    link: Arc<Link>,
    number: u64,
}

impl Watch {
    /// Returns `Ready` if the call is cancelled, and its handler did not ask to finish anyway.
    pub(crate) fn poll(&self, context: &Context<'_>) -> Poll<()> {
        // Wakers are cloned and dropped outside of the lock, because they may be application code.
        let waker = context.waker().clone();
        let mut state = lock(&self.link.cancellations.state);
        let Some(watched) = state.watches.get_mut(&self.number) else {
            return Poll::Pending;
        };
        if watched.cancelled && !watched.finishes {
            return Poll::Ready(());
        }
        let before = watched.waker.replace(waker);
        drop(state);
        drop(before);
        Poll::Pending
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let watched = lock(&self.link.cancellations.state)
            .watches
            .remove(&self.number);
        // The waker is dropped outside of the lock.
        drop(watched);
    }
}
