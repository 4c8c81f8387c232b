//! Calls and notifications of methods that the spec does not have.

use super::Peer;
use crate::Value;
use crate::codec::Body;
use crate::error::{CallError, SendError};
use crate::method::NoArgs;
use crate::promise::Promise;

impl Peer {
    /// Calls a method that the spec does not have, such as a method that an extension of a protocol
    /// adds. `method` is the name on the wire. `args` is a map for arguments by name, a list for
    /// arguments by position, or null for no arguments. Guards do not run for this call.
    ///
    /// The promise fails with [`CallError::Unsendable`] if `args` is neither a map, a list nor
    /// null. It can also fail for the same reasons as the promise of any call.
    ///
    /// [`Api::on_unknown`](crate::Api::on_unknown) is the other direction, with an example.
    pub fn call_raw(&self, method: &str, args: impl Into<Value>) -> Promise<Value> {
        let args = args.into();
        match (self.caller(), arguments(&args)) {
            (Some(caller), Ok(args)) => caller.call_raw(self.receivers(), method, args),
            (None, _) => Promise::failed(CallError::Stopped),
            (_, Err(error)) => Promise::failed(error),
        }
    }

    /// Sends a notification whose method the spec does not have. The parameters are those of
    /// [`call_raw`](Self::call_raw).
    ///
    /// # Errors
    ///
    /// Lists each receiver that the message could not be sent to, with the reason.
    pub fn notify_raw(&self, method: &str, args: impl Into<Value>) -> Result<(), SendError> {
        let args = args.into();
        let args = arguments(&args).map_err(SendError::everywhere)?;
        let stopped = || SendError::everywhere(CallError::Stopped);
        let caller = self.caller().ok_or_else(stopped)?;
        caller.notify_raw(self.receivers(), method, args)
    }
}

fn arguments(args: &Value) -> Result<&dyn Body, CallError> {
    match args {
        Value::Null => Ok(&NoArgs),
        Value::Map(_) | Value::List(_) => Ok(args),
        _ => {
            let problem = "the arguments must be a map, a list or null";
            Err(CallError::Unsendable(problem.to_owned()))
        }
    }
}
