//! Checks how a call settles.

use std::time::Duration;

use qrpc_runtime::{Api, CallError, Promise};

use crate::SOON;

/// Returns the outcome of a call that `api` made. Fails the test unless the call settles in time,
/// settles once, and no call is left in flight.
///
/// # Errors
///
/// Returns the error with which the call failed.
pub fn outcome<R: Send + 'static>(api: &Api, mut promise: Promise<R>) -> Result<R, CallError> {
    let outcome = promise.result_within(SOON);
    assert_eq!(
        promise.result_within(Duration::ZERO).err(),
        Some(CallError::Taken),
        "it settled twice"
    );
    assert_eq!(api.counters().calls_waiting, 0, "it left something behind");
    outcome
}
