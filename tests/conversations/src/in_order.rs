//! Waits for the result of a call and for the messages that the peer sent before it.

use std::error::Error;
use std::sync::mpsc;

use anyhow::Result;
use qrpc_runtime::{CallError, Promise};

/// Waits until the call has settled, and all messages that the peer sent before the reply are
/// handled. The callbacks of `then` run in order with the handlers, whereas `result` waits only for
/// the reply. Must not be called in a handler, because it would wait for itself.
///
/// # Errors
///
/// When the call fails.
pub fn in_order<R, E>(promise: Promise<R, E>) -> Result<R>
where
    R: Send + 'static,
    E: Error + From<CallError> + Send + Sync + 'static,
{
    let (settled, result) = mpsc::channel();
    let failed = settled.clone();
    promise.then(
        move |value| settled.send(Ok(value)).unwrap_or_default(),
        move |error| failed.send(Err(error)).unwrap_or_default(),
    );
    Ok(result.recv()??)
}
