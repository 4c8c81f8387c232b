//! How generated structs and enums are (de)serialized, without a derive of their own.
//!
//! What a struct adds is its names and its defaults; the rest is written here, once.

mod constraint;
mod field;
mod macros;
#[cfg(feature = "pattern")]
mod pattern;
mod preset;

pub use constraint::{Constrained, Max, MaxLen, Min, MinLen, Obeys, checked, hold};
pub(crate) use field::read_empty;
pub use field::{Names, TextNames, Unknown};
#[cfg(feature = "pattern")]
pub use pattern::Pattern;
pub use preset::{Null, Preset};
