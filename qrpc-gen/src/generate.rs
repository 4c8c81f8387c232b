//! The core of the compiler: a spec in, a stub and diagnostics out.
//!
//! This module never opens a file, prints, or ends the process. The command line, build scripts and
//! tests, which call this module, access files and print.

use crate::model::Api;
use crate::render;
use crate::view::{Header, RustOptions, Sides};
use crate::{Diagnostics, Source, read};

/// The options for generating a stub.
#[derive(Clone, Debug)]
pub struct Options {
    /// The sides of the API that the stub contains.
    pub sides: Sides,
    /// The command that regenerates the stub; it is written into the stub's header.
    pub renewal: String,
}

/// The result of compiling a spec.
#[derive(Clone, Debug)]
pub struct Output {
    /// The stub; `None` if the spec has an error.
    pub stub: Option<Stub>,
    /// The errors and warnings found in the spec.
    pub diagnostics: Diagnostics,
}

/// The code generated from one spec.
#[derive(Clone, Debug)]
pub struct Stub {
    /// The API that the spec describes.
    pub api: Api,
    /// The text of the Rust file.
    pub text: String,
}

/// Compiles a spec. If the spec has an error, the output has diagnostics but no stub.
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
