//! Promises: the results of calls that may not have arrived yet.

mod answer_queue;
mod settle;
mod state;
mod waiting;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

pub(crate) use answer_queue::AnswerQueue;
pub(crate) use settle::Settle;
pub(crate) use state::PromiseState;
pub(crate) use waiting::{CallConnection, CallConnections, SentCall};

use crate::error::CallError;
use crate::handler_queue::Dispatch;

/// The result of a call, which may not have arrived yet.
///
/// Every promise settles exactly once: with the result, with the other side's error, or with
/// another [`CallError`]. A promise settles at the latest when the call's deadline passes. Dropping
/// a promise discards the reply.
///
/// A promise is also a future, and works in any executor.
#[must_use = "a dropped promise discards the reply; use `.result()` or `.await`"]
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

    /// Creates the promise of a call that could not be made.
    pub(crate) fn failed(error: CallError) -> Self {
        let slot = PromiseState::new(Duration::ZERO, Dispatch::new(false));
        slot.fail(error);
        Self { slot }
    }

    /// Waits for the result. If the result can arrive over one connection only, the waiting thread
    /// reads that connection itself, and reserves the connection for the thread's next call for up
    /// to two milliseconds. A handler may wait for a result, too. While a handler waits, other
    /// messages are received, but are handled only after the handler has returned.
    ///
    /// The wait may end before notifications are handled that the peer sent before the reply. If
    /// they must be handled first, use [`then`](Self::then).
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub fn result(self) -> Result<R, E> {
        self.slot.wait(None)
    }

    /// Waits for the result, but no longer than `patience`. If `patience` passes, the call
    /// continues: you can wait again, or drop the promise.
    ///
    /// # Errors
    ///
    /// [`CallError::NotYet`] after `patience`, [`CallError::Taken`] if the result was taken before,
    /// or an error of [`result`](Self::result).
    pub fn result_within(&mut self, patience: Duration) -> Result<R, E> {
        self.slot.wait(Instant::now().checked_add(patience))
    }

    /// Calls `ok` with the result or `err` with the error, on the thread that runs handlers and in
    /// order with the handlers. If the API does not run, the callback is called immediately on the
    /// current thread.
    pub fn then(self, ok: impl FnOnce(R) + Send + 'static, err: impl FnOnce(E) + Send + 'static) {
        self.slot.then(Box::new(move |result| match result {
            Ok(value) => ok(value),
            Err(error) => err(error),
        }));
    }

    /// Cancels the call. The promise settles with [`CallError::Cancelled`], unless the promise has
    /// settled before.
    ///
    /// The receivers that have not answered are notified, so that their handlers can stop: with the
    /// notification that the key `cancel` of the spec names, or with `rpc.cancel`, which is ignored
    /// by peers that do not know it. A receiver whose write queue is full is not notified. A
    /// promise that is dropped only discards its answer.
    pub fn cancel(&self) {
        self.slot.cancel();
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
