//! The compiler of qrpc: compiles a YAML or TOML spec to typed Rust for both sides.
//!
//! ```
//! use qrpc_gen::{Options, Sides, Source, generate};
//!
//! let spec = "
//! api: Greeter
//! methods:
//!   greet: { direction: incoming, args: { name: string }, returns: string }
//! ";
//! let options = Options {
//!     sides: Sides::Both,
//!     renewal: "qrpc-gen build greeter.yaml".to_owned(),
//! };
//! let output = generate(&Source::new("greeter.yaml", spec.as_bytes()), &options);
//!
//! let stub = output.stub.expect("the spec has no errors");
//! assert_eq!(stub.api.methods[0].rust, "greet");
//! assert!(stub.text.contains("pub struct Greeter {"));
//! assert!(stub.text.contains("pub struct GreeterInverted {"));
//! ```
//!
//! A build script calls [`compile`], or uses the [`Builder`] for more options. [`compile`] and the
//! [`Builder`] call [`generate`], which does not access files: [`open`] reads a spec from the disk,
//! and [`write()`] writes a stub.

mod builder;
mod error;

mod generate;
mod read;

mod check;
pub mod diagnostic;
pub mod evolution;
pub mod model;
mod names;
mod render;
mod resolve;
pub mod source;
mod spec;
mod tree;
mod view;

mod open;
pub mod paths;
mod write;

pub use builder::{Builder, compile};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use error::{Error, WrongSpec};
pub use generate::{Options, Output, Stub, generate};
pub use open::open;
pub use read::read;
pub use source::Source;
pub use spec::{ReadFile, with_used_files};
pub use view::Sides;
pub use write::{Written, write};
