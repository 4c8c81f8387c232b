//! How cases run and are counted.

use std::fmt::Debug;
use std::process::ExitCode;

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
    /// Runs a case and prints what became of it; whether it passed.
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

    /// Prints the counts; success if nothing failed.
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

/// Fails unless they are the same.
pub(super) fn same<T: Debug + PartialEq>(found: &T, expected: &T) -> Result<()> {
    ensure!(
        found == expected,
        "{} instead of {}",
        short(found),
        short(expected)
    );
    Ok(())
}

/// Fails unless the other side answered with an error.
pub(super) fn refused<T: Debug>(result: Result<T, CallError>) -> Result<()> {
    match result {
        Err(CallError::Remote(_)) => Ok(()),
        Err(other) => Err(other.into()),
        Ok(found) => bail!("{} instead of an error", short(&found)),
    }
}

/// Fails unless the other side answered with an error of that message.
pub(super) fn refused_with<T: Debug>(message: &str, result: Result<T, CallError>) -> Result<()> {
    match &result {
        Err(CallError::Remote(remote)) => same(&remote.message.as_str(), &message),
        _ => refused(result),
    }
}

/// Fails if there is a result. Python has numbers of any size, so the other side may not see an
/// error where this one does.
pub(super) fn never_arrives<T: Debug>(result: &Result<T, CallError>) -> Result<()> {
    ensure!(result.is_err(), "{} instead of an error", short(result));
    Ok(())
}

/// What is compared may have a megabyte.
fn short(value: &impl Debug) -> String {
    format!("{value:?}").chars().take(200).collect()
}
