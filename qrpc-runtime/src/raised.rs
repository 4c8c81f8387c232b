//! Errors that a spec defines: what tells them apart, and their way from a handler to the caller.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Value;
use crate::error::{CallError, RemoteError};
use crate::fault::Fault;

/// An error that a spec defines. Its fields go with it as the error reply's data.
pub trait Raised: Serialize + DeserializeOwned {
    /// What tells it apart on the wire.
    const CODE: i64;
    /// One sentence for a person.
    const MESSAGE: &'static str;
}

/// The error as a handler returns it.
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

/// The error that the other side answered with, if it is this one and its data fits.
///
/// # Errors
///
/// Anything else, as it came.
pub fn raised<E: Raised>(error: CallError) -> Result<E, CallError> {
    let raised = match &error {
        CallError::Remote(remote) if remote.code == E::CODE => read(remote.data.as_ref()),
        _ => None,
    };
    raised.ok_or(error)
}

fn read<E: Raised>(data: Option<&Value>) -> Option<E> {
    let nothing = Value::Map([].into());
    data.unwrap_or(&nothing).to().ok()
}

/// What the spec says of an error to a person.
pub fn message<E: Raised>(_error: &E) -> &'static str {
    E::MESSAGE
}

/// Makes an error of the spec of a record, with its code and message.
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

/// Makes an error type of an enum that has a variant for each error a method raises, and `Other`.
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
                    $(Self::$variant(error) => f.write_str($crate::codegen::message(error)),)*
                    Self::Other(error) => ::core::fmt::Display::fmt(error, f),
                }
            }
        }

        impl ::core::error::Error for $name {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                match self {
                    $(Self::$variant(_) => ::core::option::Option::None,)*
                    // It is printed as this error's own text.
                    Self::Other(error) => ::core::error::Error::source(error),
                }
            }
        }
    };
}
