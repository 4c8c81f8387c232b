//! The items that generated code uses. Only generated code should use these items.

pub use serde::de::{
    Deserialize, Deserializer, Error as DeError, IgnoredAny, MapAccess, SeqAccess,
};
pub use serde::ser::{Error as SerError, Serialize, SerializeMap, SerializeSeq, Serializer};

pub use crate::api::{
    AsyncFunction, AsyncKind, HandledBy, Invert, Side, SyncKind, invert, on_peer, pair, peers,
};
#[cfg(feature = "pattern")]
pub use crate::generated_types::Pattern;
pub use crate::generated_types::{
    Absent, AbsentOrNull, Attempt, Constant, EmptyList, EmptyMap, FLAT, Fields, Names, Null,
    Options, OtherMembers, Preset, ReadFields, TextNames, Variants, end_of_list, held_is_open,
    held_knows, missing, no_number, no_variant, or_preset, read_field, read_fields, read_tagged,
    read_variant, required, shown_name, skip_field, skip_rest, write_fields, write_flat, write_tag,
    write_unless_omitted,
};
pub use crate::generated_types::{Constrained, Max, MaxLen, Min, MinLen, Obeys, checked, hold};
pub use crate::method::{Call, Method, MethodSpec, Notification};
pub use crate::protocol::CancelSpec;
pub use crate::raised_errors::{Raised, describe, fault, raised};
pub use crate::{
    __arguments as arguments, __error as error, __int_enum as int_enum, __method as method,
    __newtype as newtype, __open_enum as open_enum, __pair as pair, __raised as raised,
    __record as record, __side as side, __tagged as tagged, __text_enum as text_enum,
    __union as union,
};

/// Items of the standard library. Stubs refer to these items through this module, so that names in
/// a spec cannot shadow the items.
pub use std::{
    boxed::Box,
    collections::BTreeMap,
    convert::{From, Into},
    option::Option,
    result::Result,
    string::String,
    vec::Vec,
};

pub use crate::{
    Api, Base64, Both, Bytes, CallError, Fault, HandlerFuture, Handlers, Incoming, Map, NoArgs,
    Outgoing, Peer, Promise, Receivers, RequestId, SendError, Value,
};

/// Returns the number of arguments to send: trailing arguments that equal their defaults are left
/// out. `defaults` tells for each argument whether it equals its default.
#[must_use]
pub fn count_without_end(defaults: &[bool]) -> usize {
    let last = defaults.iter().rposition(|is_default| !is_default);
    last.map_or(0, |place| place + 1)
}
