//! The rows of the table in `docs/evolution.md`, each with its old and its new stub.

mod line;
pub mod row;
pub mod run;
pub mod side;
pub mod table;

/// The stubs, and for each stub the functions that start its sides.
#[allow(
    clippy::wildcard_imports,
    deprecated,
    reason = "a build script wrote it"
)]
mod stubs {
    use std::sync::Arc;

    use crate::side::*;

    include!(concat!(env!("OUT_DIR"), "/stubs.rs"));
}

pub use stubs::ROWS;
