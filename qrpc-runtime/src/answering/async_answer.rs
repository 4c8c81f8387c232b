//! The answer of an async handler, whose future is dropped if the call is cancelled.

use std::future::{Future, poll_fn};
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::task::Poll;

use super::Reply;
use super::reply::Answer;
use crate::handler_error::Fault;
use crate::link::Watch;

/// Sends the output of `answer` as the reply. If the call is cancelled before, drops `answer` where
/// it would be polled next, and sends nothing. Without a watch, `answer` always finishes.
pub(crate) async fn answer_unless_cancelled<R: Answer>(
    reply: Reply<R>,
    watch: Option<Watch>,
    answer: impl Future<Output = Result<R, Fault>> + Send,
) {
    let mut answer = pin!(Some(answer));
    let output = poll_fn(|context| {
        let is_cancelled = |watch: &Watch| watch.poll(context).is_ready();
        if watch.as_ref().is_some_and(is_cancelled) {
            return Poll::Ready(None);
        }
        match answer.as_mut().as_pin_mut() {
            Some(answer) => answer.poll(context).map(Some),
            None => Poll::Ready(None),
        }
    })
    .await;
    // The call counts as in progress until its future is dropped.
    let dropped = panic::catch_unwind(AssertUnwindSafe(|| answer.set(None)));
    if dropped.is_err() {
        tracing::error!("the future of a handler panicked while it was dropped");
    }
    drop(watch);
    reply.end(output);
}
