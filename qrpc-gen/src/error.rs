//! What can go wrong in a build script, worded for cargo's output.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::print::{self, Colour};
use crate::{Diagnostics, Source};

/// Why the stubs of a build script could not be made.
///
/// Cargo shows the `Debug` form of what a build script's `main` returns; it is the same text as
/// the `Display` form.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Specs are wrong; every diagnostic of each is shown.
    #[error("{}", listed(.0))]
    Specs(Vec<WrongSpec>),
    /// A spec could not be read.
    #[error("the spec `{}` could not be read: {source}", .path.display())]
    Read {
        /// The spec.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A stub could not be written.
    #[error("the stub `{}` could not be written: {source}", .path.display())]
    Write {
        /// The stub.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// Two specs would write the same stub.
    #[error("`{}` would be written twice; give the specs different names", .path.display())]
    SameStub {
        /// The stub.
        path: PathBuf,
    },
    /// The builder was given no spec.
    #[error("there is no spec to compile; call `Builder::spec` with the path of one")]
    NoSpec,
    /// Nobody said where the stubs belong.
    #[error(
        "there is no `OUT_DIR`, which cargo sets for build scripts; \
         elsewhere, call `Builder::out_dir`"
    )]
    NoOutDir,
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A spec with errors in it.
#[derive(Clone, Debug)]
pub struct WrongSpec {
    /// The spec.
    pub source: Source,
    /// What was found in it.
    pub diagnostics: Diagnostics,
}

fn listed(specs: &[WrongSpec]) -> String {
    let full = |spec: &WrongSpec| print::full(&spec.source, &spec.diagnostics, Colour::Plain);
    let diagnostics: String = specs.iter().map(full).collect();
    // Cargo writes `Error: ` before it, and the first diagnostic deserves a line of its own.
    format!(
        "there are mistakes in what was to be compiled\n\n{}",
        diagnostics.trim_end()
    )
}
