//! The compiler of qrpc: one YAML or TOML file in, typed Rust for both sides out.

mod builder;
mod error;
mod generate;
pub mod model;
mod open;
pub mod paths;
pub mod placeholder;
mod write;

pub use builder::{Builder, compile};
pub use error::{Error, WrongSpec};
pub use generate::{Options, Output, Stub, generate};
pub use open::open;
pub use placeholder::{Sides, Source};
pub use write::{Written, write};
