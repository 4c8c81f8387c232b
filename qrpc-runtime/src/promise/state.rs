//! The shared state of a promise: one thread settles the promise, another thread waits for the
//! result.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::Settle;
use super::waiting::{CallConnection, CallConnections, SentCall, WaitRegistration};
use crate::error::CallError;
use crate::handler_queue::Dispatch;
use crate::protocol::Outcome;
use crate::sync::{CountedCondvar, after, contained, lock};

/// The state of one call's result.
pub(crate) struct PromiseState<R, E> {
    state: Mutex<Settlement<R, E>>,
    ready: CountedCondvar,
    open: AtomicUsize,
    sent_call: OnceLock<SentCall>,
    timeout: Duration,
    deadline: Instant,
    dispatch: Arc<Dispatch>,
}

type Callback<R, E> = Box<dyn FnOnce(Result<R, E>) + Send>;

enum Settlement<R, E> {
    Waiting(Option<Waker>),
    Callback(Callback<R, E>),
    Ready(Result<R, E>),
    Taken,
}

impl<R, E> PromiseState<R, E>
where
    R: Send + 'static,
    E: From<CallError> + Send + 'static,
{
    /// Creates the state of a call that starts now.
    pub(crate) fn new(timeout: Duration, dispatch: Arc<Dispatch>) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(Settlement::Waiting(None)),
            ready: CountedCondvar::default(),
            open: AtomicUsize::new(1),
            sent_call: OnceLock::new(),
            timeout,
            deadline: after(timeout),
            dispatch,
        })
    }

    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Sets the number of receivers that may answer.
    pub(crate) fn expect(&self, receivers: usize) {
        self.open.store(receivers, Ordering::Relaxed);
    }

    /// Notes the connections to which the call was sent. Some receivers may have answered already.
    pub(crate) fn set_sent_call(&self, sent_call: SentCall) {
        self.sent_call.get_or_init(|| sent_call);
        let waits = matches!(
            *lock(&self.state),
            Settlement::Waiting(_) | Settlement::Callback(_)
        );
        if !waits {
            self.forget_others();
        }
    }

    pub(crate) fn fail(&self, error: CallError) {
        self.settle(Err(error.into()));
    }

    /// Fails the call with `error`, and discards an answer that arrives later.
    pub(crate) fn give_up(&self, error: CallError) {
        self.fail(error);
        self.forget();
    }

    /// Fails the call, and notifies the receivers.
    pub(super) fn cancel(&self) {
        self.fail(CallError::Cancelled);
        if let Some(sent_call) = self.sent_call.get() {
            sent_call.cancel();
        }
    }

    fn forget_others(&self) {
        if self.sent_call.get().is_some_and(SentCall::is_left_over) {
            self.forget();
        }
    }

    fn settle(&self, result: Result<R, E>) {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, Settlement::Taken) {
            Settlement::Waiting(waker) => {
                *state = Settlement::Ready(result);
                drop(state);
                self.ready.notify_all();
                if let Some(waker) = waker {
                    contained(|| waker.wake());
                }
            }
            Settlement::Callback(callback) => {
                drop(state);
                self.dispatch.later(move || callback(result));
            }
            settled => *state = settled,
        }
    }

    /// Waits for the result until the call's deadline, or until `end` if `end` is earlier. Returns
    /// the result, or an error if no result has arrived by then.
    pub(super) fn wait(&self, end: Option<Instant>) -> Result<R, E> {
        let mut state = lock(&self.state);
        loop {
            match mem::replace(&mut *state, Settlement::Taken) {
                Settlement::Ready(result) => return result,
                Settlement::Taken | Settlement::Callback(_) => return Err(CallError::Taken.into()),
                waiting @ Settlement::Waiting(_) => *state = waiting,
            }
            if self.dispatch.has_io_role() {
                return Err(CallError::Deadlock.into());
            }
            let now = Instant::now();
            if now >= self.deadline {
                drop(state);
                self.give_up(CallError::Timeout(self.timeout));
                state = lock(&self.state);
                continue;
            }
            if end.is_some_and(|end| now >= end) {
                return Err(CallError::NotYet.into());
            }
            let until = end.map_or(self.deadline, |end| end.min(self.deadline));
            drop(state);
            self.wait_until(until);
            state = lock(&self.state);
        }
    }

    /// Waits for the result, and reads the connection on this thread if possible. May return before
    /// the result has arrived and before `until`.
    fn wait_until(&self, until: Instant) {
        self.flush();
        self.dispatch.begin_wait();
        let connection = self.only_connection().map(WaitRegistration::new);
        let there = || !self.is_waiting();
        let read = matches!(&connection, Some(connection) if connection.read_until(until, &there));
        let state = lock(&self.state);
        if !read && matches!(*state, Settlement::Waiting(_)) {
            let patience = until.saturating_duration_since(Instant::now());
            drop(self.ready.wait(state, patience));
        }
    }

    fn is_waiting(&self) -> bool {
        matches!(*lock(&self.state), Settlement::Waiting(_))
    }

    /// Returns the connection over which the answer will arrive. Returns `None` if the call was
    /// sent over several connections or not sent yet, or if its connection no longer exists.
    fn only_connection(&self) -> Option<Arc<dyn CallConnection>> {
        match &self.sent_call.get()?.connections {
            CallConnections::One(connection) => connection.upgrade(),
            CallConnections::Several(_) => None,
        }
    }

    pub(super) fn poll(&self, waker: &Waker) -> Poll<Result<R, E>> {
        let polled = self.poll_state(waker);
        if polled.is_pending() {
            self.flush();
            self.dispatch.begin_pending();
        }
        polled
    }

    fn poll_state(&self, waker: &Waker) -> Poll<Result<R, E>> {
        // Wakers can run application code, so they are cloned and dropped outside of the lock.
        let waiting = Settlement::Waiting(Some(waker.clone()));
        let mut state = lock(&self.state);
        let before = match &*state {
            Settlement::Waiting(_) => mem::replace(&mut *state, waiting),
            _ => mem::replace(&mut *state, Settlement::Taken),
        };
        drop(state);
        match before {
            Settlement::Waiting(_) => Poll::Pending,
            Settlement::Ready(result) => Poll::Ready(result),
            Settlement::Taken | Settlement::Callback(_) => {
                Poll::Ready(Err(CallError::Taken.into()))
            }
        }
    }

    pub(super) fn then(&self, callback: Callback<R, E>) {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, Settlement::Taken) {
            Settlement::Waiting(waker) => {
                *state = Settlement::Callback(callback);
                drop(state);
                drop(waker);
            }
            Settlement::Ready(result) => {
                drop(state);
                self.dispatch.later(move || callback(result));
            }
            Settlement::Taken | Settlement::Callback(_) => {
                drop(state);
                self.dispatch
                    .later(move || callback(Err(CallError::Taken.into())));
            }
        }
    }
}

