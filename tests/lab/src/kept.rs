//! What a side remembers of the calls that it made.

use std::sync::{Arc, Mutex, PoisonError};

use qrpc_runtime::{CallError, Promise};

/// A text that handlers share; empty at first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(Arc<Mutex<String>>);

impl Kept {
    pub(crate) fn set(&self, text: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }

    pub(crate) fn text(&self) -> String {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Goes on with the result as text, or with what went wrong, once the promise has settled.
///
/// A handler must not wait for it: unless the API processes asynchronously, it runs on the thread
/// that would bring the reply.
pub(crate) fn when_settled<R: Send + 'static>(
    promise: Promise<R>,
    to_text: fn(R) -> String,
    next: impl FnOnce(String) + Clone + Send + 'static,
) {
    let next_after_error = next.clone();
    promise.then(
        move |result| next(to_text(result)),
        move |error| next_after_error(format!("error:{}", message_of(error))),
    );
}

/// The other side's own words, where it had some.
fn message_of(error: CallError) -> String {
    match error {
        CallError::Remote(remote) => remote.message,
        other => other.to_string(),
    }
}
