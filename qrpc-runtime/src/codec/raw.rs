//! Encoded values within a frame, which are decoded when their type is known.

use serde::de::DeserializeOwned;

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
    /// Creates a value from bytes in a codec's own notation.
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
    /// as `5.0`.
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

/// Numbers that are rewritten one after the other before all are rewritten at once.
const SINGLY: usize = 16;

/// Reads JSON. An integer that is refused because of how it is written is rewritten; what takes
/// any number gets it as it was written.
fn decode_json<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    let refused = match serde_json::from_str(text) {
        Err(error) if error.is_data() => error,
        read => return read,
    };
    let mut singly = json::plainly_before(text, refused.line(), refused.column());
    for _ in 0..SINGLY {
        let Some(plain) = singly else { break };
        singly = match serde_json::from_str(&plain) {
            Ok(value) => return Ok(value),
            Err(error) => json::plainly_before(&plain, error.line(), error.column()),
        };
    }
    let plain = json::plainly(text);
    let all = plain.and_then(|plain| serde_json::from_str(&plain).ok());
    all.ok_or(refused)
}

fn decode_erased<T: DeserializeOwned>(codec: &dyn Codec, bytes: &[u8]) -> Result<T, String> {
    let mut made = None;
    codec
        .deserialize(bytes, &mut |deserializer| {
            made = Some(erased_serde::deserialize(deserializer)?);
            Ok(())
        })
        .map_err(|error| error.to_string())?;
    made.ok_or_else(|| "the codec gave no value".to_owned())
}
