//! The heart of the compiler: a spec in, a stub and diagnostics out.
//!
//! It never opens a file, prints, or ends the program; the command line, build scripts and tests
//! are thin callers that do.

use crate::model::Api;
use crate::render::{self, Header, RustOptions, Sides};
use crate::{Diagnostics, Source, read};

/// What to make of a spec.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which sides of the API the stub has.
    pub sides: Sides,
    /// The command that makes the same stub again; its header says it.
    pub renewal: String,
}

/// What became of a spec.
#[derive(Clone, Debug)]
pub struct Output {
    /// What was generated; nothing where an error was found.
    pub stub: Option<Stub>,
    /// What was found in the spec, errors and warnings.
    pub diagnostics: Diagnostics,
}

/// What was generated from one spec.
#[derive(Clone, Debug)]
pub struct Stub {
    /// The API that the spec describes.
    pub api: Api,
    /// The text of the Rust file.
    pub text: String,
}

/// Compiles one spec.
#[must_use]
pub fn generate(source: &Source, options: &Options) -> Output {
    let mut diagnostics = Diagnostics::default();
    let stub = read(source, &mut diagnostics).map(|api| {
        let text = render::rust(&api, &rust_options(source, options));
        Stub { api, text }
    });
    Output { stub, diagnostics }
}

fn rust_options(source: &Source, options: &Options) -> RustOptions {
    RustOptions {
        sides: options.sides,
        header: Header {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            source: source.path().to_owned(),
            command: options.renewal.clone(),
        },
    }
}
