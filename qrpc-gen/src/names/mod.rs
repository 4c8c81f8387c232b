//! Rust names: case, keywords, reserved names, and sets of names that must differ.
//!
//! Nothing here knows a spec or reports a mistake: `resolve` decides what to ask, and what to say.

mod identifier;
mod namespace;
mod reserved;

pub(crate) use identifier::{camel, is_keyword, module, snake, with_suffix, words};
pub(crate) use namespace::Namespace;
pub(crate) use reserved::{FIELDS, METHODS};
