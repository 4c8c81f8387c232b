//! Rust names: case, keywords, reserved names, and sets of names that must differ.
//!
//! This module does not know specs and reports no mistakes: `resolve` decides which names are
//! needed, and reports collisions.

mod identifier;
mod namespace;
mod reserved;

pub(crate) use identifier::{camel, can_be_raw, is_keyword, module, snake, with_suffix, words};
pub(crate) use namespace::Namespace;
pub(crate) use reserved::{FIELDS, METHODS};
