//! The files of a spec: the spec itself, and the files that it uses directly or through other
//! files.

mod gather;
mod merge;
mod uses;

pub use gather::{ReadFile, with_used_files};
pub(crate) use merge::declarations;
