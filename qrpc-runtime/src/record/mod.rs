//! (De)serialization of generated structs and enums, without derive macros.
//!
//! Generated code provides only names and defaults; everything else is implemented here.

mod constraint;
mod field;
mod macros;
mod parse_enum;
#[cfg(feature = "pattern")]
mod pattern;
mod preset;
mod tagged;
mod union;
mod write;

pub use constraint::{Constrained, Max, MaxLen, Min, MinLen, Obeys, checked, hold};
pub(crate) use field::read_empty;
pub use field::{Names, TextNames, Unknown, missing, read_field, required, skip_field};
pub use parse_enum::{ParseEnumError, no_number, no_variant};
#[cfg(feature = "pattern")]
pub use pattern::Pattern;
pub use preset::{Absent, AbsentOrNull, EmptyList, EmptyMap, Null, Preset, or_preset};
pub use tagged::{Variants, read_tagged, read_variant, skip_rest};
pub use union::Attempt;
pub use write::{Fields, write_record, write_tagged, write_unless_absent, write_unless_default};

#[cfg(test)]
#[allow(unreachable_pub, reason = "the functions that stubs get are public")]
mod tests;
