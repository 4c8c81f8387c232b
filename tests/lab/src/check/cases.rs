//! How cases run and are counted.

use std::fmt::Debug;

use anyhow::{Result, bail, ensure};
use qrpc_runtime::CallError;

use crate::stderr::tell;

/// How many cases passed and failed so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cases {
    passed: usize,
    failed: usize,
}

impl Cases {
    /// Runs a case and prints what became of it.
    pub(crate) fn case(&mut self, name: &str, run: impl FnOnce() -> Result<()>) {
        match run() {
            Ok(()) => {
                self.passed += 1;
                tell(format_args!("passed {name}"));
            }
            Err(error) => {
                self.failed += 1;
                tell(format_args!("failed {name}: {error:#}"));
            }
        }
    }

    /// Prints the counts; whether all passed.
    pub(crate) fn summary(self) -> bool {
        tell(format_args!("{} passed, {} failed", self.passed, self.failed));
        self.failed == 0
    }
}

/// Fails unless they are the same.
pub(crate) fn same<T: Debug + PartialEq>(found: &T, expected: &T) -> Result<()> {
    ensure!(found == expected, "{} instead of {}", short(found), short(expected));
    Ok(())
}

/// Fails unless the other side answered with an error.
pub(crate) fn refused<T: Debug>(result: Result<T, CallError>) -> Result<()> {
    match result {
        Err(CallError::Remote(_)) => Ok(()),
        Err(other) => Err(other.into()),
        Ok(found) => bail!("{} instead of an error", short(&found)),
    }
}

/// What is compared may have a megabyte.
fn short(value: &impl Debug) -> String {
    format!("{value:?}").chars().take(200).collect()
}
