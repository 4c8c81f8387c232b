//! Deserialization of untagged unions. The value is read once, and then tried as each alternative
//! until one fits.

use std::cell::Cell;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Unexpected};

use crate::value::{Value, ValueReader, unexpected};

/// A value that may fit one of several alternatives.
#[derive(Debug)]
pub struct Attempt {
    value: Value,
    is_human_readable: bool,
    /// Whether this union is the outermost of the unions that are being read.
    is_outermost: bool,
}

impl Attempt {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When the value cannot be read, or when nested unions exceed the limit on repeated reads.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_human_readable = deserializer.is_human_readable();
        let value = Value::deserialize(deserializer)?;
        let weight = weight(&value);
        let is_outermost = LEFT.get().is_none();
        let left = match LEFT.get() {
            None => Some(
                weight
                    .saturating_mul(MAX_AVERAGE_READS)
                    .saturating_add(ALWAYS_ALLOWED_READS),
            ),
            Some(left) => left.checked_sub(weight),
        };
        if left.is_none() {
            return Err(Error::custom(
                "the nested unions of the value are too ambiguous to read",
            ));
        }
        LEFT.set(left);
        Ok(Self {
            value,
            is_human_readable,
            is_outermost,
        })
    }

    /// Returns the value as a `T`, the type of an alternative, or `None` if it does not match.
    #[must_use]
    pub fn fits<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(ValueReader::new(&self.value, self.is_human_readable)).ok()
    }

    /// Whether the value is this string.
    #[must_use]
    pub fn is_text(&self, text: &str) -> bool {
        self.value.as_str() == Some(text)
    }

    /// Whether the value is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// Creates the error for a value that fits none of the alternatives.
    #[must_use]
    pub fn fits_none<E: Error>(&self, alternatives: &[&str]) -> E {
        let alternatives = alternatives.join(", ");
        // The message says `object` and `array`, as JSON does, where serde would say `map` and
        // `sequence`.
        let value = match &self.value {
            Value::Map(_) => Unexpected::Other("object"),
            Value::List(_) => Unexpected::Other("array"),
            value => unexpected(value),
        };
        E::custom(format_args!("{value} does not match any of {alternatives}"))
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}

/// The maximum average number of times that a value may be read. This limit is higher than the
/// nesting depth of useful values. Without a limit, a peer could cause a denial of service, because
/// each level of nested unions may double the reads.
const MAX_AVERAGE_READS: usize = 32;

/// The number of values that may always be read, even if the average number of reads is above the
/// maximum.
const ALWAYS_ALLOWED_READS: usize = 100_000;

/// The number of bytes of a string that count as much work as one value.
const BYTES_PER_READ: usize = 32;

thread_local! {
    /// The number of values that may still be read while the outermost union is read. `None` if no
    /// union is being read.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Returns the work of reading a value, counted in values.
fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => 1 + text.len() / BYTES_PER_READ,
        Value::Bytes(bytes) => 1 + bytes.len() / BYTES_PER_READ,
        Value::List(list) => 1 + list.iter().map(weight).sum::<usize>(),
        Value::Map(map) => {
            let entries = map.iter();
            let entries =
                entries.map(|(key, value)| 1 + key.len() / BYTES_PER_READ + weight(value));
            1 + entries.sum::<usize>()
        }
        _ => 1,
    }
}
