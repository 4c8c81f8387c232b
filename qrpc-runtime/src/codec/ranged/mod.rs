//! Refuses numbers that are out of range for `f32`, which serde would read as infinities. Also
//! calls a null `null` in errors.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use crate::value::{NullVisitor, is_too_large};

/// A deserializer, or a part of one, that refuses numbers that are out of range for `f32`.
pub(super) struct Ranged<T>(pub(super) T);

/// The visitor of a value that may be an `f32` or contain one.
struct RangedVisitor<V> {
    visitor: V,
    is_f32: bool,
}

impl<V> RangedVisitor<V> {
    fn new(visitor: V) -> Self {
        Self {
            visitor,
            is_f32: false,
        }
    }
}

macro_rules! forward {
    ($($method:ident($($arg:ident: $ty:ty),*) => |$visitor:ident| $visit:expr;)*) => {
        $(fn $method<V: Visitor<'de>>(
            self,
            $($arg: $ty,)*
            $visitor: V,
        ) -> Result<V::Value, Self::Error> {
            self.0.$method($($arg,)* $visit)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Ranged<D> {
    type Error = D::Error;

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_f32(RangedVisitor {
            visitor,
            is_f32: true,
        })
    }

    // Values that cannot contain an `f32`.
    forward! {
        deserialize_bool() => |visitor| visitor;
        deserialize_i8() => |visitor| visitor;
        deserialize_i16() => |visitor| visitor;
        deserialize_i32() => |visitor| visitor;
        deserialize_i64() => |visitor| visitor;
        deserialize_i128() => |visitor| visitor;
        deserialize_u8() => |visitor| visitor;
        deserialize_u16() => |visitor| visitor;
        deserialize_u32() => |visitor| visitor;
        deserialize_u64() => |visitor| visitor;
        deserialize_u128() => |visitor| visitor;
        deserialize_f64() => |visitor| visitor;
        deserialize_char() => |visitor| visitor;
        deserialize_str() => |visitor| visitor;
        deserialize_string() => |visitor| visitor;
        deserialize_bytes() => |visitor| visitor;
        deserialize_byte_buf() => |visitor| visitor;
        deserialize_unit() => |visitor| NullVisitor(visitor);
        deserialize_unit_struct(name: &'static str) => |visitor| visitor;
        deserialize_identifier() => |visitor| visitor;
        deserialize_ignored_any() => |visitor| visitor;
    }

    forward! {
        deserialize_any() => |visitor| RangedVisitor::new(visitor);
        deserialize_option() => |visitor| RangedVisitor::new(visitor);
        deserialize_newtype_struct(name: &'static str) => |visitor| RangedVisitor::new(visitor);
        deserialize_seq() => |visitor| RangedVisitor::new(visitor);
        deserialize_tuple(len: usize) => |visitor| RangedVisitor::new(visitor);
        deserialize_tuple_struct(name: &'static str, len: usize) => |visitor| {
            RangedVisitor::new(visitor)
        };
        deserialize_map() => |visitor| RangedVisitor::new(visitor);
        deserialize_struct(name: &'static str, fields: &'static [&'static str]) => |visitor| {
            RangedVisitor::new(visitor)
        };
        deserialize_enum(name: &'static str, variants: &'static [&'static str]) => |visitor| {
            RangedVisitor::new(visitor)
        };
    }
}

macro_rules! visit {
    ($($method:ident($($value:ident: $ty:ty)?);)*) => {
        $(fn $method<E: Error>(self, $($value: $ty)?) -> Result<V::Value, E> {
            self.visitor.$method($($value)?)
        })*
    };
}

macro_rules! visit_parts {
    ($($method:ident<$part:ident>;)*) => {
        $(fn $method<P: $part<'de>>(self, part: P) -> Result<V::Value, P::Error> {
            self.visitor.$method(Ranged(part))
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for RangedVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        if self.is_f32 && is_too_large(number) {
            return Err(E::invalid_value(Unexpected::Float(number), &self.visitor));
        }
        self.visitor.visit_f64(number)
    }

    visit! {
        visit_bool(flag: bool);
        visit_i8(number: i8);
        visit_i16(number: i16);
        visit_i32(number: i32);
        visit_i64(number: i64);
        visit_i128(number: i128);
        visit_u8(number: u8);
        visit_u16(number: u16);
        visit_u32(number: u32);
        visit_u64(number: u64);
        visit_u128(number: u128);
        visit_f32(number: f32);
        visit_char(letter: char);
        visit_str(text: &str);
        visit_borrowed_str(text: &'de str);
        visit_string(text: String);
        visit_bytes(bytes: &[u8]);
        visit_borrowed_bytes(bytes: &'de [u8]);
        visit_byte_buf(bytes: Vec<u8>);
        visit_none();
        visit_unit();
    }

    visit_parts! {
        visit_some<Deserializer>;
        visit_newtype_struct<Deserializer>;
        visit_seq<SeqAccess>;
        visit_map<MapAccess>;
        visit_enum<EnumAccess>;
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Ranged<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Ranged(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Ranged<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Ranged(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Ranged<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Ranged(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Ranged<A> {
    type Error = A::Error;
    type Variant = Ranged<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (variant, data) = self.0.variant_seed(seed)?;
        Ok((variant, Ranged(data)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Ranged<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Ranged(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(len, RangedVisitor::new(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, RangedVisitor::new(visitor))
    }
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the functions that stubs get are public")]
mod tests;
