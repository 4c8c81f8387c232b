//! Lookup of names from the wire among the names of a type's members.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

/// The treatment of a received name that no member of a type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// An unknown name is an error. Used for the arguments of a method.
    Refused,
    /// An unknown name is skipped. Used for records, to which a newer peer may have added fields.
    Skipped,
}

/// The names of a struct's members on the wire, and the treatment of all other names.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The names of the fields in the order of their declaration, followed by the names of the
    /// constants. A flat field is listed as [`FLAT`].
    pub known: &'static [&'static str],
    /// The treatment of names that are not in `known` and that no flat field has.
    pub unknown: Unknown,
    /// Whether a flat field has a member with this name.
    pub flat: fn(&str) -> bool,
    /// Whether a flat field takes all members with names that no other field has.
    pub open: bool,
}

/// The placeholder for a flat field in a list of names, since a flat field has no name on the wire.
/// A received member with this name is skipped.
pub const FLAT: &str = "\0flat";

/// Reads the rest of `list`. Returns an error if the list contains another argument and unknown
/// arguments are refused.
///
/// # Errors
///
/// When there is another argument, or the list is malformed.
pub fn end_of_list<'de, A: de::SeqAccess<'de>>(
    mut list: A,
    unknown: Unknown,
) -> Result<(), A::Error> {
    while list.next_element::<de::IgnoredAny>()?.is_some() {
        if unknown == Unknown::Refused {
            let problem = "there are more arguments than the method has";
            return Err(de::Error::custom(problem));
        }
    }
    Ok(())
}

/// Returns the name of a field for messages: its name on the wire, or for a flat field, which has
/// none, the name of the field in Rust.
#[must_use]
pub fn shown_name(wire: &'static str, field: &'static str) -> &'static str {
    if wire == FLAT {
        field.trim_start_matches("r#")
    } else {
        wire
    }
}

impl Names {
    /// Creates the names of a struct without flat fields.
    #[must_use]
    pub const fn new(known: &'static [&'static str], unknown: Unknown) -> Self {
        Self {
            known,
            unknown,
            flat: |_name| false,
            open: false,
        }
    }

    /// Whether the struct or one of its flat fields has a member with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.known.contains(&name) || (self.flat)(name)
    }

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

/// The name of a member that was read.
#[derive(Debug)]
pub enum Name {
    /// The name of a field or a constant, as its index in [`Names::known`].
    Known(usize),
    /// A name that a flat field takes.
    Flat(String),
    /// A name that is neither known nor taken by a flat field. The member is skipped.
    Unknown,
}

impl<'de> DeserializeSeed<'de> for &Names {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &Names {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Name, E> {
        match self.known.iter().position(|known| *known == name) {
            Some(place) => Ok(Name::Known(place)),
            None if self.open || (self.flat)(name) => Ok(Name::Flat(name.to_owned())),
            None => self.unknown(name),
        }
    }
}

/// Reads a string that must be one of the names in the list, and returns the index of the name.
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
