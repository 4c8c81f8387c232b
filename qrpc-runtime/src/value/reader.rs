//! Deserialization of Rust types from [`Value`].

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::null::NullVisitor;
use super::{Map, Value, ValueError};

/// Deserializes from a value, as strictly as a codec does: bytes are not a string, and a list is
/// neither bytes nor a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ValueReader<'a> {
    value: &'a Value,
    /// Whether the value came from a text codec. Some types have a different form in text codecs.
    is_human_readable: bool,
    /// Whether a boolean may be written as 1 or 0.
    takes_number_as_bool: bool,
}

impl<'a> ValueReader<'a> {
    pub(crate) fn new(value: &'a Value, is_human_readable: bool) -> Self {
        Self {
            value,
            is_human_readable,
            takes_number_as_bool: false,
        }
    }

    /// Returns a reader that also reads the numbers 1 and 0 as booleans.
    pub(crate) fn taking_number_as_bool(self) -> Self {
        Self {
            takes_number_as_bool: true,
            ..self
        }
    }

    fn within(self, value: &'a Value) -> Self {
        Self { value, ..self }
    }

    fn entries<'de>(
        self,
        map: &'a Map,
    ) -> MapDeserializer<'de, impl Iterator<Item = (&'a str, Self)>, ValueError> {
        let entry = move |(key, value): (&'a String, &'a Value)| (key.as_str(), self.within(value));
        MapDeserializer::new(map.iter().map(entry))
    }

    fn refuse<'de, V: Visitor<'de>>(self, visitor: &V) -> Result<V::Value, ValueError> {
        Err(de::Error::invalid_type(unexpected(self.value), visitor))
    }
}

/// Whether the number is out of range for `f32`, so that serde would read the number as an
/// infinity.
#[expect(clippy::cast_possible_truncation, reason = "as serde converts it")]
pub(crate) fn is_too_large(number: f64) -> bool {
    number.is_finite() && (number as f32).is_infinite()
}

/// Describes a value for an error message that also names the expected type.
pub(crate) fn unexpected(value: &Value) -> Unexpected<'_> {
    match value {
        Value::Null => Unexpected::Other("null"),
        Value::Bool(flag) => Unexpected::Bool(*flag),
        Value::Int(number) => match (i64::try_from(*number), u64::try_from(*number)) {
            (Ok(number), _) => Unexpected::Signed(number),
            (_, Ok(number)) => Unexpected::Unsigned(number),
            _ => Unexpected::Other("a large integer"),
        },
        Value::Float(number) => Unexpected::Float(*number),
        Value::Text(text) => Unexpected::Str(text),
        Value::Bytes(bytes) => Unexpected::Bytes(bytes),
        Value::List(_) => Unexpected::Seq,
        Value::Map(_) => Unexpected::Map,
    }
}

impl IntoDeserializer<'_, ValueError> for ValueReader<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Defines methods that fail for values that match `$kind`, and read all other values.
macro_rules! unless {
    ($kind:pat => $($method:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            match self.value {
                $kind => self.refuse(&visitor),
                _ => self.deserialize_any(visitor),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for ValueReader<'_> {
    type Error = ValueError;

    fn is_human_readable(&self) -> bool {
        self.is_human_readable
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Int(number) => visit_int(*number, visitor),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Text(text) => visitor.visit_str(text),
            Value::Bytes(bytes) => visitor.visit_bytes(bytes),
            Value::List(list) => {
                let mut values = SeqDeserializer::new(list.iter().map(|item| self.within(item)));
                let made = visitor.visit_seq(&mut values)?;
                values.end().map(|()| made)
            }
            Value::Map(map) => {
                let mut entries = self.entries(map);
                let made = visitor.visit_map(&mut entries)?;
                entries.end().map(|()| made)
            }
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.value {
            Value::Int(flag @ (0 | 1)) if self.takes_number_as_bool => {
                visitor.visit_bool(*flag == 1)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.value {
            Value::Float(number) if is_too_large(*number) => Err(de::Error::invalid_value(
                Unexpected::Float(*number),
                &visitor,
            )),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_any(NullVisitor(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
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
        match self.value {
            Value::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Value::Map(map) => {
                let mut entries = self.entries(map);
                let made = visitor.visit_enum(MapAccessDeserializer::new(&mut entries))?;
                entries.end().map(|()| made)
            }
            _ => self.refuse(&visitor),
        }
    }

    unless!(Value::Bytes(_) => deserialize_str, deserialize_string, deserialize_identifier);
    unless!(Value::List(_) => deserialize_bytes, deserialize_byte_buf, deserialize_map);

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f64 char unit_struct seq tuple
        tuple_struct struct ignored_any
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
