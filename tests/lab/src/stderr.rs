//! Lines for whoever watches. Stdout may be the transport, so they all go to stderr.

use std::fmt::Display;
use std::io::{self, Write};

/// Prints the line in one piece, since a child process may write to the same place.
///
/// If nobody reads stderr any more, the program has better things to do than to fail for that.
pub(crate) fn tell(line: impl Display) {
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// The text in quotes and on one line, whatever is in it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
