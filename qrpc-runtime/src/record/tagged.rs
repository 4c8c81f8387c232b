//! Deserialization of tagged unions. The tag may be anywhere among the fields.

use std::fmt;
use std::marker::PhantomData;
use std::vec;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, IntoDeserializer,
    MapAccess, Visitor,
};

use super::field::{duplicate, list, missing};
use crate::value::{Value, ValueReader};

/// A type with several variants, which a tag distinguishes.
pub trait Variants: Sized {
    /// The name of the tag.
    const TAG: &'static str;
    /// The known values of the tag.
    const KNOWN: &'static [&'static str];

    /// Reads the variant with the index `place` among the known ones, from all entries except the
    /// tag.
    ///
    /// # Errors
    ///
    /// When the entries do not match the variant.
    fn read<'de, A: MapAccess<'de>>(place: usize, rest: A) -> Result<Self, A::Error>;
}

/// Reads a tagged union.
///
/// # Errors
///
/// When the tag is missing, unknown or duplicated, or when the record does not fit.
pub fn read_tagged<'de, T: Variants, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let is_human_readable = deserializer.is_human_readable();
    deserializer.deserialize_map(Tagged {
        is_human_readable,
        variants: PhantomData,
    })
}

/// Reads the record of a variant.
///
/// # Errors
///
/// When the record does not fit.
pub fn read_variant<'de, T: Deserialize<'de>, A: MapAccess<'de>>(rest: A) -> Result<T, A::Error> {
    T::deserialize(MapAccessDeserializer::new(rest))
}

/// Skips the other entries of a variant without a record.
///
/// # Errors
///
/// When an entry cannot be read.
pub fn skip_rest<'de, A: MapAccess<'de>>(mut rest: A) -> Result<(), A::Error> {
    while rest.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

struct Tagged<T> {
    is_human_readable: bool,
    variants: PhantomData<T>,
}

impl<'de, T: Variants> Visitor<'de> for Tagged<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", T::TAG)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut early = Vec::new();
        while let Some(key) = map.next_key_seed(Key::<T>(PhantomData))? {
            let Some(key) = key else {
                let place = map.next_value_seed(Tag::<T>(PhantomData))?;
                let rest = OtherEntries {
                    tag: T::TAG,
                    early: early.into_iter(),
                    value: None,
                    is_human_readable: self.is_human_readable,
                    late: map,
                };
                return T::read(place, rest);
            };
            early.push((key, map.next_value()?));
        }
        Err(missing(T::TAG))
    }
}

/// Reads a key. Returns `None` for the tag.
struct Key<T>(PhantomData<T>);

impl<'de, T: Variants> DeserializeSeed<'de> for Key<T> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: Variants> Visitor<'_> for Key<T> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok((name != T::TAG).then(|| name.to_owned()))
    }
}

/// Reads the value of the tag and returns its index.
struct Tag<T>(PhantomData<T>);

impl<'de, T: Variants> DeserializeSeed<'de> for Tag<T> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T: Variants> Visitor<'_> for Tag<T> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {} for `{}`", list(T::KNOWN), T::TAG)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<usize, E> {
        let place = T::KNOWN.iter().position(|known| *known == name);
        place.ok_or_else(|| {
            let known = list(T::KNOWN);
            E::custom(format_args!(
                "`{}` is `{name}`, which is not one of {known}",
                T::TAG
            ))
        })
    }
}

/// All entries except the tag: those before it and those after it.
struct OtherEntries<A> {
    tag: &'static str,
    early: vec::IntoIter<(String, Value)>,
    /// The value of the entry whose key was read last.
    value: Option<Value>,
    is_human_readable: bool,
    late: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for OtherEntries<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let Some((key, value)) = self.early.next() else {
            let tag = self.tag;
            return self.late.next_key_seed(OtherThan { tag, seed });
        };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => {
                let reader = ValueReader::new(&value, self.is_human_readable);
                seed.deserialize(reader).map_err(A::Error::custom)
            }
            None => self.late.next_value_seed(seed),
        }
    }
}

/// Reads any key except the tag. A second tag is an error.
struct OtherThan<K> {
    tag: &'static str,
    seed: K,
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for OtherThan<K> {
    type Value = K::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for OtherThan<K> {
    type Value = K::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<K::Value, E> {
        if name == self.tag {
            return Err(duplicate(self.tag));
        }
        self.seed.deserialize(name.into_deserializer())
    }
}
