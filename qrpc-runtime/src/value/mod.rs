//! Values of the type `any`, and bytes.

mod base64;
mod bytes;
mod de;
mod index;
mod map;
mod null;
mod reader;
mod request_id;
mod ser;

use std::collections::BTreeMap;
use std::fmt;

pub use base64::Base64;
pub use bytes::Bytes;
pub use index::ValueIndex;
pub use map::Map;
pub(crate) use null::NullVisitor;
pub(crate) use reader::{ValueReader, is_too_large, unexpected};
pub use request_id::RequestId;
pub use ser::ValueError;
use serde::{Serialize, de::DeserializeOwned};

/// A value of the spec's type `any`.
///
/// Unlike a JSON value, a `Value` distinguishes bytes from strings, and keeps integers of up to 64
/// bits exact.
///
/// ```
/// use qrpc_runtime::Value;
///
/// let value = Value::from(vec![Value::from(1), Value::from("two")]);
/// assert_eq!(value.to::<(i32, String)>().unwrap(), (1, "two".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// No value: JSON's `null`, Python's `None`.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// A floating point number.
    Float(f64),
    /// A string.
    Text(String),
    /// Bytes. In JSON, an object with the single key `__bytes`, as in quickrpc.
    Bytes(Bytes),
    /// A list of values.
    List(Vec<Value>),
    /// A map from strings to values, in the order of its entries.
    Map(Map),
}

impl Value {
    /// Converts the value to a `T`.
    ///
    /// # Errors
    ///
    /// When the value does not fit `T`. The message states the mismatch.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, ValueError> {
        T::deserialize(ValueReader::new(self, false))
    }

    /// Creates a value from anything that can be serialized.
    ///
    /// # Errors
    ///
    /// When `value` fails to serialize, or has map keys that are not strings.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, ValueError> {
        value.serialize(ser::ValueSerializer)
    }

    /// Whether the value is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// Returns the boolean, if the value is a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Returns the integer, if the value is an integer in the range of `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(number) => (*number).try_into().ok(),
            _ => None,
        }
    }

    /// Returns the integer, if the value is an integer in the range of `u64`.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Int(number) => (*number).try_into().ok(),
            _ => None,
        }
    }

    /// Returns an integer or a float as the nearest `f64`, or `None` if the value is not a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "that is what is asked for")]
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the bytes, if the value is a byte string.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Returns the list, if the value is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// Returns the map, if the value is a map.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Returns an entry of a map by its key, or an item of a list by its position. `None` if the
    /// value has no entry or item with this index.
    ///
    /// ```
    /// use qrpc_runtime::Value;
    ///
    /// let value = Value::from_iter([("volts", vec![Value::from(5)])]);
    /// let volts = value.get("volts").and_then(|list| list.get(0));
    /// assert_eq!(volts.and_then(Value::as_i64), Some(5));
    /// assert_eq!(value.get("ohms"), None);
    /// ```
    #[must_use]
    pub fn get(&self, index: impl ValueIndex) -> Option<&Value> {
        index.find_in(self)
    }

    /// Returns the string, if the value is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Formats the value as JSON.
/// Returns the integer that a float denotes, or `None` for a fraction. Also returns `None` if the
/// float is 2^53 or more, or -2^53 or less, because it may then stand for several integers.
pub(crate) fn exact_integer(number: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the number is whole and small enough"
    )]
    (number.fract() == 0.0 && number.abs() < LARGEST).then_some(number as i64)
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_string(self) {
            Ok(json) => f.write_str(&json),
            Err(_) => f.write_str("a value that JSON cannot represent"),
        }
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Value {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self::Map(entries.into_iter().collect())
    }
}

macro_rules! from {
    ($($from:ty => |$value:ident| $to:expr),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $to
            }
        })*
    };
}

from! {
    () => |_nothing| Self::Null,
    bool => |flag| Self::Bool(flag),
    i32 => |number| Self::Int(number.into()),
    i64 => |number| Self::Int(number.into()),
    u32 => |number| Self::Int(number.into()),
    u64 => |number| Self::Int(number.into()),
    f64 => |number| Self::Float(number),
    &str => |text| Self::Text(text.to_owned()),
    String => |text| Self::Text(text),
    Bytes => |bytes| Self::Bytes(bytes),
    Vec<Value> => |list| Self::List(list),
    Map => |map| Self::Map(map),
    BTreeMap<String, Value> => |map| Self::Map(map.into()),
}

#[cfg(test)]
mod tests;
