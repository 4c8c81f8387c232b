//! Deserialization of [`Value`] from the wire.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Bytes, Map, Value, bytes};

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text_only = deserializer.is_human_readable();
        deserializer.deserialize_any(ValueVisitor { text_only })
    }
}

/// Accepts any value. For text codecs, an object with the key [`bytes::BYTES_KEY`] represents
/// bytes.
struct ValueVisitor {
    text_only: bool,
}

macro_rules! visit {
    ($($method:ident($ty:ty) => |$value:ident| $to:expr),* $(,)?) => {
        $(fn $method<E: de::Error>(self, $value: $ty) -> Result<Value, E> {
            Ok($to)
        })*
    };
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    visit! {
        visit_bool(bool) => |flag| Value::Bool(flag),
        visit_i64(i64) => |number| Value::Int(number.into()),
        visit_u64(u64) => |number| Value::Int(number.into()),
        visit_i128(i128) => |number| Value::Int(number),
        visit_f64(f64) => |number| Value::Float(number),
        visit_str(&str) => |text| Value::Text(text.to_owned()),
        visit_string(String) => |text| Value::Text(text),
        visit_bytes(&[u8]) => |bytes| Value::Bytes(bytes.into()),
        visit_byte_buf(Vec<u8>) => |bytes| Value::Bytes(bytes.into()),
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if values.contains_key(&key) {
                return Err(de::Error::custom(format_args!(
                    "the key {key:?} is duplicated"
                )));
            }
            values.insert(key, value);
        }
        match (
            self.text_only && values.len() == 1,
            values.get(bytes::BYTES_KEY),
        ) {
            (true, Some(Value::Text(text))) => Bytes::from_base64(text).map(Value::Bytes),
            _ => Ok(Value::Map(values)),
        }
    }
}
