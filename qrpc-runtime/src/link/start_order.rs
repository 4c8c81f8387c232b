//! The order in which the async handlers of one connection start, if an executor with several
//! threads polls them.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use super::Link;
use crate::sync::{contained, lock};

/// The turns of the handlers of one connection.
#[derive(Default)]
pub(super) struct StartOrder(Mutex<Turns>);

#[derive(Default)]
struct Turns {
    /// The number of the next turn.
    next: u64,
    /// The number of the turn that may start now.
    current: u64,
    /// The turns that ended before an earlier one.
    ended: BTreeSet<u64>,
    waiting: BTreeMap<u64, Waker>,
}

/// The turn of one handler, which ends when the turn is dropped.
pub(crate) struct StartTurn {
    order: Arc<StartOrder>,
    number: u64,
}

impl Link {
    /// Returns the turn after those that were returned before.
    pub(crate) fn start_turn(&self) -> StartTurn {
        let mut turns = lock(&self.start_order.0);
        let number = turns.next;
        turns.next += 1;
        StartTurn {
            order: Arc::clone(&self.start_order),
            number,
        }
    }
}

impl StartTurn {
    /// Polls `future` for the first time in its turn. The next turn begins when this poll returns.
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
        let mut turns = lock(&self.order.0);
        if turns.current == self.number {
            return Poll::Ready(());
        }
        let before = turns.waiting.insert(self.number, waker);
        drop(turns);
        drop(before);
        Poll::Pending
    }
}

impl Drop for StartTurn {
    fn drop(&mut self) {
        let mut turns = lock(&self.order.0);
        turns.ended.insert(self.number);
        let own = turns.waiting.remove(&self.number);
        while let Some(ended) = turns.ended.first().copied() {
            if ended != turns.current {
                break;
            }
            turns.ended.pop_first();
            turns.current += 1;
        }
        let current = turns.current;
        let next = turns.waiting.remove(&current);
        drop(turns);
        drop(own);
        if let Some(waker) = next {
            contained(|| waker.wake());
        }
    }
}
