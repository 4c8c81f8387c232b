//! Serialization of Rust types into [`Value`], and of [`Value`] to the wire.

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

use super::{Map, Value};

/// A conversion to or from a [`Value`] failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(String);

impl serde::ser::Error for ValueError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl serde::de::Error for ValueError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Int(number) => serialize_int(*number, serializer),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bytes(bytes) => bytes.serialize(serializer),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(map) => serializer.collect_map(map),
        }
    }
}

fn serialize_int<S: Serializer>(number: i128, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(small) = i64::try_from(number) {
        serializer.serialize_i64(small)
    } else if let Ok(small) = u64::try_from(number) {
        serializer.serialize_u64(small)
    } else {
        serializer.serialize_i128(number)
    }
}

/// A serializer that creates a [`Value`].
pub(super) struct ValueSerializer;

type Made = Result<Value, ValueError>;

macro_rules! plain {
    ($($method:ident($ty:ty) => |$value:ident| $to:expr),* $(,)?) => {
        $(fn $method(self, $value: $ty) -> Made {
            Ok($to)
        })*
    };
}

impl Serializer for ValueSerializer {
    type Ok = Value;
    type Error = ValueError;
    type SerializeSeq = ListMaker;
    type SerializeTuple = ListMaker;
    type SerializeTupleStruct = ListMaker;
    type SerializeTupleVariant = Impossible<Value, ValueError>;
    type SerializeMap = MapMaker;
    type SerializeStruct = MapMaker;
    type SerializeStructVariant = Impossible<Value, ValueError>;

    plain! {
        serialize_bool(bool) => |flag| Value::Bool(flag),
        serialize_i8(i8) => |number| Value::Int(number.into()),
        serialize_i16(i16) => |number| Value::Int(number.into()),
        serialize_i32(i32) => |number| Value::Int(number.into()),
        serialize_i64(i64) => |number| Value::Int(number.into()),
        serialize_i128(i128) => |number| Value::Int(number),
        serialize_u8(u8) => |number| Value::Int(number.into()),
        serialize_u16(u16) => |number| Value::Int(number.into()),
        serialize_u32(u32) => |number| Value::Int(number.into()),
        serialize_u64(u64) => |number| Value::Int(number.into()),
        serialize_f32(f32) => |number| Value::Float(number.into()),
        serialize_f64(f64) => |number| Value::Float(number),
        serialize_char(char) => |letter| Value::Text(letter.into()),
        serialize_str(&str) => |text| Value::Text(text.to_owned()),
        serialize_bytes(&[u8]) => |bytes| Value::Bytes(bytes.into()),
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_none(self) -> Made {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Made {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Made {
        Ok(Value::Map(Map::from([(
            variant.to_owned(),
            value.serialize(self)?,
        )])))
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<ListMaker, ValueError> {
        Ok(ListMaker::default())
    }

    fn serialize_tuple(self, _len: usize) -> Result<ListMaker, ValueError> {
        Ok(ListMaker::default())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<ListMaker, ValueError> {
        Ok(ListMaker::default())
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Impossible<Value, ValueError>, ValueError> {
        Err(no_variant(variant))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<MapMaker, ValueError> {
        Ok(MapMaker::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<MapMaker, ValueError> {
        Ok(MapMaker::default())
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Impossible<Value, ValueError>, ValueError> {
        Err(no_variant(variant))
    }
}

fn no_variant(variant: &str) -> ValueError {
    ValueError::custom(format_args!(
        "the variant `{variant}` with several fields cannot be converted to a value"
    ))
}

/// Collects a [`Value::List`].
#[derive(Default)]
pub(super) struct ListMaker(Vec<Value>);

impl ListMaker {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        self.0.push(value.serialize(ValueSerializer)?);
        Ok(())
    }
}

macro_rules! list_maker {
    ($($maker:ident :: $method:ident),*) => {
        $(impl $maker for ListMaker {
            type Ok = Value;
            type Error = ValueError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
                self.push(value)
            }

            fn end(self) -> Made {
                Ok(Value::List(self.0))
            }
        })*
    };
}

list_maker!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field
);

/// Collects a [`Value::Map`].
#[derive(Default)]
pub(super) struct MapMaker {
    map: Map,
    key: String,
}

impl SerializeMap for MapMaker {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ValueError> {
        match key.serialize(ValueSerializer)? {
            Value::Text(key) => self.key = key,
            other => {
                return Err(ValueError::custom(format_args!(
                    "a map key must be a string, not {other:?}"
                )));
            }
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        let key = std::mem::take(&mut self.key);
        self.map.insert(key, value.serialize(ValueSerializer)?);
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Value::Map(self.map))
    }
}

impl SerializeStruct for MapMaker {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), ValueError> {
        self.map
            .insert(key.to_owned(), value.serialize(ValueSerializer)?);
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Value::Map(self.map))
    }
}
