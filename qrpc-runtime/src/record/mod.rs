//! How generated structs and enums are (de)serialized, without a derive of their own.
//!
//! What a struct adds is its names and its defaults; the rest is written here, once.

mod field;
mod macros;
mod preset;

pub(crate) use field::read_empty;
pub use field::{Names, TextNames, Unknown};
pub use preset::{Null, Preset};
