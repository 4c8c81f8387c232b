//! Lookup of names from the wire among the names that a type knows.

use std::fmt;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// The treatment of a name that a type does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// An unknown name is an error. Used for the arguments of a method.
    Refused,
    /// An unknown name is skipped. Used for records, to which a newer peer may have added fields.
    Skipped,
}

/// Reads a name and returns its index among the known names.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The known names.
    pub known: &'static [&'static str],
    /// The treatment of other names.
    pub unknown: Unknown,
}

impl<'de> DeserializeSeed<'de> for Names {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Option<usize>, E> {
        match self.known.iter().position(|known| *known == name) {
            None if self.unknown == Unknown::Refused => Err(E::custom(format_args!(
                "unknown argument `{name}`; expected one of {}",
                list(self.known)
            ))),
            place => Ok(place),
        }
    }
}

/// Reads a string that must be one of these names, and returns its index.
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
/// When the value does not fit, or the field was read before.
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
/// When it cannot be read.
pub fn skip_field<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value().map(|IgnoredAny| ())
}

/// Returns the value of a field without a default.
///
/// # Errors
///
/// When the field is missing.
pub fn required<T, E: de::Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| missing(name))
}

/// Creates the error for a missing field without a default.
#[must_use]
pub fn missing<E: de::Error>(name: &'static str) -> E {
    E::custom(format_args!("`{name}` is missing"))
}

pub(super) fn duplicate<E: de::Error>(name: &'static str) -> E {
    E::custom(format_args!("`{name}` is duplicated"))
}
