//! The results of calls that a side keeps for later questions.

use std::sync::{Arc, Mutex, PoisonError};

use qrpc_runtime::CallError;

/// A string that handlers share, initially empty.
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

/// Returns the text for a failed call: the error message of the other side if it sent one.
pub(crate) fn failure(error: CallError) -> String {
    let message = match error {
        CallError::Remote(remote) => remote.message,
        other => other.to_string(),
    };
    format!("error:{message}")
}
