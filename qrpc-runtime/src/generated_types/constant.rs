//! Members with one fixed value.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::value::Value;

/// The value of an object member that is always the same. No Rust field holds this value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// A string.
    Text(&'static str),
}

impl Constant {
    /// Whether `value` equals this constant.
    pub(super) fn is(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(expected), Value::Bool(flag)) => expected == *flag,
            (Self::Int(expected), Value::Int(number)) => expected == *number,
            (Self::Text(expected), Value::Text(text)) => expected == text,
            _ => false,
        }
    }
}

/// Formats the value as JSON.
impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(flag) => write!(f, "{flag}"),
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "{}", Value::from(*text)),
        }
    }
}

impl Serialize for Constant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Int(number) => Value::Int(*number).serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl From<()> for Constant {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<bool> for Constant {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i128> for Constant {
    fn from(number: i128) -> Self {
        Self::Int(number)
    }
}

impl From<&'static str> for Constant {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}
