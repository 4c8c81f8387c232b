//! Where a result is put by whoever has it, and taken by whoever waits for it.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use crate::core::Outcome;
use crate::dispatch::Dispatch;
use crate::error::CallError;
use crate::sync::lock;

/// Settles a call, of whatever type its result is. Only the first time counts.
pub(crate) trait Settle: Send + Sync {
    /// The other side answered.
    fn answer(&self, outcome: Outcome<'_>);
    /// One of the receivers will not answer; the last one's `error` is the call's.
    fn lose(&self, error: CallError);
    /// The deadline came.
    fn expire(&self);
}

/// The place of one result.
pub(crate) struct Slot<R, E> {
    state: Mutex<State<R, E>>,
    ready: Condvar,
    open: AtomicUsize,
    timeout: Duration,
    deadline: Instant,
    dispatch: Arc<Dispatch>,
}

type Callback<R, E> = Box<dyn FnOnce(Result<R, E>) + Send>;

enum State<R, E> {
    Waiting(Option<Waker>),
    Callback(Callback<R, E>),
    Ready(Result<R, E>),
    Taken,
}

impl<R, E> Slot<R, E>
where
    R: Send + 'static,
    E: From<CallError> + Send + 'static,
{
    /// A slot for a call of that `timeout`, which begins now.
    pub(crate) fn new(timeout: Duration, dispatch: Arc<Dispatch>) -> Arc<Self> {
        let now = Instant::now();
        Arc::new(Self {
            state: Mutex::new(State::Waiting(None)),
            ready: Condvar::new(),
            open: AtomicUsize::new(1),
            timeout,
            deadline: now.checked_add(timeout).unwrap_or(now + FOREVER),
            dispatch,
        })
    }

    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// So many receivers may answer.
    pub(crate) fn expect(&self, receivers: usize) {
        self.open.store(receivers, Ordering::Relaxed);
    }

    pub(crate) fn fail(&self, error: CallError) {
        self.settle(Err(error.into()));
    }

    fn settle(&self, result: Result<R, E>) {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, State::Taken) {
            State::Waiting(waker) => {
                *state = State::Ready(result);
                drop(state);
                self.ready.notify_all();
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
            State::Callback(callback) => {
                drop(state);
                self.dispatch.later(Box::new(move || callback(result)));
            }
            settled => *state = settled,
        }
    }

    /// Waits until the result is there, until the deadline, or until `end`.
    pub(super) fn wait(&self, end: Option<Instant>) -> Result<R, E> {
        let mut state = lock(&self.state);
        loop {
            match mem::replace(&mut *state, State::Taken) {
                State::Ready(result) => return result,
                State::Taken | State::Callback(_) => return Err(CallError::Taken.into()),
                waiting @ State::Waiting(_) => *state = waiting,
            }
            if self.dispatch.delivers_here() {
                return Err(CallError::Deadlock.into());
            }
            let now = Instant::now();
            if now >= self.deadline {
                drop(state);
                self.expire_now();
                state = lock(&self.state);
                continue;
            }
            if end.is_some_and(|end| now >= end) {
                return Err(CallError::NotYet.into());
            }
            let until = end.map_or(self.deadline, |end| end.min(self.deadline));
            let _waiting = self.dispatch.waiting_here();
            state = match self.ready.wait_timeout(state, until - now) {
                Ok((state, _)) => state,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }

    fn expire_now(&self) {
        self.fail(CallError::Timeout(self.timeout));
    }

    pub(super) fn poll(&self, waker: &Waker) -> Poll<Result<R, E>> {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, State::Taken) {
            State::Ready(result) => Poll::Ready(result),
            State::Taken | State::Callback(_) => Poll::Ready(Err(CallError::Taken.into())),
            State::Waiting(_) if self.dispatch.blocks_delivery() => {
                *state = State::Waiting(None);
                Poll::Ready(Err(CallError::Deadlock.into()))
            }
            State::Waiting(_) => {
                *state = State::Waiting(Some(waker.clone()));
                Poll::Pending
            }
        }
    }

    pub(super) fn then(&self, callback: Callback<R, E>) {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, State::Taken) {
            State::Waiting(_) => *state = State::Callback(callback),
            State::Ready(result) => {
                drop(state);
                self.dispatch.later(Box::new(move || callback(result)));
            }
            State::Taken | State::Callback(_) => {
                drop(state);
                self.dispatch
                    .later(Box::new(move || callback(Err(CallError::Taken.into()))));
            }
        }
    }
}

/// A deadline for time-outs that no clock can hold.
const FOREVER: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

impl<R, E> Settle for Slot<R, E>
where
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    fn answer(&self, outcome: Outcome<'_>) {
        match outcome {
            Outcome::Result(value) => match value.decode() {
                Ok(value) => self.settle(Ok(value)),
                Err(problem) => self.fail(CallError::WrongReply(problem)),
            },
            Outcome::Error(error) => self.fail(CallError::Remote(error)),
        }
    }

    fn lose(&self, error: CallError) {
        if self.open.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.fail(error);
        }
    }

    fn expire(&self) {
        self.expire_now();
    }
}
