//! The answers of several receivers to one call, in the order in which they arrive.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use event_listener::{Event, Listener};
use serde::de::DeserializeOwned;

use super::state::{error_of, result_of};
use super::{SentCall, Settle};
use crate::error::CallError;
use crate::handler_queue::Dispatch;
use crate::protocol::Outcome;
use crate::sync::{lock, notified};

/// The answers to one call that have arrived and were not taken yet. Each receiver has a number.
pub(crate) struct AnswerQueue<R, E> {
    arrived: Mutex<VecDeque<Numbered<R, E>>>,
    arrival: Event,
    sent_call: OnceLock<SentCall>,
    timeout: Duration,
    dispatch: Arc<Dispatch>,
}

/// The answer of the receiver with this number.
type Numbered<R, E> = (usize, Result<R, E>);

impl<R, E> AnswerQueue<R, E>
where
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    pub(crate) fn new(timeout: Duration, dispatch: Arc<Dispatch>) -> Arc<Self> {
        Arc::new(Self {
            arrived: Mutex::default(),
            arrival: Event::new(),
            sent_call: OnceLock::new(),
            timeout,
            dispatch,
        })
    }

    /// Creates the settler that adds the answer of one receiver.
    pub(crate) fn settler(self: &Arc<Self>, number: usize) -> Arc<dyn Settle> {
        Arc::new(OneAnswer {
            number,
            settled: AtomicBool::new(false),
            queue: Arc::clone(self),
        })
    }

    /// Notes the connections to which the call was sent.
    pub(crate) fn set_sent_call(&self, sent_call: SentCall) {
        self.sent_call.get_or_init(|| sent_call);
    }

    /// Waits for the next answer. The caller must know that one is missing. Returns `None` if the
    /// current thread must not wait.
    pub(crate) fn wait(&self) -> Option<Numbered<R, E>> {
        loop {
            let arrival = self.arrival.listen();
            if let Some(answer) = self.take() {
                return Some(answer);
            }
            self.flush();
            if !self.dispatch.begin_wait() {
                return None;
            }
            arrival.wait();
        }
    }

    /// The async form of [`wait`](Self::wait).
    pub(crate) async fn wait_async(&self) -> Numbered<R, E> {
        loop {
            let arrival = self.arrival.listen();
            if let Some(answer) = self.take() {
                return answer;
            }
            self.flush();
            self.dispatch.begin_pending();
            notified(arrival).await;
        }
    }
}

impl<R, E> AnswerQueue<R, E> {
    fn take(&self) -> Option<Numbered<R, E>> {
        lock(&self.arrived).pop_front()
    }

    fn flush(&self) {
        if let Some(sent_call) = self.sent_call.get() {
            sent_call.flush();
        }
    }

    /// Tells the receivers that have not answered that nobody waits for their answers any more.
    pub(crate) fn cancel(&self) {
        if let Some(sent_call) = self.sent_call.get() {
            sent_call.cancel();
        }
    }

    /// Discards the answers that arrive from now on.
    pub(crate) fn abandon(&self) {
        if let Some(sent_call) = self.sent_call.get() {
            sent_call.forget();
        }
    }
}

/// Settles a call to one of several receivers.
struct OneAnswer<R, E> {
    number: usize,
    settled: AtomicBool,
    queue: Arc<AnswerQueue<R, E>>,
}

impl<R, E: From<CallError>> OneAnswer<R, E> {
    fn settle(&self, result: Result<R, CallError>) {
        if self.settled.swap(true, Ordering::AcqRel) {
            return;
        }
        let result = result.map_err(E::from);
        lock(&self.queue.arrived).push_back((self.number, result));
        self.queue.arrival.notify(usize::MAX);
    }
}

impl<R, E> Settle for OneAnswer<R, E>
where
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    fn answer(&self, outcome: Outcome<'_>) -> Result<(), CallError> {
        let result = result_of(outcome);
        let said = error_of(&result);
        self.settle(result);
        said
    }

    fn lose(&self, error: CallError) {
        self.settle(Err(error));
    }

    fn expire(&self) {
        self.settle(Err(CallError::Timeout(self.queue.timeout)));
    }
}
