//! The error type of handlers.

use std::error::Error;
use std::fmt;

use crate::Value;
use crate::error::{CallError, RemoteError, formatted};

/// The error of a handler, which is sent to the caller.
///
/// The `?` operator converts any error into a `Fault`. The caller sees only the message of that
/// error: no sources, no types, no backtrace. An error that the spec defines is sent with its code
/// and fields.
///
/// ```
/// use qrpc_runtime::Fault;
///
/// fn parse(text: &str) -> Result<i64, Fault> {
///     if text.is_empty() {
///         return Err(Fault::new("say a number"));
///     }
///     Ok(text.parse()?)
/// }
/// assert_eq!(parse("").unwrap_err().to_string(), "say a number");
/// ```
pub struct Fault(RemoteError);

impl Fault {
    /// Creates a fault with a message for the caller and code -32000.
    pub fn new(message: impl Into<String>) -> Self {
        Self(RemoteError::new(RemoteError::FAULT, message))
    }

    /// Creates a fault with an application-defined code, by which callers can tell faults apart.
    pub fn with_code(code: i64, message: impl Into<String>) -> Self {
        Self(RemoteError::new(code, message))
    }

    /// Adds data for the caller: the `data` of the error reply.
    ///
    /// ```
    /// use qrpc_runtime::{Fault, Value};
    ///
    /// let fault = Fault::with_code(423, "it is locked").with_data("by somebody");
    /// assert_eq!(fault.as_remote().data, Some(Value::from("by somebody")));
    /// ```
    #[must_use]
    pub fn with_data(mut self, data: impl Into<Value>) -> Self {
        self.0.data = Some(data.into());
        self
    }

    /// Returns the error as the caller will see it.
    #[must_use]
    pub fn as_remote(&self) -> &RemoteError {
        &self.0
    }

    pub(crate) fn into_remote(self) -> RemoteError {
        self.0
    }
}

/// Converts any error, a boxed error or a string. An error that another side answered keeps its
/// code, message and data, also within an error that has the same text, such as `anyhow::Error`.
impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Fault {
    fn from(error: E) -> Self {
        let (message, remote) = formatted(&*error.into());
        match remote {
            Some(remote) if is_text_of(&remote, &message) => Self(remote),
            _ => Self::new(message),
        }
    }
}

fn is_text_of(remote: &RemoteError, message: &str) -> bool {
    remote.message == message || CallError::Remote(remote.clone()).to_string() == message
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fault")
            .field(&self.0.code)
            .field(&self.0.message)
            .finish()
    }
}
