//! Serialization of the fields of a record: as an object, or next to a tag.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::preset::Preset;

/// A type with fields that can be written.
pub trait Fields {
    /// Returns the number of fields.
    fn count(&self) -> usize;

    /// Writes each field with its name.
    ///
    /// # Errors
    ///
    /// When `map` or the value of a field fails.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl<T: Fields> Fields for Box<T> {
    fn count(&self) -> usize {
        T::count(self)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        T::write(self, map)
    }
}

/// The fields of a variant that has only a tag.
impl Fields for () {
    fn count(&self) -> usize {
        0
    }

    fn write<M: SerializeMap>(&self, _map: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Writes a field, unless it equals its default.
///
/// # Errors
///
/// When `map` or the value fails.
pub fn write_unless_default<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &T,
    preset: &impl Preset<T>,
) -> Result<(), M::Error> {
    if preset.is(value) {
        return Ok(());
    }
    map.serialize_entry(name, value)
}

/// Writes a field, unless it is absent.
///
/// # Errors
///
/// When `map` or the value fails.
pub fn write_unless_absent<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &T,
    preset: &impl Preset<T>,
) -> Result<(), M::Error> {
    if preset.is_absent(value) {
        return Ok(());
    }
    map.serialize_entry(name, value)
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

/// Writes the tag of a variant, followed by the fields of its record.
///
/// # Errors
///
/// When the serializer or the value of a field fails.
pub fn write_tagged<S: Serializer>(
    serializer: S,
    tag: &'static str,
    name: &'static str,
    fields: &impl Fields,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1 + fields.count()))?;
    map.serialize_entry(tag, name)?;
    fields.write(&mut map)?;
    map.end()
}
