//! Values whose type the spec leaves open (`any`), and bytes.

mod bytes;
mod de;
mod reader;
mod ser;

use std::collections::BTreeMap;
use std::fmt;

pub use bytes::Bytes;
pub(crate) use reader::{Reader, unexpected};
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
        T::deserialize(Reader::new(self, false))
    }

    /// Makes a value of anything that can be serialized.
    ///
    /// # Errors
    ///
    /// When `value` refuses to be serialized, or has map keys that are not text.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, ValueError> {
        value.serialize(ser::ValueSerializer)
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
