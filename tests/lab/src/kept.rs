//! What a side remembers of the calls that it made.

use std::sync::{Arc, Mutex, PoisonError};

use qrpc_runtime::CallError;

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

/// How a call that failed is written down: in the other side's own words, where it had some.
pub(crate) fn failure(error: CallError) -> String {
    let message = match error {
        CallError::Remote(remote) => remote.message,
        other => other.to_string(),
    };
    format!("error:{message}")
}
