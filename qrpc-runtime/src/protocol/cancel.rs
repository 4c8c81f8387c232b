//! How a call is cancelled on the wire.

use crate::codec::{Codec, Id, MAX_ID_LENGTH, Params, Raw};
use crate::error::RemoteError;
use crate::value::{RequestId, Value, exact_integer};

/// The notification that cancels a call, and the answer to a cancelled call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelSpec {
    /// The method of the notification.
    pub(crate) method: &'static str,
    /// The argument of the notification that has the id of the call.
    pub(crate) id: &'static str,
    /// The code and the message of the error that answers a cancelled call. `None`: a cancelled
    /// call is not answered.
    pub(crate) error: Option<(i64, &'static str)>,
}

impl CancelSpec {
    /// The way for APIs whose spec does not have the key `cancel`. The name begins with `rpc.`,
    /// which JSON-RPC reserves for extensions.
    pub const DEFAULT: Self = Self::new("rpc.cancel", "id");

    /// Creates the description of a notification `method` whose argument `id` has the id of the
    /// call. A cancelled call is not answered.
    #[must_use]
    pub const fn new(method: &'static str, id: &'static str) -> Self {
        Self {
            method,
            id,
            error: None,
        }
    }

    /// Returns the same description for a protocol in which an error answers a cancelled call.
    #[must_use]
    pub const fn fails(self, code: i64, message: &'static str) -> Self {
        Self {
            error: Some((code, message)),
            ..self
        }
    }

    /// Whether an error answers a cancelled call.
    pub(crate) fn is_answered(&self) -> bool {
        self.error.is_some()
    }

    /// Returns the error that answers a cancelled call, if a cancelled call is answered.
    pub(crate) fn answer(&self) -> Option<RemoteError> {
        let (code, message) = self.error?;
        Some(RemoteError::new(code, message))
    }

    /// Returns the call that the arguments of the notification name. Arguments by position begin
    /// with the id. Returns `None` if the arguments have no id.
    pub(crate) fn cancelled(&self, args: &Params<'_>) -> Option<CallKey> {
        let (Params::Named(args) | Params::Positional(args)) = args else {
            return None;
        };
        let args: Value = args.decode().ok()?;
        CallKey::of(args.get(self.id).or_else(|| args.get(0))?)
    }
}

/// Identifies a call of a peer by its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CallKey {
    /// An id that messages can refer to.
    Id(RequestId),
    /// An integer above the range of `i64`, in decimal digits, or an id that messages cannot refer
    /// to, such as null, as the codec encodes it.
    Other(Box<[u8]>),
}

impl CallKey {
    pub(crate) fn new(id: &Id, codec: &dyn Codec) -> Self {
        match id {
            Id::Number(number) => Self::number((*number).into()),
            Id::Other(encoded) => {
                let id = Raw::new(codec, encoded).decode().ok();
                let key = id.and_then(|id| Self::of(&id));
                key.unwrap_or_else(|| Self::Other(encoded.clone()))
            }
        }
    }

    /// Returns the key of the call with this id. Returns `None` for ids that are not a string or an
    /// integer, and for strings that are too long for the id of a call.
    fn of(id: &Value) -> Option<Self> {
        match id {
            Value::Int(number) => Some(Self::number(*number)),
            Value::Float(number) => exact_integer(*number).map(|whole| Self::number(whole.into())),
            Value::Text(text) if text.len() <= MAX_ID_LENGTH => {
                Some(Self::Id(RequestId::Text(text.clone())))
            }
            _ => None,
        }
    }

    fn number(number: i128) -> Self {
        match i64::try_from(number) {
            Ok(number) => Self::Id(RequestId::Number(number)),
            Err(_) => Self::Other(number.to_string().into_bytes().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CallKey, CancelSpec};
    use crate::codec::{Id, Jrpc, Params, Raw};

    /// The call that these arguments of a notification cancel.
    fn cancelled(args: &str) -> Option<CallKey> {
        let raw = Raw::json(args);
        let args = match args.as_bytes() {
            [b'[', ..] => Params::Positional(raw),
            _ => Params::Named(raw),
        };
        CancelSpec::new("cancel", "requestId").cancelled(&args)
    }

    #[test]
    fn a_notification_names_the_call_with_its_id() {
        for (id, args) in [
            (Id::Number(0), r#"{"requestId":0}"#),
            (Id::Number(7), r#"{"reason":"late","requestId":7}"#),
            (Id::Number(7), "[7]"),
            (other("-7"), r#"{"requestId":-7}"#),
            (Id::Number(7), r#"{"requestId":7.0}"#),
            (other("7e0"), r#"{"requestId":7}"#),
            (other("-0"), r#"{"requestId":0}"#),
            (
                Id::Number(u64::MAX),
                r#"{"requestId":18446744073709551615}"#,
            ),
            (other(r#""a\u0062""#), r#"{"requestId":"ab"}"#),
            (other(r#""7""#), r#"{"requestId":"7"}"#),
        ] {
            let call = CallKey::new(&id, &Jrpc::default());
            assert_eq!(cancelled(args), Some(call), "{args}");
        }
        let seven = CallKey::new(&Id::Number(7), &Jrpc::default());
        assert_ne!(cancelled(r#"{"requestId":"7"}"#), Some(seven));
    }

    #[test]
    fn a_notification_without_an_id_names_no_call() {
        for args in [
            "{}",
            "[]",
            r#"{"id":1}"#,
            r#"{"requestId":null}"#,
            r#"{"requestId":1.5}"#,
            r#"{"requestId":[1]}"#,
            r#"{"requestId":18446744073709551616}"#,
            r#"{"requestId":9007199254740992.0}"#,
        ] {
            assert_eq!(cancelled(args), None, "{args}");
        }
        let long = format!(r#"{{"requestId":"{}"}}"#, "x".repeat(257));
        assert_eq!(cancelled(&long), None);
        let absent = CancelSpec::DEFAULT.cancelled(&Params::Absent);
        assert_eq!(absent, None);
    }

    #[test]
    fn an_id_that_no_message_can_refer_to_has_a_key_of_its_own() {
        let keys = [other("null"), other("1.5"), other("18446744073709551616")]
            .map(|id| CallKey::new(&id, &Jrpc::default()));
        for key in &keys {
            assert!(matches!(key, CallKey::Other(_)), "{key:?}");
            assert_eq!(keys.iter().filter(|other| *other == key).count(), 1);
        }
    }

    fn other(json: &str) -> Id {
        Id::Other(json.as_bytes().into())
    }
}
