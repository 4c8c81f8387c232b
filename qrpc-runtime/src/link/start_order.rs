//! The order in which the async handlers of one connection start, if an executor with several
//! threads polls them.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use super::Link;
use crate::sync::{contained, lock};

/// The order in which the handlers of one connection start.
#[derive(Default)]
pub(super) struct StartOrder(Mutex<OrderState>);

#[derive(Default)]
struct OrderState {
    /// The number of the next permit.
    next: u64,
    /// The number of the permit whose handler may start now.
    current: u64,
    /// The permits that were dropped before an earlier one.
    dropped: BTreeSet<u64>,
    waiting: BTreeMap<u64, Waker>,
}

/// The permit of one handler to start, after the handlers whose permits were made earlier. The next
/// handler may start when the permit is dropped.
pub(crate) struct StartPermit {
    order: Arc<StartOrder>,
    number: u64,
}

impl Link {
    /// Restate the permit of the next handler.
    pub(crate) fn start_permit(&self) -> StartPermit {
        let mut state = lock(&self.start_order.0);
        let number = state.next;
        state.next += 1;
        StartPermit {
            order: Arc::clone(&self.start_order),
            number,
        }
    }
}

impl StartPermit {
    /// Polls `future` for the first time when its handler may start. The next handler may start
    /// when this poll restate.
    pub(crate) async fn start<F: Future>(self, future: F) -> F::Output {
        poll_fn(|context| self.poll(context)).await;
        let mut future = pin!(future);
        let first = poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await;
        drop(self);
        match first {
            Poll::Ready(output) => output,
            Poll::Pending => future.await,
        }
    }

    fn poll(&self, context: &Context<'_>) -> Poll<()> {
        // The waker may be application code, so it is cloned and dropped outside of the lock.
        let waker = context.waker().clone();
        let mut state = lock(&self.order.0);
        if state.current == self.number {
            return Poll::Ready(());
        }
        let before = state.waiting.insert(self.number, waker);
        drop(state);
        drop(before);
        Poll::Pending
    }
}

impl Drop for StartPermit {
    fn drop(&mut self) {
        let mut state = lock(&self.order.0);
        state.dropped.insert(self.number);
        let own = state.waiting.remove(&self.number);
        while let Some(dropped) = state.dropped.first().copied() {
            if dropped != state.current {
                break;
            }
            state.dropped.pop_first();
            state.current += 1;
        }
        let current = state.current;
        let next = state.waiting.remove(&current);
        drop(state);
        drop(own);
        if let Some(waker) = next {
            contained(|| waker.wake());
        }
    }
}
