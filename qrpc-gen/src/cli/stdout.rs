//! Prints the requested output to stdout, so that it can be piped.

use std::io::{self, Write};

use anyhow::{Context, Result};

/// Prints `text`. An error message calls the text `what`.
///
/// # Errors
///
/// Returns an error if stdout is closed, or if a disk is full.
pub(super) fn print(what: &str, text: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(text).and_then(|()| stdout.flush());
    printed.with_context(|| format!("{what} could not be printed"))
}
