//! The traits and types by which generated code describes a method.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{CallError, RemoteError, SendError};
use crate::generated_types;
use crate::promise::Promise;

/// A method of an API, as a type.
pub trait Method: Sized + 'static {
    /// The properties that all calls of the method share.
    const SPEC: MethodSpec;
    /// The type that holds all arguments.
    type Args: Serialize + DeserializeOwned + Clone + Send + 'static;
    /// The result; `()` for a notification.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
    /// The error type of a call.
    type Error: From<CallError> + Send + 'static;
    /// Whether there is a reply: [`Call`] or [`Notification`].
    type Mode: Mode;
}

/// The properties of a method.
#[derive(Clone, Copy, Debug)]
pub struct MethodSpec {
    pub(crate) name: &'static str,
    pub(crate) positional: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) ignores_args: bool,
    /// Whether an empty map of arguments is sent, although the method has no arguments.
    pub(crate) sends_empty_args: bool,
    pub(crate) fault_code: i64,
}

impl MethodSpec {
    /// Creates the properties of a method with the given name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            positional: false,
            timeout: None,
            ignores_args: false,
            sends_empty_args: false,
            fault_code: RemoteError::FAULT,
        }
    }

    /// Accepts messages whose arguments are given by position, as a list.
    #[must_use]
    pub const fn positional(self) -> Self {
        Self {
            positional: true,
            ..self
        }
    }

    /// Accepts and ignores any arguments of a method without arguments.
    #[must_use]
    pub const fn ignore_args(self) -> Self {
        Self {
            ignores_args: true,
            ..self
        }
    }

    /// Sends an empty map of arguments. For a method whose arguments are a record that has no fields
    /// yet.
    #[must_use]
    pub const fn empty_args(self) -> Self {
        Self {
            sends_empty_args: true,
            ..self
        }
    }

    /// Sets the code that is sent for a [`Fault`](crate::Fault) without a code of its own.
    #[must_use]
    pub const fn fault_code(self, code: i64) -> Self {
        Self {
            fault_code: code,
            ..self
        }
    }

    /// Sets the timeout of calls, in milliseconds.
    #[must_use]
    pub const fn timeout_millis(self, millis: u64) -> Self {
        Self {
            timeout: Some(Duration::from_millis(millis)),
            ..self
        }
    }

    /// Lets calls wait for their reply without a time limit.
    #[must_use]
    pub const fn no_timeout(self) -> Self {
        Self {
            timeout: Some(Duration::MAX),
            ..self
        }
    }
}

/// Whether a method has a reply, which determines the return type of a call.
pub trait Mode: 'static {
    /// The return type of a call.
    type Sent<R, E>;
    /// Whether there is a reply.
    const REPLIES: bool;
    /// Dispatches to `ask` or `notify`.
    #[doc(hidden)]
    fn sent<R, E>(
        ask: impl FnOnce() -> Promise<R, E>,
        notify: impl FnOnce() -> Result<(), SendError>,
    ) -> Self::Sent<R, E>;
}

/// The [`Mode`] of a method with a reply: a call returns a [`Promise`].
#[derive(Debug)]
pub enum Call {}

/// The [`Mode`] of a method without a reply: a call returns a `Result` that tells whether the
/// notification was sent.
#[derive(Debug)]
pub enum Notification {}

/// The return type of a call: a [`Promise`], or for a notification a `Result` that tells whether it
/// was sent.
pub type Sent<M> = <<M as Method>::Mode as Mode>::Sent<<M as Method>::Reply, <M as Method>::Error>;

impl Mode for Call {
    type Sent<R, E> = Promise<R, E>;
    const REPLIES: bool = true;

    fn sent<R, E>(
        ask: impl FnOnce() -> Promise<R, E>,
        _notify: impl FnOnce() -> Result<(), SendError>,
    ) -> Promise<R, E> {
        ask()
    }
}

impl Mode for Notification {
    type Sent<R, E> = Result<(), SendError>;
    const REPLIES: bool = false;

    fn sent<R, E>(
        _ask: impl FnOnce() -> Promise<R, E>,
        notify: impl FnOnce() -> Result<(), SendError>,
    ) -> Result<(), SendError> {
        notify()
    }
}

/// The arguments of a method without arguments. Serializes as null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoArgs;

impl Serialize for NoArgs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// Arguments that are sent as an empty map.
pub(crate) struct EmptyArgs;

impl Serialize for EmptyArgs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(std::iter::empty::<((), ())>())
    }
}

impl<'de> Deserialize<'de> for NoArgs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        generated_types::read_empty(deserializer).map(|()| Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(json: &str) -> String {
        serde_json::from_str::<NoArgs>(json)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn no_arguments_are_null_or_an_empty_map_or_list() {
        assert_eq!(serde_json::to_string(&NoArgs).unwrap(), "null");
        for json in ["null", "{}", "[]", " [ ] "] {
            assert_eq!(serde_json::from_str::<NoArgs>(json).unwrap(), NoArgs);
        }
    }

    #[test]
    fn more_than_no_arguments_is_refused() {
        assert!(problem("[null]").contains("the method takes no arguments"));
        assert!(problem(r#"{"a":1}"#).contains("unknown argument `a`"));
        assert!(problem("1").contains("no arguments"));
    }
}
