//! Runs and counts test cases.

use std::fmt::Debug;
use std::process::ExitCode;

use anyhow::{Result, bail, ensure};
use qrpc_runtime::CallError;

use crate::stderr::tell;

/// The number of test cases that passed and failed so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cases {
    passed: usize,
    failed: usize,
}

impl Cases {
    /// Runs a test case and prints its result. Returns whether the case passed.
    pub(crate) fn case(&mut self, name: &str, run: impl FnOnce() -> Result<()>) -> bool {
        let outcome = run();
        match &outcome {
            Ok(()) => {
                self.passed += 1;
                tell(format_args!("passed {name}"));
            }
            Err(error) => {
                self.failed += 1;
                tell(format_args!("failed {name}: {error}"));
            }
        }
        outcome.is_ok()
    }

    /// Prints the number of passed and failed cases. Returns success if no case failed.
    pub(crate) fn summary(self) -> ExitCode {
        tell(format_args!(
            "{} passed, {} failed",
            self.passed, self.failed
        ));
        if self.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Returns an error unless both values are equal.
pub(super) fn same<T: Debug + PartialEq>(found: &T, expected: &T) -> Result<()> {
    ensure!(
        found == expected,
        "{} instead of {}",
        short(found),
        short(expected)
    );
    Ok(())
}

/// Returns an error unless the other side answered with an error.
pub(super) fn refused<T: Debug>(result: Result<T, CallError>) -> Result<()> {
    match result {
        Err(CallError::Remote(_)) => Ok(()),
        Err(other) => Err(other.into()),
        Ok(found) => bail!("{} instead of an error", short(&found)),
    }
}

/// Returns an error unless the other side answered with an error with this message.
pub(super) fn refused_with<T: Debug>(message: &str, result: Result<T, CallError>) -> Result<()> {
    match &result {
        Err(CallError::Remote(remote)) => same(&remote.message.as_str(), &message),
        _ => refused(result),
    }
}

/// Returns an error if the call has a result. The call may fail on this side only: Python has
/// numbers of any size, so the other side may send a number that this side cannot read.
pub(super) fn never_arrives<T: Debug>(result: &Result<T, CallError>) -> Result<()> {
    ensure!(result.is_err(), "{} instead of an error", short(result));
    Ok(())
}

/// Returns at most 200 characters of the value, which may have a megabyte.
fn short(value: &impl Debug) -> String {
    format!("{value:?}").chars().take(200).collect()
}
