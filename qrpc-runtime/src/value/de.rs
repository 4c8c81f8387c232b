//! From the wire to [`Value`], and from [`Value`] to Rust.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{Bytes, Value, ValueError, bytes};

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text_only = deserializer.is_human_readable();
        deserializer.deserialize_any(ValueVisitor { text_only })
    }
}

/// Takes any value; where the codec is for text only, [`bytes::KEY`] means bytes.
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
        let mut values = BTreeMap::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if values.contains_key(&key) {
                return Err(de::Error::custom(format_args!(
                    "the key {key:?} comes twice"
                )));
            }
            values.insert(key, value);
        }
        match (self.text_only && values.len() == 1, values.get(bytes::KEY)) {
            (true, Some(Value::Text(text))) => Bytes::from_base64(text).map(Value::Bytes),
            _ => Ok(Value::Map(values)),
        }
    }
}

impl<'de> IntoDeserializer<'de, ValueError> for &'de Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = ValueError;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Int(number) => visit_int(*number, visitor),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Value::List(list) => {
                let mut values = SeqDeserializer::new(list.iter());
                let made = visitor.visit_seq(&mut values)?;
                values.end().map(|()| made)
            }
            Value::Map(map) => {
                let entries = map.iter().map(|(key, value)| (key.as_str(), value));
                let mut values = MapDeserializer::new(entries);
                let made = visitor.visit_map(&mut values)?;
                values.end().map(|()| made)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self {
            Value::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            other => Err(de::Error::custom(format_args!(
                "expected a name, not {other:?}"
            ))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn visit_int<'de, V: Visitor<'de>>(number: i128, visitor: V) -> Result<V::Value, ValueError> {
    if let Ok(small) = i64::try_from(number) {
        visitor.visit_i64(small)
    } else if let Ok(small) = u64::try_from(number) {
        visitor.visit_u64(small)
    } else {
        visitor.visit_i128(number)
    }
}
