//! What generated code names, and nobody else.

pub use serde::de::{
    Deserialize, Deserializer, Error as DeError, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
pub use serde::ser::{Serialize, SerializeMap, Serializer};

pub use crate::api::{HandledBy, Invert, Side, invert, pair};
pub use crate::record::{
    Attempt, EmptyList, EmptyMap, Fields, Names, Null, Preset, TextNames, Unknown, Variants,
    read_tagged, read_variant, skip_rest, write_record, write_tagged,
};
pub use crate::spec::{Call, Method, MethodSpec, Notification};
pub use crate::{
    __arguments as arguments, __newtype as newtype, __open_enum as open_enum, __peer as peer,
    __positional_arguments as positional_arguments, __preset as preset, __record as record,
    __tagged as tagged, __text_enum as text_enum, __union as union,
};

/// A field is not there and has no default.
#[must_use]
pub fn missing<E: DeError>(name: &'static str) -> E {
    E::custom(format_args!("`{name}` is missing"))
}

/// A field is there twice.
#[must_use]
pub fn duplicate<E: DeError>(name: &'static str) -> E {
    E::custom(format_args!("`{name}` comes twice"))
}

/// A list of arguments must end here.
pub fn end_of_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    match list.next_element::<IgnoredAny>()? {
        Some(_) => Err(DeError::custom(
            "there are more arguments than the method has",
        )),
        None => Ok(()),
    }
}
