//! Promises: the results of calls, once they are there.

mod state;
mod waiting;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

pub(crate) use state::{PromiseState, Settle};
pub(crate) use waiting::{Asked, Places, Waitlist};

use crate::dispatch::Dispatch;
use crate::error::CallError;

/// The result of a call, once it is there (quickrpc's `Promise`).
///
/// It settles exactly once, and always: with the result, with the other side's error, or with
/// what kept the answer away, at the latest when the call's deadline comes. To drop it is to
/// forget the reply.
///
/// As a future it works in any executor.
#[must_use = "a promise that is dropped forgets the reply; use `.result()` or `.await`"]
pub struct Promise<R, E = CallError> {
    slot: Arc<PromiseState<R, E>>,
}

impl<R, E> Promise<R, E>
where
    R: Send + 'static,
    E: From<CallError> + Send + 'static,
{
    pub(crate) fn new(slot: Arc<PromiseState<R, E>>) -> Self {
        Self { slot }
    }

    /// A promise of a call that could not even begin.
    pub(crate) fn failed(error: CallError) -> Self {
        let slot = PromiseState::new(Duration::ZERO, Dispatch::new(false));
        slot.fail(error);
        Self { slot }
    }

    /// Waits for the result. Where it can only come over one connection, this thread reads that
    /// itself meanwhile, and for up to two milliseconds after. A handler may wait, too: other
    /// messages are received meanwhile, and handled after it.
    ///
    /// # Errors
    ///
    /// What kept the result away.
    pub fn result(self) -> Result<R, E> {
        self.slot.wait(None)
    }

    /// Waits for the result, but no longer than `patience`. When that is over, the call goes on:
    /// wait again, or drop the promise.
    ///
    /// # Errors
    ///
    /// [`CallError::NotYet`] when `patience` is over, [`CallError::Taken`] when the result was
    /// had before, and otherwise as for [`result`](Self::result).
    pub fn result_within(&mut self, patience: Duration) -> Result<R, E> {
        self.slot.wait(Instant::now().checked_add(patience))
    }

    /// Has the result given to `ok`, or what kept it away to `err`, on the thread where handlers
    /// run and in order with them. Where the API does not run, that is here and now.
    pub fn then(self, ok: impl FnOnce(R) + Send + 'static, err: impl FnOnce(E) + Send + 'static) {
        self.slot.then(Box::new(move |result| match result {
            Ok(value) => ok(value),
            Err(error) => err(error),
        }));
    }

    /// Gives the call up. The promise settles as [`CallError::Cancelled`], unless it had settled.
    pub fn cancel(&self) {
        self.slot.give_up(CallError::Cancelled);
    }
}

impl<R, E> Drop for Promise<R, E> {
    fn drop(&mut self) {
        self.slot.abandon();
    }
}

impl<R, E> Future for Promise<R, E>
where
    R: Send + 'static,
    E: From<CallError> + Send + 'static,
{
    type Output = Result<R, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.slot.poll(context.waker())
    }
}

impl<R, E> fmt::Debug for Promise<R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Promise").finish_non_exhaustive()
    }
}
