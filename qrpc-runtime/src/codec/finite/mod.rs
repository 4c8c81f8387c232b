//! Checks of outgoing numbers, which are the same for every codec: neither NaN nor infinities, and
//! integers of at most 64 bits.
//!
//! `serde_json` writes NaN and infinities as `null`, and the other side would read the `null` as a
//! missing value. `rmp_serde` writes integers of 128 bits as bytes.

use std::fmt::Display;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// Appends `value` as compact JSON. Rejects numbers that would arrive as a different value.
pub(super) fn write_json<T: Serialize>(
    value: &T,
    into: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    value.serialize(Finite(&mut serde_json::Serializer::new(into)))
}

/// A serializer, or a part of one, that rejects numbers that are not sent.
pub(super) struct Finite<S>(pub(super) S);

/// A value nested in another one.
struct Within<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Serialize for Within<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Finite(serializer))
    }
}

fn check_float<E: Error>(number: f64) -> Result<(), E> {
    if number.is_finite() {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "the number {number} is not finite, so it cannot be sent"
    )))
}

fn too_large<E: Error>(number: impl Display) -> E {
    E::custom(format_args!("the integer {number} does not fit in 64 bits"))
}

macro_rules! forward {
    ($($method:ident($($value:ident: $ty:ty),*) -> $made:ident;)*) => {
        $(fn $method(self, $($value: $ty),*) -> Result<S::$made, S::Error> {
            self.0.$method($($value),*)
        })*
    };
}

macro_rules! begin {
    ($($method:ident($($value:ident: $ty:ty),*) -> $made:ident;)*) => {
        $(fn $method(self, $($value: $ty),*) -> Result<Finite<S::$made>, S::Error> {
            self.0.$method($($value),*).map(Finite)
        })*
    };
}

impl<S: Serializer> Serializer for Finite<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Finite<S::SerializeSeq>;
    type SerializeTuple = Finite<S::SerializeTuple>;
    type SerializeTupleStruct = Finite<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Finite<S::SerializeTupleVariant>;
    type SerializeMap = Finite<S::SerializeMap>;
    type SerializeStruct = Finite<S::SerializeStruct>;
    type SerializeStructVariant = Finite<S::SerializeStructVariant>;

    forward! {
        serialize_bool(flag: bool) -> Ok;
        serialize_i8(number: i8) -> Ok;
        serialize_i16(number: i16) -> Ok;
        serialize_i32(number: i32) -> Ok;
        serialize_i64(number: i64) -> Ok;
        serialize_u8(number: u8) -> Ok;
        serialize_u16(number: u16) -> Ok;
        serialize_u32(number: u32) -> Ok;
        serialize_u64(number: u64) -> Ok;
        serialize_char(letter: char) -> Ok;
        serialize_str(text: &str) -> Ok;
        serialize_bytes(bytes: &[u8]) -> Ok;
        serialize_none() -> Ok;
        serialize_unit() -> Ok;
        serialize_unit_struct(name: &'static str) -> Ok;
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str) -> Ok;
    }

    begin! {
        serialize_seq(len: Option<usize>) -> SerializeSeq;
        serialize_tuple(len: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, len: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(
            name: &'static str, index: u32, variant: &'static str, len: usize
        ) -> SerializeTupleVariant;
        serialize_map(len: Option<usize>) -> SerializeMap;
        serialize_struct(name: &'static str, len: usize) -> SerializeStruct;
        serialize_struct_variant(
            name: &'static str, index: u32, variant: &'static str, len: usize
        ) -> SerializeStructVariant;
    }

    fn serialize_f32(self, number: f32) -> Result<S::Ok, S::Error> {
        check_float(number.into())?;
        self.0.serialize_f32(number)
    }

    fn serialize_f64(self, number: f64) -> Result<S::Ok, S::Error> {
        check_float(number)?;
        self.0.serialize_f64(number)
    }

    fn serialize_i128(self, number: i128) -> Result<S::Ok, S::Error> {
        match (i64::try_from(number), u64::try_from(number)) {
            (Ok(small), _) => self.0.serialize_i64(small),
            (_, Ok(small)) => self.0.serialize_u64(small),
            _ => Err(too_large(number)),
        }
    }

    fn serialize_u128(self, number: u128) -> Result<S::Ok, S::Error> {
        match u64::try_from(number) {
            Ok(small) => self.0.serialize_u64(small),
            Err(_) => Err(too_large(number)),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Within(value))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Within(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = Within(value);
        self.0
            .serialize_newtype_variant(name, index, variant, &value)
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> Result<S::Ok, S::Error> {
        self.0.collect_str(text)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

macro_rules! parts {
    ($($part:ident: $($method:ident($($key:ident)?)),+;)*) => {
        $(impl<S: $part> $part for Finite<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            $(fn $method<T: Serialize + ?Sized>(
                &mut self,
                $($key: &'static str,)?
                value: &T,
            ) -> Result<(), S::Error> {
                self.0.$method($($key,)? &Within(value))
            })+

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        })*
    };
}

parts! {
    SerializeSeq: serialize_element();
    SerializeTuple: serialize_element();
    SerializeTupleStruct: serialize_field();
    SerializeTupleVariant: serialize_field();
    SerializeMap: serialize_key(), serialize_value();
    SerializeStruct: serialize_field(key);
    SerializeStructVariant: serialize_field(key);
}

#[cfg(test)]
mod tests;