impl<R, E> PromiseState<R, E> {
    /// Called when the promise is dropped. If the call has no result yet, the answer to the call
    /// will be discarded.
    pub(super) fn abandon(&self) {
        let mut state = lock(&self.state);
        if matches!(*state, Settlement::Waiting(_)) {
            let waiting = mem::replace(&mut *state, Settlement::Taken);
            drop(state);
            drop(waiting);
            self.forget();
        }
    }

    fn forget(&self) {
        if let Some(sent_call) = self.sent_call.get() {
            sent_call.forget();
        }
    }

    fn flush(&self) {
        if let Some(sent_call) = self.sent_call.get() {
            sent_call.flush();
        }
    }
}

impl<R, E> Settle for PromiseState<R, E>
where
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    fn answer(&self, outcome: Outcome<'_>) -> Result<(), CallError> {
        self.forget_others();
        let result = result_of(outcome);
        let said = error_of(&result);
        self.settle(result.map_err(E::from));
        said
    }

    fn lose(&self, error: CallError) {
        if self.open.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.fail(error);
        }
    }

    fn expire(&self) {
        self.fail(CallError::Timeout(self.timeout));
    }
}

/// Decodes the answer of the other side.
pub(super) fn result_of<R: DeserializeOwned>(outcome: Outcome<'_>) -> Result<R, CallError> {
    match outcome {
        Outcome::Result(value) => value.decode().map_err(CallError::WrongReply),
        Outcome::Error(error) => Err(CallError::Remote(error)),
        Outcome::Malformed(problem) => Err(CallError::WrongReply(problem)),
    }
}

/// Returns a copy of the error, if there is one.
pub(super) fn error_of<R>(result: &Result<R, CallError>) -> Result<(), CallError> {
    match result {
        Ok(_) => Ok(()),
        Err(error) => Err(error.clone()),
    }
}
