//! The members of an object that are not fields of their own: constants, and the members of flat
//! fields.

use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, MapAccess};

use super::constant::Constant;
use super::field::{Name, Names};
use super::read::{duplicate, skip_field};
use super::write::Fields;
use crate::value::{Map, Value, ValueReader};

/// The members of an object that are not fields of their own, while the object is read.
#[derive(Debug, Default)]
pub struct OtherMembers {
    /// The constants that were read.
    constants: Vec<&'static str>,
    /// The members of flat fields.
    flat: Map,
    is_human_readable: bool,
}

impl OtherMembers {
    /// Creates the state before anything is read.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads up to the next known name, and returns its index, or `None` at the end of the object.
    /// Keeps the members of flat fields, and skips unknown members.
    ///
    /// # Errors
    ///
    /// When the object cannot be read, when a member of a flat field is duplicated, or when a name
    /// is unknown and unknown names are refused.
    pub fn next_place<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        names: &Names,
    ) -> Result<Option<usize>, A::Error> {
        while let Some(name) = map.next_key_seed(names)? {
            match name {
                Name::Known(place) => return Ok(Some(place)),
                Name::Flat(name) => {
                    let member: Member = map.next_value()?;
                    self.is_human_readable = member.is_human_readable;
                    if self.flat.contains_key(&name) {
                        return Err(duplicate(&name));
                    }
                    self.flat.insert(name, member.value);
                }
                Name::Unknown => skip_field(map)?,
            }
        }
        Ok(None)
    }

    /// Reads the value of a constant.
    ///
    /// # Errors
    ///
    /// When the value does not equal `expected`, or when the constant was read before.
    pub fn constant<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        name: &'static str,
        expected: Constant,
    ) -> Result<(), A::Error> {
        let value: Value = map.next_value()?;
        if !expected.is(&value) {
            return Err(de::Error::custom(format_args!(
                "`{name}` must be {expected}, not {value}"
            )));
        }
        if self.constants.contains(&name) {
            return Err(duplicate(name));
        }
        self.constants.push(name);
        Ok(())
    }

    /// Checks that a constant was read.
    ///
    /// # Errors
    ///
    /// When the constant is missing.
    pub fn has<E: de::Error>(&self, name: &'static str, expected: Constant) -> Result<(), E> {
        if self.constants.contains(&name) {
            return Ok(());
        }
        Err(E::custom(format_args!(
            "`{name}` is missing; it must be {expected}"
        )))
    }

    /// Returns the value of a flat field, made from its members.
    ///
    /// # Errors
    ///
    /// When the members do not match the type of the field.
    pub fn take<T: Fields + DeserializeOwned, E: de::Error>(
        &mut self,
        names: &Names,
    ) -> Result<T, E> {
        let map = self.members::<T>(names);
        self.made(map)
    }

    /// Returns the value of a flat field with a default, or `None` if no member of the field was
    /// read.
    ///
    /// # Errors
    ///
    /// When the members do not match the type of the field.
    pub fn take_some<F: Fields, T: DeserializeOwned, E: de::Error>(
        &mut self,
        names: &Names,
    ) -> Result<Option<T>, E> {
        let map = self.members::<F>(names);
        if map.is_empty() {
            return Ok(None);
        }
        self.made(map).map(Some)
    }

    /// Removes and returns the members of a flat field. If the field is open, the result includes
    /// the members that belong to no flat field.
    fn members<T: Fields>(&mut self, names: &Names) -> Map {
        let all = std::mem::take(&mut self.flat).into_iter();
        let is_member = |name: &str| T::knows(name) || T::OPEN && !(names.flat)(name);
        let (members, others) = all.partition::<Vec<_>, _>(|(name, _)| is_member(name));
        self.flat = others.into_iter().collect();
        members.into_iter().collect()
    }

    fn made<T: DeserializeOwned, E: de::Error>(&self, members: Map) -> Result<T, E> {
        let members = Value::Map(members);
        T::deserialize(ValueReader::new(&members, self.is_human_readable)).map_err(E::custom)
    }
}

/// A value, and whether it was read from a text codec.
struct Member {
    value: Value,
    is_human_readable: bool,
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_human_readable = deserializer.is_human_readable();
        let value = Value::deserialize(deserializer)?;
        Ok(Self {
            value,
            is_human_readable,
        })
    }
}
