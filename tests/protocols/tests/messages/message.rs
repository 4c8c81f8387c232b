//! Reads messages from files with one JSON object per line. Each object has a message, and the
//! program or the file that it comes from.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A message, or the part of it that the stub has a type for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    /// The program that sent the message, or the file in which the message was found.
    pub(crate) source: String,
    /// The wire name of the method; for a reply, the method of the request.
    pub(crate) method: String,
    /// The arguments of a request or notification.
    pub(crate) params: Option<Value>,
    /// The value of a reply. `null` counts as a value.
    #[serde(default, deserialize_with = "present")]
    pub(crate) result: Option<Value>,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads the messages of a file.
pub(crate) fn messages(file: &str) -> Vec<Message> {
    let parsed = file.lines().map(serde_json::from_str);
    parsed
        .collect::<Result<_, _>>()
        .expect("each line is a message")
}

/// Checks that reading the value as a `T` and writing the `T` again gives the same value.
pub(crate) fn assert_unchanged<T: Serialize + DeserializeOwned>(message: &Message, value: &Value) {
    let place = format!("{} ({})", message.method, message.source);
    let typed: T = serde_json::from_value(value.clone())
        .unwrap_or_else(|error| panic!("{place}: {error}\n{value}"));
    let written = serde_json::to_value(typed).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert!(
        is_same(value, &written),
        "{place}:\n{value}\nbecame\n{written}"
    );
}

/// Whether two JSON values are equal. `1` and `1.0` are the same number.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && (one.iter())
                    .all(|(key, one)| other.get(key).is_some_and(|other| is_same(one, other)))
        }
        _ => one == other,
    }
}

/// Declares a test of all messages in a file. For each method, the macro gets the type of its
/// arguments and of its reply.
macro_rules! protocol {
    ($test:ident, $file:literal, $count:literal: $($method:literal ($args:ty) $(-> $reply:ty)?;)*) => {
        #[test]
        fn $test() {
            let messages = $crate::message::messages(include_str!($file));
            assert!(messages.len() >= $count, "only {} messages", messages.len());
            for message in &messages {
                match message.method.as_str() {
                    $($method => {
                        if let Some(params) = &message.params {
                            $crate::message::assert_unchanged::<$args>(message, params);
                        }
                        $(if let Some(result) = &message.result {
                            $crate::message::assert_unchanged::<$reply>(message, result);
                            continue;
                        })?
                        assert!(message.params.is_some(), "{message:?} is empty or has no reply");
                    })*
                    other => panic!("no type for the method {other}"),
                }
            }
        }
    };
}
pub(crate) use protocol;
