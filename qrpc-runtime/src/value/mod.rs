//! Values whose type the spec leaves open (`any`), and bytes.

mod bytes;
mod de;
mod reader;
mod ser;

use std::collections::BTreeMap;
use std::fmt;

pub use bytes::Bytes;
pub(crate) use reader::{ValueReader, unexpected};
pub use ser::ValueError;
use serde::{Serialize, de::DeserializeOwned};

/// A value of the spec's type `any`.
///
/// Other than a JSON value it keeps bytes apart from text, and integers of up to 64 bits exact.
///
/// ```
/// use qrpc_runtime::Value;
///
/// let value = Value::from(vec![Value::from(1), Value::from("two")]);
/// assert_eq!(value.to::<(i32, String)>().unwrap(), (1, "two".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: JSON's `null`, Python's `None`.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A floating point number.
    Float(f64),
    /// Text.
    Text(String),
    /// Bytes; in JSON an object with the one key `__bytes`, as quickrpc writes it.
    Bytes(Bytes),
    /// Values in order.
    List(Vec<Value>),
    /// Values by name, sorted.
    Map(BTreeMap<String, Value>),
}

impl Value {
    /// Takes the value as a `T`.
    ///
    /// # Errors
    ///
    /// When the value does not fit `T`; the text says where and why.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, ValueError> {
        T::deserialize(ValueReader::new(self, false))
    }

    /// Makes a value of anything that can be serialized.
    ///
    /// # Errors
    ///
    /// When `value` refuses to be serialized, or has map keys that are not text.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, ValueError> {
        value.serialize(ser::ValueSerializer)
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The flag, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The whole number, if it is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(number) => (*number).try_into().ok(),
            _ => None,
        }
    }

    /// The whole number, if it is one that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Int(number) => (*number).try_into().ok(),
            _ => None,
        }
    }

    /// The number, whole or not, as the nearest float.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "that is what is asked for")]
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// The bytes, if it is some.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The values of a list, if it is one.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The entries of a map, if it is one.
    #[must_use]
    pub fn as_map(&self) -> Option<&BTreeMap<String, Value>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// An entry of a map.
    ///
    /// ```
    /// use qrpc_runtime::Value;
    ///
    /// let value = Value::from_iter([("volts", 5)]);
    /// assert_eq!(value.get("volts").and_then(Value::as_i64), Some(5));
    /// assert_eq!(value.get("ohms"), None);
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map()?.get(key)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The value as JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_string(self) {
            Ok(json) => f.write_str(&json),
            Err(_) => f.write_str("a value that JSON cannot say"),
        }
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Value {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entry = |(key, value): (K, V)| (key.into(), value.into());
        Self::Map(entries.into_iter().map(entry).collect())
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
    BTreeMap<String, Value> => |map| Self::Map(map),
}
