//! The error type of handlers.

use std::error::Error;
use std::fmt;

use crate::Value;
use crate::error::{CallError, RemoteError, formatted};

/// The error of a handler, which is sent to the caller.
///
/// The `?` operator converts any error into a `Fault`. The caller gets only the message of the
/// converted error: no sources, no types, no backtrace. An error that the spec defines is sent with
/// its code and fields.
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
pub struct Fault {
    error: RemoteError,
    /// Whether the fault has no code of its own, so that the method's `fault_code` is sent.
    is_plain: bool,
}

impl Fault {
    /// Creates a fault with a message for the caller. The code of the fault is -32000, unless the
    /// spec has another `fault_code`.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            error: RemoteError::new(RemoteError::FAULT, message),
            is_plain: true,
        }
    }

    /// Creates a fault with an application-defined code, by which callers can tell faults apart.
    pub fn with_code(code: i64, message: impl Into<String>) -> Self {
        Self::of(RemoteError::new(code, message))
    }

    fn of(error: RemoteError) -> Self {
        Self {
            error,
            is_plain: false,
        }
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
        self.error.data = Some(data.into());
        self
    }

    /// Returns the error that the caller will get, except for the code of some faults: for a fault
    /// without a code of its own, the returned error has the code -32000, and the caller gets the
    /// `fault_code` of the spec.
    #[must_use]
    pub fn as_remote(&self) -> &RemoteError {
        &self.error
    }

    /// Returns the error to send. The code of the error is that of the fault, or `code` if the
    /// fault has no code of its own.
    pub(crate) fn into_remote(self, code: i64) -> RemoteError {
        if self.is_plain {
            RemoteError { code, ..self.error }
        } else {
            self.error
        }
    }
}

/// Converts any error, a boxed error or a string to a fault. An error reply from another peer keeps
/// its code, message and data, even inside a wrapper such as `anyhow::Error` that does not change
/// the text.
impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Fault {
    fn from(error: E) -> Self {
        let (message, remote) = formatted(&*error.into());
        match remote {
            Some(remote) if is_text_of(&remote, &message) => Self::of(remote),
            _ => Self::new(message),
        }
    }
}

fn is_text_of(remote: &RemoteError, message: &str) -> bool {
    remote.message == message || CallError::Remote(remote.clone()).to_string() == message
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error.message)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fault")
            .field(&self.error.code)
            .field(&self.error.message)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_fault_without_its_own_code_gets_that_of_the_api() {
        let code = |fault: Fault| fault.into_remote(7).code;
        assert_eq!(code(Fault::new("a")), 7);
        assert_eq!(code("a".into()), 7);
        assert_eq!(
            code(Fault::with_code(RemoteError::FAULT, "a")),
            RemoteError::FAULT
        );
    }
}
