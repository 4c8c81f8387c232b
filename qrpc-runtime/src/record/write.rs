//! Serialization of the members of an object.

use std::collections::BTreeMap;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::field::Names;
use super::options::Options;
use super::preset::Preset;
use crate::value::{Map, Value};

/// A type whose values are written as the members of an object.
pub trait Fields {
    /// Whether the type takes members with names that it does not know.
    const OPEN: bool = false;

    /// Whether the type has no members at all.
    const EMPTY: bool = false;

    /// Whether the type has a member with this name.
    fn knows(name: &str) -> bool;

    /// Returns the number of members.
    fn count(&self) -> usize;

    /// Writes each member with its name.
    ///
    /// # Errors
    ///
    /// When `map` fails or a value cannot be serialized.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Returns the name of a member that the type does not know, such as a key of a map, if
    /// `is_other` returns true for it: another field has a member with the same name.
    fn clash(&self, _is_other: &dyn Fn(&str) -> bool) -> Option<&str> {
        None
    }
}

impl<T: Fields> Fields for Box<T> {
    const OPEN: bool = T::OPEN;

    fn knows(name: &str) -> bool {
        T::knows(name)
    }

    fn count(&self) -> usize {
        T::count(self)
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

    fn count(&self) -> usize {
        self.as_ref().map_or(0, T::count)
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

    fn knows(_name: &str) -> bool {
        false
    }

    fn count(&self) -> usize {
        self.len()
    }

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

    fn knows(_name: &str) -> bool {
        false
    }

    fn count(&self) -> usize {
        self.as_map().map_or(0, Map::len)
    }

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
    fn knows(_name: &str) -> bool {
        false
    }

    fn count(&self) -> usize {
        0
    }

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
    let is_other = |name: &str| names.known.contains(&name) || (names.flat)(name);
    if let Some(name) = fields.clash(&is_other) {
        return Err(M::Error::custom(format_args!(
            "the key `{name}` is also the name of a field"
        )));
    }
    fields.write(map)
}

/// Writes arguments. Unlike [`write_record`], does not tell the serializer the number of members in
/// advance.
///
/// # Errors
///
/// When the serializer or the value of an argument fails.
pub fn write_arguments<S: Serializer>(
    arguments: &impl Fields,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    arguments.write(&mut map)?;
    map.end()
}

/// Writes a record.
///
/// # Errors
///
/// When the serializer or the value of a field fails.
pub fn write_record<S: Serializer>(fields: &impl Fields, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(fields.count()))?;
    fields.write(&mut map)?;
    map.end()
}
