//! The errors that a method may answer with.

use super::{Field, Origin};

/// The index of an error in [`Api::errors`](super::Api::errors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorId(pub usize);

/// An error that the spec defines.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorDef {
    /// The name in the spec.
    pub name: String,
    /// The Rust name of the error's struct.
    pub rust: String,
    /// Where the error is defined.
    pub origin: Origin,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The error code on the wire, which identifies the error.
    pub code: i64,
    /// A one-sentence message for people.
    pub message: String,
    /// The fields that are sent with the error.
    pub data: Vec<Field>,
}
