//! What a handler returns when it cannot do what it was asked.

use std::error::Error;
use std::fmt;

use crate::Value;
use crate::error::{CallError, RemoteError};

/// A handler's error, on its way to the caller.
///
/// `?` makes one of any error. Of that error the caller sees the message, and nothing else: no
/// sources, no types, no backtrace. An error that the spec defines comes with its code and fields.
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
    /// A fault with a message for the caller, code -32000.
    pub fn new(message: impl Into<String>) -> Self {
        Self(RemoteError::new(RemoteError::FAULT, message))
    }

    /// A fault with a code of the application's own, which callers can tell apart.
    pub fn with_code(code: i64, message: impl Into<String>) -> Self {
        Self(RemoteError::new(code, message))
    }

    /// The same, and more about it for the caller: the error reply's data.
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

    /// What the caller will see.
    #[must_use]
    pub fn as_remote(&self) -> &RemoteError {
        &self.0
    }

    pub(crate) fn into_remote(self) -> RemoteError {
        self.0
    }
}

/// Any error, a boxed one, or a text. An error that another side answered keeps its code, message
/// and data.
impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Fault {
    fn from(error: E) -> Self {
        let error = error.into();
        match remote(&*error) {
            Some(remote) => Self(remote.clone()),
            None => Self::new(error.to_string()),
        }
    }
}

/// What another side answered, if that is the error.
fn remote<'e>(error: &'e (dyn Error + Send + Sync + 'static)) -> Option<&'e RemoteError> {
    match error.downcast_ref() {
        Some(CallError::Remote(remote)) => Some(remote),
        _ => error.downcast_ref(),
    }
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
