//! Lookup of names from the wire among the names that a type knows.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::other_members::Name;

/// The treatment of a name that a type does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// An unknown name is an error. Used for the arguments of a method.
    Refused,
    /// An unknown name is skipped. Used for records, to which a newer peer may have added fields.
    Skipped,
}

/// The names that a struct knows.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The names of the fields, in their order, and after them the names of the constants. A flat
    /// field is listed as [`FLAT`].
    pub known: &'static [&'static str],
    /// The treatment of names that are not known.
    pub unknown: Unknown,
    /// Whether a flat field has a member with this name.
    pub flat: fn(&str) -> bool,
    /// Whether a flat field takes all names that are not known.
    pub open: bool,
}

/// The placeholder for a flat field in a list of names, since a flat field has no name on the wire.
/// A received member with this name is skipped.
pub const FLAT: &str = "\0flat";

impl Names {
    /// Returns the result for an unknown name: [`Name::Unknown`], or an error if unknown names are
    /// refused.
    pub(super) fn unknown<E: de::Error>(&self, name: &str) -> Result<Name, E> {
        if self.unknown == Unknown::Skipped {
            return Ok(Name::Unknown);
        }
        let known = self.known.iter().copied().filter(|name| *name != FLAT);
        let known: Vec<_> = known.collect();
        Err(E::custom(format_args!(
            "unknown argument `{name}`; expected one of {}",
            list(&known)
        )))
    }
}

/// Reads a string that must be one of these names, and returns the index of that name.
#[derive(Clone, Copy, Debug)]
pub struct TextNames(pub &'static [&'static str]);

impl Visitor<'_> for TextNames {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", list(self.0))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
        let place = self.0.iter().position(|known| *known == text);
        place.ok_or_else(|| E::custom(format_args!("`{text}` is not one of {}", list(self.0))))
    }
}

pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Reads a map or a list without entries: the arguments of a method without arguments.
pub(crate) fn read_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    deserializer.deserialize_any(Empty)
}

struct Empty;

impl<'de> Visitor<'de> for Empty {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no arguments")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match map.next_entry::<String, IgnoredAny>()? {
            Some((name, _)) => Err(de::Error::custom(format_args!(
                "unknown argument `{name}`: the method takes no arguments"
            ))),
            None => Ok(()),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        match list.next_element::<IgnoredAny>()? {
            Some(_) => Err(de::Error::custom("the method takes no arguments")),
            None => Ok(()),
        }
    }
}

/// Reads the value of a field.
///
/// # Errors
///
/// When the value does not match the type of the field, or when the field was read before.
pub fn read_field<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
    name: &'static str,
) -> Result<(), A::Error> {
    if field.replace(map.next_value()?).is_some() {
        return Err(duplicate(name));
    }
    Ok(())
}

/// Reads and discards the value of an unknown field.
///
/// # Errors
///
/// When the value cannot be read.
pub fn skip_field<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value().map(|IgnoredAny| ())
}

/// Returns the value of a required field.
///
/// # Errors
///
/// When the field is missing.
pub fn required<T, E: de::Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| missing(name))
}

/// Creates the error for a required field that is missing.
#[must_use]
pub fn missing<E: de::Error>(name: &'static str) -> E {
    E::custom(format_args!("`{name}` is missing"))
}

pub(super) fn duplicate<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("`{name}` is duplicated"))
}
