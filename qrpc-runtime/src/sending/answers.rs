//! The answers of several receivers to one call, as programs take them.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Weak};

use serde::de::DeserializeOwned;

use super::{Caller, Peer, Receivers};
use crate::error::CallError;
use crate::promise::AnswerQueue;

/// The answers of all receivers to one call, in the order in which they arrive. There is exactly
/// one answer for each receiver: a receiver that does not answer in time, or that disconnects, has
/// an error as its answer.
///
/// As an iterator, `Answers` waits for each answer. [`next_async`](Self::next_async) waits without
/// blocking the thread, and `.await` returns all answers together. Dropping `Answers` discards the
/// answers that have not arrived.
///
/// ```
/// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use my_api::{MyApi, MyApiInverted, args};
/// # let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
/// # server.echo.connect(|_sender, args| args.text);
/// # server.start()?;
/// # let address = server.address().expect("a started server has an address");
/// # let api = MyApiInverted::builder().transport(format!("tcp:{address}")).build()?;
/// # api.start()?;
/// use qrpc_runtime::All;
///
/// for answer in api.echo.gather(All, args::Echo::default().text("hello"))? {
///     match answer.result {
///         Ok(text) => println!("{} says {text}", answer.peer),
///         Err(error) => println!("{} fails: {error}", answer.peer),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "dropping `Answers` discards the answers that have not arrived"]
pub struct Answers<P, R, E = CallError> {
    queue: Arc<AnswerQueue<R, E>>,
    /// The receivers by their numbers; `None` after the answer of the receiver was returned.
    missing: Vec<Option<Receivers>>,
    left: usize,
    caller: Weak<Caller>,
    peer: PhantomData<fn() -> P>,
}

/// The answer of one receiver.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PeerAnswer<P, R, E = CallError> {
    /// The receiver. Methods can be called on it.
    pub peer: P,
    /// The result of the call, or the error of the receiver or of its connection.
    pub result: Result<R, E>,
}

impl<P, R, E> Answers<P, R, E> {
    /// `receivers` has one receiver for each number of the queue.
    pub(super) fn new(
        queue: Arc<AnswerQueue<R, E>>,
        receivers: Vec<Receivers>,
        caller: Weak<Caller>,
    ) -> Self {
        Self {
            queue,
            left: receivers.len(),
            missing: receivers.into_iter().map(Some).collect(),
            caller,
            peer: PhantomData,
        }
    }
}

impl<P, R, E> Answers<P, R, E>
where
    P: From<Peer>,
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    /// Cancels the call at the receivers that have not answered, and tells them so: see
    /// [`Promise::cancel`](crate::Promise::cancel).
    pub fn cancel(self) {
        self.queue.cancel();
    }

    /// Waits for the next answer without blocking the thread. Returns `None` after the answers of
    /// all receivers. If the future is dropped, no answer is lost.
    pub async fn next_async(&mut self) -> Option<PeerAnswer<P, R, E>> {
        if self.left == 0 {
            return None;
        }
        let (number, result) = self.queue.wait_async().await;
        self.answer(number, result)
    }

    fn answer(&mut self, number: usize, result: Result<R, E>) -> Option<PeerAnswer<P, R, E>> {
        let receiver = self.missing.get_mut(number)?.take()?;
        self.left -= 1;
        let peer = Peer::new(Weak::clone(&self.caller), receiver).into();
        Some(PeerAnswer { peer, result })
    }
}

impl<P, R, E> Iterator for Answers<P, R, E>
where
    P: From<Peer>,
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    type Item = PeerAnswer<P, R, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.missing.iter().position(Option::is_some)?;
        let deadlock = || (first, Err(CallError::Deadlock.into()));
        let (number, result) = self.queue.wait().unwrap_or_else(deadlock);
        self.answer(number, result)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<P, R, E> ExactSizeIterator for Answers<P, R, E>
where
    P: From<Peer>,
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
}

impl<P, R, E> IntoFuture for Answers<P, R, E>
where
    P: From<Peer> + Send + 'static,
    R: DeserializeOwned + Send + 'static,
    E: From<CallError> + Send + 'static,
{
    type Output = Vec<PeerAnswer<P, R, E>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            let mut answers = Vec::with_capacity(self.left);
            while let Some(answer) = self.next_async().await {
                answers.push(answer);
            }
            answers
        })
    }
}

impl<P, R, E> Drop for Answers<P, R, E> {
    fn drop(&mut self) {
        if self.left > 0 {
            self.queue.abandon();
        }
    }
}

impl<P, R, E> fmt::Debug for Answers<P, R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}
