//! Errors that a spec defines: their codes, and their conversion from and to error replies.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Value;
use crate::error::{CallError, RemoteError, note_formatted};
use crate::generated_types::Fields;
use crate::handler_error::Fault;

/// An error that a spec defines. The fields of the type are the data of the error reply.
pub trait Raised: Fields + Serialize + DeserializeOwned {
    /// The error code on the wire, by which the caller recognizes the error.
    const CODE: i64;
    /// A short description for people, in one sentence.
    const MESSAGE: &'static str;
}

/// Converts the error to the fault that a handler returns.
pub fn fault<E: Raised>(error: &E) -> Fault {
    let fault = Fault::with_code(E::CODE, E::MESSAGE);
    match Value::of(error) {
        Ok(Value::Map(fields)) if fields.is_empty() => fault,
        Ok(data) => fault.with_data(data),
        Err(problem) => {
            let message = format!("the error cannot be sent: {problem}");
            Fault::with_code(RemoteError::INTERNAL_ERROR, message)
        }
    }
}

/// Converts an error reply to the error `E`, if the code matches and the data fits.
///
/// # Errors
///
/// `error`, unchanged, if the code or the data does not match, or if `error` is not an error reply.
pub fn raised<E: Raised>(error: CallError) -> Result<E, CallError> {
    let raised = match &error {
        CallError::Remote(remote) if remote.code == E::CODE => read(remote.data.as_ref()),
        _ => None,
    };
    raised.ok_or(error)
}

/// Reads the data of an error. Null counts as no data. An error without fields accepts any data,
/// because some peers always add data, such as a traceback.
fn read<E: Raised>(data: Option<&Value>) -> Option<E> {
    let nothing = Value::Map([].into());
    let takes_data = !E::NAMES.known.is_empty();
    let data = data.filter(|data| takes_data && !data.is_null());
    data.unwrap_or(&nothing).to().ok()
}

/// Writes the description of the error from the spec.
///
/// # Errors
///
/// When the formatter fails.
pub fn describe<E: Raised>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    note_formatted(|| fault(error).as_remote().clone());
    f.write_str(E::MESSAGE)
}

/// Implements `Raised` for a record, with the given code and message.
///
/// `error! { NotFound = 404, "not found" }` expands to:
///
/// ```text
/// impl Raised for NotFound {
///     const CODE: i64 = 404;
///     const MESSAGE: &'static str = "not found";
/// }
/// impl From<NotFound> for Fault { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __error {
    ($(#[$attribute:meta])* $name:ident = $code:expr, $message:literal) => {
        $(#[$attribute])*
        const _: () = {
            impl $crate::codegen::Raised for $name {
                const CODE: i64 = $code;
                const MESSAGE: &'static str = $message;
            }

            impl ::core::convert::From<$name> for $crate::Fault {
                fn from(error: $name) -> Self {
                    $crate::codegen::fault(&error)
                }
            }
        };
    };
}

/// Implements the traits of a method's error type. The error type is an enum with one variant for
/// each error that the method raises, and the variant `Other`.
///
/// `raised! { MeasureError { NotFound } }` expands to:
///
/// ```text
/// impl From<CallError> for MeasureError { … }
/// impl Display for MeasureError { … }
/// impl Error for MeasureError { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __raised {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl ::core::convert::From<$crate::CallError> for $name {
            fn from(error: $crate::CallError) -> Self {
                $(let error = match $crate::codegen::raised(error) {
                    ::core::result::Result::Ok(raised) => return Self::$variant(raised),
                    ::core::result::Result::Err(error) => error,
                };)*
                Self::Other(error)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(error) => $crate::codegen::describe(error, f),)*
                    Self::Other(error) => ::core::fmt::Display::fmt(error, f),
                }
            }
        }

        impl ::core::error::Error for $name {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                match self {
                    $(Self::$variant(_) => ::core::option::Option::None,)*
                    // The text of `error` is already the text of this error, so the source is that
                    // of `error`.
                    Self::Other(error) => ::core::error::Error::source(error),
                }
            }
        }
    };
}

#[cfg(test)]
#[allow(
    unreachable_pub,
    unused_variables,
    reason = "stubs have public functions, and may have records without fields"
)]
mod tests {
    use super::raised;
    use crate::codegen::{Absent, error, record};
    use crate::{CallError, RemoteError, Value};

    #[derive(Clone, Debug, PartialEq)]
    struct Gone {}

    #[derive(Clone, Debug, PartialEq)]
    struct Late {
        by: Option<i64>,
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Busy {
        by: i64,
    }

    record! { Gone {} }
    record! { Late { by: Option<i64> = Absent } }
    record! { Busy new(by: i64) { by: i64 } }
    error! { Gone = 1, "gone" }
    error! { Late = 1, "late" }
    error! { Busy = 1, "busy" }

    #[test]
    fn an_error_is_recognized_if_its_data_fits() {
        let by = Value::from_iter([("by", 5)]);
        for (data, late, busy) in [
            (None, Some(None), None),
            (Some(Value::Null), Some(None), None),
            (Some(Value::Map([].into())), Some(None), None),
            (Some(by), Some(Some(5)), Some(5)),
            (Some(Value::from_iter([("by", "me")])), None, None),
            (Some(Value::from("Traceback: …")), None, None),
            (Some(Value::List(Vec::new())), None, None),
        ] {
            let reply = CallError::Remote(RemoteError {
                data,
                ..RemoteError::new(1, "no")
            });
            assert_eq!(raised(reply.clone()), Ok(Gone {}), "{reply:?}");
            let expected = late.map(|by| Late { by }).ok_or(reply.clone());
            assert_eq!(raised(reply.clone()), expected);
            let expected = busy.map(|by| Busy { by }).ok_or(reply.clone());
            assert_eq!(raised(reply), expected);
        }
        let other = CallError::Remote(RemoteError::new(2, "no"));
        assert_eq!(raised::<Gone>(other.clone()), Err(other));
    }
}
