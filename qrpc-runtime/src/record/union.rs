//! How a union without a tag is read: once, and then as each alternative until one fits.

use std::cell::Cell;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};

use crate::value::{Value, ValueReader, unexpected};

/// A value that one of several alternatives may fit.
#[derive(Debug)]
pub struct Attempt {
    value: Value,
    is_human_readable: bool,
    /// Whether no other union is being read around it.
    is_outermost: bool,
}

impl Attempt {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or unions within each other have been tried too often.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_human_readable = deserializer.is_human_readable();
        let value = Value::deserialize(deserializer)?;
        let weight = weight(&value);
        let is_outermost = LEFT.get().is_none();
        let left = match LEFT.get() {
            None => Some(weight.saturating_mul(REREADS).saturating_add(AT_LEAST)),
            Some(left) => left.checked_sub(weight),
        };
        if left.is_none() {
            return Err(Error::custom("its unions are too ambiguous to be read"));
        }
        LEFT.set(left);
        Ok(Self {
            value,
            is_human_readable,
            is_outermost,
        })
    }

    /// The value as an alternative, if it fits that.
    #[must_use]
    pub fn fits<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(ValueReader::new(&self.value, self.is_human_readable)).ok()
    }

    /// Whether it is this text.
    #[must_use]
    pub fn is_text(&self, text: &str) -> bool {
        self.value.as_str() == Some(text)
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// None of the alternatives fits.
    #[must_use]
    pub fn fits_none<E: Error>(&self, alternatives: &[&str]) -> E {
        let alternatives = alternatives.join(", ");
        let value = unexpected(&self.value);
        E::custom(format_args!("{value} fits none of {alternatives}"))
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}

/// How often a value may be read on average: more often than values are nested that are any use,
/// and so seldom that nobody can make others wait by what each level doubles.
const REREADS: usize = 32;

/// What a small value may take all the same.
const AT_LEAST: usize = 100_000;

/// The bytes of text that are as much work as a value.
const BYTES: usize = 32;

thread_local! {
    /// How much may still be read by the unions within the outermost one, while that is read.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// How much work it is to read a value.
fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => 1 + text.len() / BYTES,
        Value::Bytes(bytes) => 1 + bytes.len() / BYTES,
        Value::List(list) => 1 + list.iter().map(weight).sum::<usize>(),
        Value::Map(map) => {
            let entries = map.iter();
            let entries = entries.map(|(key, value)| 1 + key.len() / BYTES + weight(value));
            1 + entries.sum::<usize>()
        }
        _ => 1,
    }
}
