//! The answers of several handlers to one call. At most one handler may answer.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Exchange;
use crate::Value;
use crate::error::RemoteError;
use crate::handler_error::Fault;
use crate::sync::lock;

/// The right to answer a call, now or later, from any thread.
///
/// If a `Reply` is dropped unused, the caller gets an error, unless the call is cancelled.
#[must_use = "a dropped `Reply` sends an error"]
pub struct Reply<R: Answer>(Option<AnswerRight<R>>);

/// A type that a method can reply with.
pub trait Answer: Serialize + DeserializeOwned + Send + 'static {}

impl<R: Serialize + DeserializeOwned + Send + 'static> Answer for R {}

impl<R: Answer> Reply<R> {
    pub(crate) fn new(right: AnswerRight<R>) -> Self {
        Self(Some(right))
    }

    /// Sends the result.
    pub fn send(self, result: R) {
        self.end(Some(Ok(result)));
    }

    /// Sends an error.
    pub fn fail(self, fault: impl Into<Fault>) {
        self.end(Some(Err(fault.into())));
    }

    /// Leaves the answer to another handler.
    pub fn pass(self) {
        self.end(None);
    }

    /// Whether the call is cancelled, so that no answer can reach the caller: see
    /// [`Peer::is_cancelled`](crate::Peer::is_cancelled). The `Reply` of a cancelled call can be
    /// dropped, which is not an error then.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.as_ref().is_some_and(AnswerRight::is_cancelled)
    }

    pub(crate) fn end(mut self, answer: Option<Result<R, Fault>>) {
        if let Some(right) = self.0.take() {
            right.give(answer);
        }
    }
}

impl<R: Answer> Drop for Reply<R> {
    fn drop(&mut self) {
        if let Some(right) = self.0.take() {
            let panics = std::thread::panicking();
            if !panics && right.is_cancelled() {
                return right.give(None);
            }
            let how = if panics {
                "the handler panicked"
            } else {
                "the handler did not answer"
            };
            right.give(Some(Err(internal(how))));
        }
    }
}

impl<R: Answer> std::fmt::Debug for Reply<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply").finish_non_exhaustive()
    }
}

/// The right of one handler to answer a call.
#[expect(
    clippy::large_enum_variant,
    reason = "a box would cost an allocation for each call"
)]
pub(crate) enum AnswerRight<R: Answer> {
    /// The call has no other handler.
    Alone(Exchange),
    /// The call has other handlers that may answer it instead.
    Shared(Arc<SharedAnswer<R>>),
}

impl<R: Answer> AnswerRight<R> {
    /// Creates the shared answer of several handlers, with `handlers` rights to answer. The message
    /// is finished when the last right to answer is used.
    pub(crate) fn several(
        exchange: Exchange,
        handlers: usize,
        replies: bool,
    ) -> Arc<SharedAnswer<R>> {
        let collected = CollectedAnswers {
            exchange,
            left: handlers,
            answer: None,
            replies,
        };
        Arc::new(SharedAnswer(Mutex::new(Some(collected))))
    }

    fn is_cancelled(&self) -> bool {
        match self {
            Self::Alone(exchange) => exchange.is_cancelled(),
            Self::Shared(shared) => {
                let collected = lock(&shared.0);
                collected
                    .as_ref()
                    .is_some_and(|collected| collected.exchange.is_cancelled())
            }
        }
    }

    pub(crate) fn give(self, answer: Option<Result<R, Fault>>) {
        match self {
            Self::Alone(exchange) => exchange.finish(answer),
            Self::Shared(shared) => shared.give(answer),
        }
    }
}

/// The combined answer of several handlers to one call.
pub(crate) struct SharedAnswer<R: Answer>(Mutex<Option<CollectedAnswers<R>>>);

struct CollectedAnswers<R> {
    exchange: Exchange,
    left: usize,
    answer: Option<Result<R, Fault>>,
    replies: bool,
}

impl<R: Answer> SharedAnswer<R> {
    fn give(&self, answer: Option<Result<R, Fault>>) {
        let answer = answer.filter(|answer| !is_nothing(answer));
        let mut state = lock(&self.0);
        let Some(collected) = &mut *state else { return };
        collected.left -= 1;
        let unused = collected.add(answer);
        let done = if collected.left == 0 {
            state.take()
        } else {
            None
        };
        drop(state);
        // `unused` is dropped outside of the lock, because dropping a result may run application
        // code.
        drop(unused);
        if let Some(CollectedAnswers {
            exchange, answer, ..
        }) = done
        {
            exchange.finish(answer);
        }
    }
}

/// Whether the handler returned nothing: `()`, `None` or null. If another handler answers, `()`,
/// `None` and null do not count as answers.
fn is_nothing<R: Answer>(answer: &Result<R, Fault>) -> bool {
    let Ok(result) = answer else { return false };
    caught(|| Ok(matches!(Value::of(result), Ok(Value::Null)))).unwrap_or(false)
}

impl<R> CollectedAnswers<R> {
    /// Adds an answer. If a call gets two answers, an internal error replaces the two answers. For
    /// a notification, only faults count. Returns the answers that are not used.
    fn add(&mut self, answer: Option<Result<R, Fault>>) -> [Option<Result<R, Fault>>; 2] {
        let (before, answer) = match (self.answer.take(), answer) {
            (before, None) => (before, None),
            (None, answer) => (answer, None),
            (Some(Ok(result)), answer) if !self.replies => (answer, Some(Ok(result))),
            (fault, answer) if !self.replies => (fault, answer),
            (before, answer) => {
                let twice = "the call produced more than one reply";
                self.answer = Some(Err(internal(twice)));
                return [before, answer];
            }
        };
        self.answer = before;
        [answer, None]
    }
}

/// Runs a handler. If the handler panics, the caller gets an internal error without details.
pub(crate) fn caught<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    panic::catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(internal("the handler panicked")))
}

fn internal(message: &str) -> Fault {
    Fault::with_code(RemoteError::INTERNAL_ERROR, message)
}
