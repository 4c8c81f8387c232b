//! The files of a spec: the spec itself, and those that it uses, directly or through others.

mod gather;
mod merge;
mod uses;

pub use gather::{ReadFile, with_used_files};
pub(crate) use merge::declarations;
