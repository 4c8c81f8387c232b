//! Interceptors: hooks around every call and notification that an API sends or handles.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::Peer;
use crate::Value;
use crate::error::CallError;
use crate::handler_error::Fault;

/// A hook around every call and notification that an API sends or handles, for logs, metrics,
/// authentication and tests. [`Builder::intercept`](crate::Builder::intercept) adds an interceptor.
///
/// A message to several receivers is intercepted once for each receiver that is connected.
///
/// ```
/// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use qrpc_runtime::{CallEnd, CallInfo, Fault, Interceptor};
/// # use my_api::{MyApi, MyApiInverted, args};
///
/// struct Log;
///
/// impl Interceptor for Log {
///     fn before(&self, call: &CallInfo) -> Result<(), Fault> {
///         match call.peer.secinfo().user() {
///             Some("mallory") => Err(Fault::new("not allowed")),
///             _ => Ok(()),
///         }
///     }
///
///     fn after(&self, call: &CallInfo, end: &CallEnd) {
///         let how = if end.result.is_ok() { "done" } else { "failed" };
///         println!("{} of {}: {how} in {:?}", call.method, call.peer, end.elapsed);
///     }
/// }
///
/// let server = MyApi::builder()
///     .intercept(Log)
///     .transport("tcpserv:127.0.0.1:0")
///     .build()?;
/// # Ok(())
/// # }
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Called before a message is sent, on the thread that sends it, and before a received message
    /// is handled, on the thread that runs handlers. If it returns a fault or panics, the message
    /// is not sent or not handled: a caller gets [`CallError::Refused`] or an error reply. The
    /// other interceptors run all the same.
    ///
    /// Not called for a received message that is refused earlier, for example because its arguments
    /// are invalid.
    ///
    /// # Errors
    ///
    /// To refuse the message.
    fn before(&self, call: &CallInfo) -> Result<(), Fault> {
        let _ = call;
        Ok(())
    }

    /// Called once for each message, on the thread that runs handlers: when a call of this side has
    /// its result, when a notification was sent, or when a received message was handled and its
    /// reply was passed on. Also called if the message was refused.
    fn after(&self, call: &CallInfo, end: &CallEnd) {
        let _ = (call, end);
    }

    /// Whether the interceptor gets the arguments ([`CallInfo::arguments`]), which then are
    /// converted once more for each message. Default: false.
    fn wants_arguments(&self) -> bool {
        false
    }
}

impl<T: Interceptor + ?Sized> Interceptor for Arc<T> {
    fn before(&self, call: &CallInfo) -> Result<(), Fault> {
        T::before(self, call)
    }

    fn after(&self, call: &CallInfo, end: &CallEnd) {
        T::after(self, call, end);
    }

    fn wants_arguments(&self) -> bool {
        T::wants_arguments(self)
    }
}

/// Whether this side sends or handles a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallDirection {
    /// This side sends the message.
    Outgoing,
    /// This side received the message.
    Incoming,
}

/// A message for which an [`Interceptor`] is called.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// Whether this side sends or handles the message.
    pub direction: CallDirection,
    /// The name of the method on the wire.
    pub method: Cow<'static, str>,
    /// Whether the method is one of the spec. A peer can send any other name.
    pub is_in_spec: bool,
    /// The receiver of a message that this side sends, or the sender of a message that this side
    /// received.
    pub peer: Peer,
    /// Whether the message is a call, and not a notification.
    pub has_reply: bool,
    /// The size of the encoded message in bytes, of which the arguments are the largest part.
    pub size: usize,
    /// The arguments. `None` if no interceptor [wants](Interceptor::wants_arguments) them. A
    /// message without arguments has null or an empty map.
    pub arguments: Option<Value>,
}

/// How a message ended.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallEnd {
    /// The error, if the call failed, the notification was not sent, or the handler failed. A
    /// received call whose caller is gone, and a call whose promise was dropped, end with
    /// [`CallError::Cancelled`].
    pub result: Result<(), CallError>,
    /// The time since the message was read from the connection, or since this side began to send
    /// it.
    pub elapsed: Duration,
    /// Whether [`Interceptor::before`] was called for the message. It is not called for a received
    /// message that is refused earlier.
    pub begun: bool,
}
