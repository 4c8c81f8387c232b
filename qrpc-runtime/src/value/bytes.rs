//! The spec's type `bytes`.

use std::fmt;
use std::ops::Deref;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The only key of the JSON object that represents bytes (as in quickrpc).
pub(super) const BYTES_KEY: &str = "__bytes";

/// A byte string, as opposed to a list of numbers.
///
/// A codec with a byte type encodes the bytes directly. A text codec encodes them as quickrpc does:
/// an object with the single key `__bytes`, whose value is base64.
///
/// ```
/// use qrpc_runtime::Bytes;
///
/// let data = Bytes::from([0, 1, 255]);
/// assert_eq!(serde_json::to_string(&data).unwrap(), r#"{"__bytes":"AAH/"}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bytes(Vec<u8>);

impl Bytes {
    /// Returns the bytes as a vector.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }

    pub(crate) fn to_base64(&self) -> String {
        BASE64.encode(&self.0)
    }

    pub(crate) fn from_base64<E: de::Error>(text: &str) -> Result<Self, E> {
        let bytes = BASE64.decode(text);
        bytes.map(Self).map_err(|error| {
            E::custom(format_args!(
                "the base64 string for bytes is invalid: {error}"
            ))
        })
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Bytes {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.0);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(BYTES_KEY, &self.to_base64())?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_map(BytesVisitor)
        } else {
            deserializer.deserialize_byte_buf(BytesVisitor)
        }
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "bytes, in JSON an object {{\"{BYTES_KEY}\": \"<base64>\"}}"
        )
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(bytes.into())
    }

    fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
        Ok(Bytes(bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Bytes, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = list.next_element()? {
            bytes.push(byte);
        }
        Ok(Bytes(bytes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Bytes, A::Error> {
        let Some((key, text)) = map.next_entry::<String, String>()? else {
            return Err(de::Error::missing_field(BYTES_KEY));
        };
        if key != BYTES_KEY || map.next_key::<String>()?.is_some() {
            return Err(de::Error::custom(format_args!(
                "the object for bytes must have only the key `{BYTES_KEY}`"
            )));
        }
        Bytes::from_base64(&text)
    }
}
