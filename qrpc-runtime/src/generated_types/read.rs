//! Reading structs, field by field.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Reads the arguments of a method without arguments: null, or a map or a list without entries.
pub(crate) fn read_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    deserializer.deserialize_any(Empty)
}

struct Empty;

impl<'de> Visitor<'de> for Empty {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no arguments")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
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

/// A struct that is read from an object, and perhaps also from a list.
pub trait ReadFields: Sized {
    /// The name of the struct, for error messages.
    const NAME: &'static str;
    /// Whether the struct is also read from a list.
    const HAS_ORDER: bool = false;

    /// Reads the fields from an object.
    ///
    /// # Errors
    ///
    /// When a field is missing, duplicated or invalid, or when a constraint is violated.
    fn read_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;

    /// Reads the fields from a list, in the order of their declaration.
    ///
    /// # Errors
    ///
    /// As for [`read_map`](Self::read_map), and when the struct is not read from lists.
    fn read_list<'de, A: SeqAccess<'de>>(_list: A) -> Result<Self, A::Error> {
        let reader = Reader::<Self>(PhantomData);
        Err(de::Error::invalid_type(de::Unexpected::Seq, &reader))
    }
}

/// Reads a struct.
///
/// # Errors
///
/// When the input is neither an object nor a list that the struct can be read from, or when a field
/// cannot be read.
pub fn read_fields<'de, T: ReadFields, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    if T::HAS_ORDER {
        deserializer.deserialize_any(Reader(PhantomData))
    } else {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: ReadFields> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fields of `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::read_list(list)
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
