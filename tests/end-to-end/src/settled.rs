//! What it means that a call settled.

use std::time::Duration;

use qrpc_runtime::{Api, CallError, Promise};

use crate::SOON;

/// The outcome of a call that `api` made: it has to come, to come once, and to leave nothing
/// behind.
///
/// # Errors
///
/// What kept the result away.
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
