//! Reads tagged unions, and writes their tags. The tag may be anywhere among the fields.

use std::fmt;
use std::marker::PhantomData;
use std::vec;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, IntoDeserializer,
    MapAccess, Visitor,
};
use serde::ser::SerializeMap;

use super::field::list;
use super::read::{duplicate, missing};
use crate::value::{Value, ValueReader};

/// A type with several variants; a tag in the object selects the variant.
pub trait Variants: Sized {
    /// The name of the tag.
    const TAG: &'static str;
    /// The known values of the tag.
    const KNOWN: &'static [&'static str];
    /// The index of the variant that is written without the tag, and read if the tag is missing.
    const UNTAGGED: Option<usize> = None;
    /// Whether an object with an unknown tag is kept, as the variant that [`other`](Self::other)
    /// returns.
    const IS_OPEN: bool = false;

    /// Reads the variant whose tag has the index `place` in [`KNOWN`](Self::KNOWN). `rest` has all
    /// entries of the object except the tag.
    ///
    /// # Errors
    ///
    /// When the entries do not match the variant.
    fn read<'de, A: MapAccess<'de>>(place: usize, rest: A) -> Result<Self, A::Error>;

    /// Returns the variant for an object with an unknown tag, or `None` if the union is not open.
    #[must_use]
    fn other(_value: Value) -> Option<Self> {
        None
    }
}

/// Writes the tag of a variant.
///
/// # Errors
///
/// When `map` fails.
pub fn write_tag<T: Variants, M: SerializeMap>(map: &mut M, place: usize) -> Result<(), M::Error> {
    match T::KNOWN.get(place) {
        Some(tag) if T::UNTAGGED != Some(place) => map.serialize_entry(T::TAG, tag),
        _ => Ok(()),
    }
}

/// Reads a tagged union.
///
/// # Errors
///
/// When the tag is missing, unknown or duplicated, or when the fields do not match the variant's
/// record. A union with an untagged variant accepts a missing tag, an open union an unknown tag.
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
/// When the entries do not match the record.
pub fn read_variant<'de, T: Deserialize<'de>, A: MapAccess<'de>>(rest: A) -> Result<T, A::Error> {
    T::deserialize(MapAccessDeserializer::new(rest))
}

/// Skips all entries except the tag, for a variant without a record.
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
                let tag = map.next_value_seed(Tag::<T>(PhantomData))?;
                let rest = self.others(early, Some(map));
                return match tag {
                    Ok(place) => T::read(place, rest),
                    Err(tag) => read_other(tag, rest),
                };
            };
            early.push((key, map.next_value()?));
        }
        match T::UNTAGGED {
            Some(place) => T::read(place, self.others(early, None::<A>)),
            None => Err(missing(T::TAG)),
        }
    }
}

impl<T: Variants> Tagged<T> {
    fn others<A>(&self, early: Vec<(String, Value)>, late: Option<A>) -> OtherEntries<A> {
        OtherEntries {
            tag: T::TAG,
            early: early.into_iter(),
            value: None,
            is_human_readable: self.is_human_readable,
            late,
        }
    }
}

/// Reads an object with an unknown tag.
fn read_other<'de, T: Variants, A: MapAccess<'de>>(
    tag: Value,
    mut rest: OtherEntries<A>,
) -> Result<T, A::Error> {
    let place = rest.early.len();
    let mut entries = Vec::new();
    while let Some(entry) = rest.next_entry()? {
        entries.push(entry);
    }
    entries.insert(place, (T::TAG.to_owned(), tag));
    T::other(entries.into_iter().collect()).ok_or_else(|| missing(T::TAG))
}

/// Reads a key. The result is `None` for the key of the tag.
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

/// Reads the value of the tag. Returns the index of a known value or, if the value is unknown and
/// the union is open, the value itself.
struct Tag<T>(PhantomData<T>);

impl<'de, T: Variants> DeserializeSeed<'de> for Tag<T> {
    type Value = Result<usize, Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if !T::IS_OPEN {
            return deserializer.deserialize_str(self);
        }
        let tag = Value::deserialize(deserializer)?;
        let place = tag.as_str().and_then(place::<T>);
        Ok(place.ok_or(tag))
    }
}

/// Returns the index of a known tag, or `None` if the tag is unknown.
fn place<T: Variants>(tag: &str) -> Option<usize> {
    T::KNOWN.iter().position(|known| *known == tag)
}

impl<T: Variants> Visitor<'_> for Tag<T> {
    type Value = Result<usize, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {} for `{}`", list(T::KNOWN), T::TAG)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        match place::<T>(name) {
            Some(place) => Ok(Ok(place)),
            None => Err(E::custom(format_args!(
                "`{}` is `{name}`, which is not one of {}",
                T::TAG,
                list(T::KNOWN)
            ))),
        }
    }
}

/// All entries except the tag: the entries before the tag and the entries after it.
struct OtherEntries<A> {
    tag: &'static str,
    early: vec::IntoIter<(String, Value)>,
    /// The value of the entry whose key was read last.
    value: Option<Value>,
    is_human_readable: bool,
    /// The entries after the tag; `None` if there is no tag.
    late: Option<A>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for OtherEntries<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let Some((key, value)) = self.early.next() else {
            let tag = self.tag;
            return match &mut self.late {
                Some(late) => late.next_key_seed(OtherThan { tag, seed }),
                None => Ok(None),
            };
        };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match (self.value.take(), &mut self.late) {
            (Some(value), _) => {
                let reader = ValueReader::new(&value, self.is_human_readable);
                seed.deserialize(reader).map_err(A::Error::custom)
            }
            (None, Some(late)) => late.next_value_seed(seed),
            (None, None) => Err(A::Error::custom("a value is read before its key")),
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
