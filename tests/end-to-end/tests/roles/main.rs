//! What waits for a handler that runs long, and what does not wait. Tested in both modes: handlers
//! share a thread with reading, or `async_processing` gives them their own thread.

mod accepting;
mod calling_back;
mod connections;
mod deadlines;
mod restarting;
mod stopping;
mod stress;

use end_to_end::SOON;
use futures::executor::block_on;
use qrpc_runtime::{CallError, Promise};

/// The values of `async_processing`.
const BOTH_MODES: [bool; 2] = [false, true];

/// A way to wait for a result.
type Wait = fn(Promise<String>) -> Result<String, CallError>;

const WAITS: [Wait; 3] = [
    Promise::result,
    |mut promise| promise.result_within(SOON),
    block_on,
];
