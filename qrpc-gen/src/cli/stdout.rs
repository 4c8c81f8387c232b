//! What was asked for goes to stdout, so that it can be piped on.

use std::io::{self, Write};

use anyhow::{Context, Result};

/// Prints `text`; `what` is what an error calls it.
///
/// # Errors
///
/// When nobody reads it, or a disk is full.
pub(super) fn print(what: &str, text: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(text).and_then(|()| stdout.flush());
    printed.with_context(|| format!("{what} could not be printed"))
}
