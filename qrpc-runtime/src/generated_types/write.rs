//! Serialization of the members of an object.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::ser::{self, Error as _, Serialize, SerializeMap, Serializer};

use super::field::{Names, Unknown};
use super::options::Options;
use super::preset::Preset;
use crate::value::Value;

/// A type whose values are written as the members of an object.
pub trait Fields {
    /// The names of the members that are known at compile time.
    const NAMES: Names = Names::new(&[], Unknown::Skipped);

    /// Whether the type also takes members for whose names [`knows`](Self::knows) returns false.
    const OPEN: bool = Self::NAMES.open;

    /// Whether the type has a member with this name.
    #[must_use]
    fn knows(name: &str) -> bool {
        Self::NAMES.has(name)
    }

    /// Writes each member with its name.
    ///
    /// # Errors
    ///
    /// When `map` fails or a value cannot be serialized.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Returns the name of a member for which `is_other` returns true, which means that another
    /// field has a member with that name. Checks only names that are not known before run time,
    /// such as the keys of a map.
    fn clash(&self, _is_other: &dyn Fn(&str) -> bool) -> Option<&str> {
        None
    }
}

impl<T: Fields> Fields for Box<T> {
    const OPEN: bool = T::OPEN;

    fn knows(name: &str) -> bool {
        T::knows(name)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        T::write(self, map)
    }

    fn clash(&self, is_other: &dyn Fn(&str) -> bool) -> Option<&str> {
        T::clash(self, is_other)
    }
}

impl<T: Fields> Fields for Option<T> {
    const OPEN: bool = T::OPEN;

    fn knows(name: &str) -> bool {
        T::knows(name)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |fields| fields.write(map))
    }

    fn clash(&self, is_other: &dyn Fn(&str) -> bool) -> Option<&str> {
        self.as_ref()?.clash(is_other)
    }
}

impl<T: Serialize> Fields for BTreeMap<String, T> {
    const OPEN: bool = true;

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let mut entries = self.iter();
        entries.try_for_each(|(name, value)| map.serialize_entry(name, value))
    }

    fn clash(&self, is_other: &dyn Fn(&str) -> bool) -> Option<&str> {
        let mut names = self.keys().map(String::as_str);
        names.find(|name| is_other(name))
    }
}

/// The members of an object that is kept as a [`Value`].
impl Fields for Value {
    const OPEN: bool = true;

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Some(members) = self.as_map() else {
            return Err(M::Error::custom(
                "a value beside other members must be a map",
            ));
        };
        let mut members = members.iter();
        members.try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

/// The members of a variant that has only a tag.
impl Fields for () {
    fn write<M: SerializeMap>(&self, _map: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Whether the type that a variant holds has a member with this name.
pub fn held_knows<T: Fields, U>(_variant: fn(T) -> U, name: &str) -> bool {
    T::knows(name)
}

/// Whether the type that a variant holds takes members with names that it does not know.
pub const fn held_is_open<T: Fields, U>(_variant: fn(T) -> U) -> bool {
    T::OPEN
}

/// Writes a field, unless the options leave it out.
///
/// # Errors
///
/// When `map` fails or the value cannot be serialized.
pub fn write_unless_omitted<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &T,
    preset: &impl Preset<T>,
    options: Options,
) -> Result<(), M::Error> {
    if options.omits(value, preset) {
        return Ok(());
    }
    map.serialize_entry(name, value)
}

/// Writes the members of a flat field.
///
/// # Errors
///
/// When a value cannot be serialized, or when a member has the same name as a member of another
/// field.
pub fn write_flat<M: SerializeMap>(
    map: &mut M,
    fields: &impl Fields,
    names: &Names,
) -> Result<(), M::Error> {
    if let Some(name) = fields.clash(&|name| names.has(name)) {
        return Err(M::Error::custom(format_args!(
            "the key `{name}` is also the name of a field"
        )));
    }
    fields.write(map)
}

/// Writes an object. The serializer of a binary format gets the number of members in advance, since
/// the format may begin with that number.
///
/// # Errors
///
/// When the serializer or the value of a field fails.
pub fn write_fields<S: Serializer>(fields: &impl Fields, serializer: S) -> Result<S::Ok, S::Error> {
    let count = if serializer.is_human_readable() {
        None
    } else {
        let mut count = MemberCounter::default();
        fields.write(&mut count)?;
        Some(count.members)
    };
    let mut map = serializer.serialize_map(count)?;
    fields.write(&mut map)?;
    map.end()
}

/// A serializer that only counts the members of an object.
struct MemberCounter<E> {
    members: usize,
    error: PhantomData<E>,
}

impl<E> Default for MemberCounter<E> {
    fn default() -> Self {
        Self {
            members: 0,
            error: PhantomData,
        }
    }
}

impl<E: ser::Error> SerializeMap for MemberCounter<E> {
    type Ok = ();
    type Error = E;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _name: &T) -> Result<(), E> {
        self.members += 1;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, _value: &T) -> Result<(), E> {
        Ok(())
    }

    fn end(self) -> Result<(), E> {
        Ok(())
    }
}
