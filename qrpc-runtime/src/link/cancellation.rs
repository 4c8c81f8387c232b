//! The calls of a peer that are cancelled, and the handlers that wait for it.
//!
//! A call is cancelled when its reply can no longer be sent, or when its id is cancelled. The
//! connection does not know which calls are in progress, only how many. So it numbers the calls, and
//! keeps for each cancelled id the number of the next call: all earlier calls with this id are
//! cancelled. It also keeps one entry for each handler that wants to be woken.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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
    /// The number of the next call.
    next_call: AtomicU64,
    state: Mutex<CancellationState>,
}

#[derive(Default)]
struct CancellationState {
    /// The cancelled ids, each with the number of the next call when the id was last cancelled.
    cancelled: HashMap<CallKey, u64>,
    /// The cancelled ids with these numbers, in the order of their cancellations. An id that was
    /// cancelled again occurs more than once.
    order: VecDeque<(CallKey, u64)>,
    watches: HashMap<u64, Watched>,
    next: u64,
}

/// The entry of a [`Watch`].
struct Watched {
    call: ReceivedCall,
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

/// A received call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReceivedCall {
    pub(crate) key: CallKey,
    /// The number of the call among those of its connection, which tells the call from later calls
    /// with the same id.
    number: u64,
}

/// The number of cancelled ids that a connection remembers at least, if its limit for calls is low.
/// Most of them belong to calls that were already answered when the peer cancelled them.
const MIN_REMEMBERED_IDS: usize = 1024;

impl Link {
    /// Returns a call that was just read.
    pub(crate) fn received_call(&self, id: &Id) -> ReceivedCall {
        ReceivedCall {
            key: CallKey::new(id, &*self.session.protocol().codec),
            number: self.cancellations.next_call.fetch_add(1, Ordering::Relaxed),
        }
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

    /// Returns the maximum number of cancelled ids that are remembered: at least as many as there
    /// can be calls in progress.
    fn most_remembered(&self) -> usize {
        MIN_REMEMBERED_IDS.max(self.session.most_calls().saturating_add(1))
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
                let next_call = self.cancellations.next_call.load(Ordering::Relaxed);
                state.remember(call, next_call, self.most_remembered());
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
    pub(crate) fn is_cancelled(&self, call: &ReceivedCall) -> bool {
        let cancellations = &self.cancellations;
        cancellations.all.load(Ordering::Acquire)
            || cancellations.some.load(Ordering::Acquire)
                && lock(&cancellations.state).has_cancelled(call)
    }

    /// Lets the async handlers of a call finish even if the call is cancelled.
    pub(crate) fn finish_anyway(&self, call: &ReceivedCall) {
        for watched in lock(&self.cancellations.state).watches.values_mut() {
            watched.finishes |= watched.call == *call && watched.purpose == Purpose::Drop;
        }
    }

    /// Returns a watch for the cancellation of `call`.
    pub(crate) fn watch(self: &Arc<Self>, call: ReceivedCall, purpose: Purpose) -> Watch {
        let mut state = lock(&self.cancellations.state);
        let all = self.cancellations.all.load(Ordering::Acquire);
        let watched = Watched {
            cancelled: all || state.has_cancelled(&call),
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
    /// Remembers that the calls with this id before the call `next_call` are cancelled. Forgets the
    /// oldest cancellation if there are more than `most`.
    fn remember(&mut self, call: &CallKey, next_call: u64, most: usize) {
        if self.cancelled.insert(call.clone(), next_call) == Some(next_call) {
            return;
        }
        self.order.push_back((call.clone(), next_call));
        if self.order.len() <= most {
            return;
        }
        if let Some((oldest, number)) = self.order.pop_front() {
            if self.cancelled.get(&oldest) == Some(&number) {
                self.cancelled.remove(&oldest);
            }
        }
    }

    /// Whether a call was cancelled by its id.
    fn has_cancelled(&self, call: &ReceivedCall) -> bool {
        let before = self.cancelled.get(&call.key);
        before.is_some_and(|before| call.number < *before)
    }

    /// Marks the watches of one call or of all calls. Returns the wakers to call.
    fn cancel(&mut self, call: Option<&CallKey>) -> Vec<Waker> {
        let watches = self.watches.values_mut();
        let concerned = watches.filter(|watched| call.is_none_or(|call| *call == watched.call.key));
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
