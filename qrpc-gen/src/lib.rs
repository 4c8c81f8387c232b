//! The compiler of qrpc: one YAML or TOML file in, typed Rust for both sides out.

mod check;
pub mod diagnostic;
pub mod model;
mod names;
mod read;
pub mod source;
mod spec;

pub use diagnostic::{Diagnostic, Diagnostics};
pub use read::read;
pub use source::Source;
