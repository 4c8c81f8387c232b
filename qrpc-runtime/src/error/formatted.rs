//! Finds the remote error in the text of another error.
//!
//! A wrapper such as `anyhow::Error` hides the type of the error that it wraps, but formats it.

use std::cell::RefCell;
use std::error::Error;

use super::RemoteError;

/// The record that a thread keeps of the remote errors that it formats.
enum Record {
    /// Nothing is recorded, because [`formatted`] does not run.
    Off,
    /// The last remote error that was formatted since [`formatted`] began.
    Last(Option<RemoteError>),
}

thread_local! {
    static RECORD: RefCell<Record> = const { RefCell::new(Record::Off) };
}

/// Formats an error. Also returns the remote error that was formatted last as a part of its text,
/// if any.
pub(crate) fn formatted(error: &dyn Error) -> (String, Option<RemoteError>) {
    let before = RECORD.replace(Record::Last(None));
    let text = error.to_string();
    match RECORD.replace(before) {
        Record::Last(remote) => (text, remote),
        Record::Off => (text, None),
    }
}

/// Records a remote error. A remote error calls this function when it is formatted.
pub(crate) fn note_formatted(remote: impl FnOnce() -> RemoteError) {
    // While a thread ends, its thread-local variables may already be dropped.
    let is_on = RECORD.try_with(|record| matches!(*record.borrow(), Record::Last(_)));
    if is_on == Ok(true) {
        RECORD.set(Record::Last(Some(remote())));
    }
}
