//! What generated code says of a method.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{CallError, SendError};
use crate::promise::Promise;
use crate::record;

/// A method of an API, as a type.
pub trait Method: Sized + 'static {
    /// What is the same for all calls of it.
    const SPEC: MethodSpec;
    /// The arguments, all of them together.
    type Args: Serialize + DeserializeOwned + Clone + Send + 'static;
    /// The result; `()` for a notification.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
    /// What the caller gets in place of a result.
    type Error: From<CallError> + Send + 'static;
    /// Whether there is a reply: [`Call`] or [`Notification`].
    type Mode: Mode;
}

/// The facts of a method.
#[derive(Clone, Copy, Debug)]
pub struct MethodSpec {
    pub(crate) name: &'static str,
    pub(crate) positional: bool,
    pub(crate) timeout: Option<Duration>,
}

impl MethodSpec {
    /// A method of that name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            positional: false,
            timeout: None,
        }
    }

    /// Messages with arguments by position are accepted.
    #[must_use]
    pub const fn positional(self) -> Self {
        Self {
            positional: true,
            ..self
        }
    }

    /// A call may take so long.
    #[must_use]
    pub const fn timeout_millis(self, millis: u64) -> Self {
        Self {
            timeout: Some(Duration::from_millis(millis)),
            ..self
        }
    }
}

/// Whether a method has a reply, and so what calling it gives.
pub trait Mode: 'static {
    /// What the caller has at once.
    type Sent<R, E>;
    /// Whether there is a reply.
    const REPLIES: bool;
    /// Chooses.
    #[doc(hidden)]
    fn sent<R, E>(
        ask: impl FnOnce() -> Promise<R, E>,
        notify: impl FnOnce() -> Result<(), SendError>,
    ) -> Self::Sent<R, E>;
}

/// The [`Mode`] of a method with a reply: the caller has a [`Promise`].
#[derive(Debug)]
pub enum Call {}

/// The [`Mode`] of a method without a reply: the caller learns whether it was sent.
#[derive(Debug)]
pub enum Notification {}

/// What calling a method gives at once: a [`Promise`], or whether the notification was sent.
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

/// The arguments of a method that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoArgs;

impl Serialize for NoArgs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(std::iter::empty::<((), ())>())
    }
}

impl<'de> Deserialize<'de> for NoArgs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        record::read_empty(deserializer).map(|()| Self)
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
    fn no_arguments_are_an_empty_map_or_list() {
        for json in ["{}", "[]", " [ ] "] {
            assert_eq!(serde_json::from_str::<NoArgs>(json).unwrap(), NoArgs);
        }
    }

    #[test]
    fn more_than_no_arguments_is_refused() {
        assert!(problem("[null]").contains("it takes no arguments"));
        assert!(problem(r#"{"a":1}"#).contains("there is no `a`"));
        assert!(problem("1").contains("no arguments"));
    }
}
