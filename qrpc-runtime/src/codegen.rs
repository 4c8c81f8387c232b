//! The items that generated code uses. No other code should use them.

pub use serde::de::{
    Deserialize, Deserializer, Error as DeError, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
pub use serde::ser::{Error as SerError, Serialize, SerializeMap, SerializeSeq, Serializer};

pub use crate::api::{HandledBy, Invert, Side, invert, on_peer, pair, peers};
pub use crate::raised::{Raised, fault, message, raised};
#[cfg(feature = "pattern")]
pub use crate::record::Pattern;
pub use crate::record::{
    Attempt, EmptyList, EmptyMap, Fields, Names, Null, Preset, TextNames, Unknown, Variants,
    duplicate, missing, no_variant, read_tagged, read_variant, skip_rest, write_record,
    write_tagged,
};
pub use crate::record::{Constrained, Max, MaxLen, Min, MinLen, Obeys, checked, hold};
pub use crate::spec::{Call, Method, MethodSpec, Notification};
pub use crate::{
    __arguments as arguments, __error as error, __full_arguments as full_arguments,
    __listed_arguments as listed_arguments, __listed_full_arguments as listed_full_arguments,
    __newtype as newtype, __open_enum as open_enum, __peer as peer,
    __positional_arguments as positional_arguments,
    __positional_full_arguments as positional_full_arguments, __preset as preset,
    __raised as raised, __record as record, __side as side, __tagged as tagged,
    __text_enum as text_enum, __union as union,
};

/// Checks that a list of arguments ends here.
pub fn end_of_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    match list.next_element::<IgnoredAny>()? {
        Some(_) => Err(DeError::custom(
            "there are more arguments than the method has",
        )),
        None => Ok(()),
    }
}

/// Returns the number of arguments to send, without the trailing ones that equal their defaults.
#[must_use]
pub fn count_without_end(defaults: &[bool]) -> usize {
    let last = defaults.iter().rposition(|is_default| !is_default);
    last.map_or(0, |place| place + 1)
}
