//! (De)serialization of generated structs and enums, without derive macros.
//!
//! Generated code provides only names and defaults; everything else is implemented here.

mod constant;
mod constraint;
mod field;
mod macros;
mod options;
mod other_members;
mod parse_enum;
#[cfg(feature = "pattern")]
mod pattern;
mod preset;
mod read;
mod tagged;
mod union;
mod write;

pub use constant::Constant;
pub use constraint::{Constrained, Max, MaxLen, Min, MinLen, Obeys, checked, hold};
pub use field::{FLAT, Names, TextNames, end_of_list, shown_name};
pub use options::Options;
pub use other_members::OtherMembers;
pub use parse_enum::{ParseEnumError, no_number, no_variant};
#[cfg(feature = "pattern")]
pub use pattern::Pattern;
pub use preset::{Absent, AbsentOrNull, EmptyList, EmptyMap, Null, Preset, or_preset};
pub(crate) use read::read_empty;
pub use read::{ReadFields, missing, read_field, read_fields, required, skip_field};
pub use tagged::{Variants, read_tagged, read_variant, skip_rest, write_tag};
pub use union::Attempt;
pub use write::{Fields, held_is_open, held_knows, write_fields, write_flat, write_unless_omitted};

#[cfg(test)]
#[allow(unreachable_pub, reason = "the functions that stubs get are public")]
mod tests;
