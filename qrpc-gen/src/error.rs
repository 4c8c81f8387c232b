//! The errors of a build script, worded for cargo's output.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::print::{self, Colour};
use crate::{Diagnostics, Source};

/// The reason why a build script could not generate its stubs.
///
/// Cargo prints the `Debug` form of the error that a build script's `main` returns; it is the same
/// text as the `Display` form.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Some specs have errors; the message lists all diagnostics of each.
    #[error("{}", listed(.0))]
    Specs(Vec<WrongSpec>),
    /// A spec could not be read.
    #[error("the spec `{}` could not be read: {source}", .path.display())]
    Read {
        /// The path of the spec.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// A stub could not be written.
    #[error("the stub `{}` could not be written: {source}", .path.display())]
    Write {
        /// The path of the stub.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// Two specs have the same stub file.
    #[error("two specs would write the same stub `{}`; give the specs different names", .path.display())]
    SameStub {
        /// The path of the stub.
        path: PathBuf,
    },
    /// The builder was given no spec.
    #[error("no spec to compile; add one with `Builder::spec`")]
    NoSpec,
    /// No output folder was given to the builder, and cargo did not set `OUT_DIR`.
    #[error(
        "`OUT_DIR` is not set; outside of a build script run by cargo, call `Builder::out_dir`"
    )]
    NoOutDir,
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A spec that has errors.
#[derive(Clone, Debug)]
pub struct WrongSpec {
    /// The spec.
    pub source: Source,
    /// The diagnostics of the spec.
    pub diagnostics: Diagnostics,
}

fn listed(specs: &[WrongSpec]) -> String {
    let full = |spec: &WrongSpec| print::full(&spec.source, &spec.diagnostics, Colour::Plain);
    let diagnostics: String = specs.iter().map(full).collect();
    // Cargo prints `Error: ` before this text, so the first diagnostic starts on its own line.
    format!("the specs have errors\n\n{}", diagnostics.trim_end())
}
