//! Encoded values within a frame, which are decoded when their type is known.

use serde::de::DeserializeOwned;

use super::ranged::Ranged;
use super::{Codec, json};

/// A callback that reads one value with the deserializer of a codec.
pub type Decoder<'a> =
    &'a mut dyn FnMut(&mut dyn erased_serde::Deserializer<'_>) -> Result<(), erased_serde::Error>;

/// An encoded value that borrows from its frame.
///
/// JSON is deserialized directly. Values of other codecs are deserialized with
/// [`Codec::deserialize`].
#[derive(Clone, Copy)]
pub struct Raw<'f>(Form<'f>);

#[derive(Clone, Copy)]
enum Form<'f> {
    Json(&'f str),
    Coded {
        codec: &'f dyn Codec,
        bytes: &'f [u8],
    },
}

impl<'f> Raw<'f> {
    /// Creates a value from bytes that `codec` can deserialize.
    pub fn new(codec: &'f dyn Codec, bytes: &'f [u8]) -> Self {
        Self(Form::Coded { codec, bytes })
    }

    /// Creates a value from JSON.
    #[must_use]
    pub fn json(text: &'f str) -> Self {
        Self(Form::Json(text))
    }

    /// Returns the encoded value.
    #[must_use]
    pub fn as_bytes(&self) -> &'f [u8] {
        match self.0 {
            Form::Json(text) => text.as_bytes(),
            Form::Coded { bytes, .. } => bytes,
        }
    }

    /// Decodes the value as a `T`. An integer may be written with a fraction or an exponent, such
    /// as `5.0`. If an `f32` is decoded, a number that is out of range for `f32` is an error.
    ///
    /// # Errors
    ///
    /// When the value does not fit `T`. The message states the mismatch.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, String> {
        match self.0 {
            Form::Json(text) => decode_json(text).map_err(|error| error.to_string()),
            Form::Coded { codec, bytes } => decode_erased(codec, bytes),
        }
    }
}

/// The maximum number of integers in a text that are rewritten one by one. After each rewritten
/// integer, the text is read again from the start.
const MAX_REWRITTEN_INTEGERS: usize = 8;

/// The maximum length in bytes of a text in which integers are rewritten one by one. The limit is
/// low so that a message cannot delay the messages of other peers for long.
const MAX_REWRITTEN_LENGTH: usize = 16 << 10;

/// Reads JSON. If a type refuses an integer because of its notation, such as `5.0`, the integer is
/// rewritten. A type that accepts any number gets the original notation, unless the text is so
/// long, or has so many integers such as `5.0`, that all of these integers are rewritten at once.
fn decode_json<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    let refused = match from_json(text) {
        Err(error) if error.is_data() => error,
        read => return read,
    };
    let tries = if text.len() <= MAX_REWRITTEN_LENGTH {
        MAX_REWRITTEN_INTEGERS
    } else {
        0
    };
    let mut plain = json::plainly_before(text, refused.line(), refused.column());
    for _ in 0..tries {
        let Some(text) = plain else { break };
        plain = match from_json(&text) {
            Ok(value) => return Ok(value),
            Err(error) => json::plainly_before(&text, error.line(), error.column()),
        };
    }
    match json::plainly(text) {
        Some(plain) => from_json(&plain),
        None => Err(refused),
    }
}

fn from_json<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Ranged(&mut json))?;
    json.end()?;
    Ok(value)
}

fn decode_erased<T: DeserializeOwned>(codec: &dyn Codec, bytes: &[u8]) -> Result<T, String> {
    let mut made = None;
    codec
        .deserialize(bytes, &mut |deserializer| {
            made = Some(T::deserialize(Ranged(deserializer))?);
            Ok(())
        })
        .map_err(|error| error.to_string())?;
    made.ok_or_else(|| "the codec did not produce a value".to_owned())
}

#[cfg(test)]
mod tests {
    use super::Raw;
    use crate::Value;

    #[test]
    fn few_integers_are_rewritten_one_by_one_and_many_at_once() {
        let few = Raw::json("[[5.0, 2e0], 5.0]").decode::<(Vec<i64>, Value)>();
        assert_eq!(few, Ok((vec![5, 2], Value::Float(5.0))));
        for count in [20, 20_000] {
            let json = format!("[[{}5.0], -1.5]", "5.0,".repeat(count - 1));
            let many = Raw::json(&json).decode::<(Vec<i64>, f64)>();
            assert_eq!(many, Ok((vec![5; count], -1.5)));
        }
    }

    #[test]
    fn a_float_is_read_as_it_was_written() {
        // All kinds of floats, from a generator of pseudorandom bits.
        let mut bits = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..20_000 {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let float = f64::from_bits(bits);
            if float.is_finite() {
                let json = serde_json::to_string(&float).unwrap();
                assert_eq!(Raw::json(&json).decode::<f64>(), Ok(float), "{json}");
                assert_eq!(Raw::json(&json).decode(), Ok(Value::Float(float)), "{json}");
            }
        }
    }

    #[test]
    fn the_error_names_what_cannot_be_read() {
        let error = Raw::json("[5.0, 1.5]").decode::<Vec<i64>>();
        assert!(error.unwrap_err().contains("`1.5`"));
        let error = Raw::json("[\"a\", 1.5]").decode::<Vec<String>>();
        assert!(error.unwrap_err().contains("`1.5`"));
    }
}
