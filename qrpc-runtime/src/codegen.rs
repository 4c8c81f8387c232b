//! What generated code names, and nobody else.

pub use serde::de::{
    Deserialize, Deserializer, Error as DeError, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
pub use serde::ser::{Serialize, SerializeMap, Serializer};

pub use crate::api::{HandledBy, Invert, Side, invert, pair};
pub use crate::raised::{Raised, fault, message, raised};
pub use crate::record::{Names, Null, Preset, TextNames, Unknown};
pub use crate::spec::{Call, Method, MethodSpec, Notification};
pub use crate::{
    __arguments as arguments, __error as error, __peer as peer,
    __positional_arguments as positional_arguments, __preset as preset, __raised as raised,
    __record as record, __text_enum as text_enum,
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
