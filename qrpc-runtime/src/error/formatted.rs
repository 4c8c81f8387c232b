//! Finds the remote error in the text of another error.
//!
//! A wrapper such as `anyhow::Error` hides the type of the error that it wraps, but formats it.

use std::cell::RefCell;
use std::error::Error;

use super::RemoteError;

thread_local! {
    /// The last remote error that this thread formatted, while it runs [`formatted`].
    static FORMATTED: RefCell<Option<Option<RemoteError>>> = const { RefCell::new(None) };
}

/// Formats an error. Also returns the remote error that its text contains.
pub(crate) fn formatted(error: &dyn Error) -> (String, Option<RemoteError>) {
    let before = FORMATTED.replace(Some(None));
    let text = error.to_string();
    (text, FORMATTED.replace(before).flatten())
}

/// Records a remote error. Remote errors call this when they are formatted.
pub(crate) fn note_formatted(remote: impl FnOnce() -> RemoteError) {
    // While a thread ends, there is no variable any more.
    let is_wanted = FORMATTED.try_with(|found| found.borrow().is_some());
    if is_wanted == Ok(true) {
        FORMATTED.set(Some(Some(remote())));
    }
}
