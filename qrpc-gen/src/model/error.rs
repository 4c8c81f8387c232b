//! Errors that a method may answer with.

use super::{Field, Origin};

/// The place of an error in [`Api::errors`](super::Api::errors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorId(pub usize);

/// An error that the spec defines.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorDef {
    /// The name as the spec has it.
    pub name: String,
    /// The Rust name.
    pub rust: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What the author says of it.
    pub doc: Option<String>,
    /// What tells it apart on the wire.
    pub code: i64,
    /// One sentence for a person.
    pub message: String,
    /// What else the caller is told.
    pub data: Vec<Field>,
}
