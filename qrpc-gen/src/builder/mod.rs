//! The library for build scripts: reads specs, compiles them, and writes the stubs that changed.
//! The library prints only lines for cargo: the files that it read, and the warnings about the
//! specs.

mod module;

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::diagnostic::print;
use crate::{Diagnostics, Error, Options, Sides, Source, WrongSpec, generate, open, write};
use module::stub_file;

/// Compiles a spec to a stub file in cargo's `OUT_DIR`. The file is named after the spec.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), qrpc_gen::Error> {
///     qrpc_gen::compile("schemas/calc.yaml")
/// }
/// ```
///
/// `qrpc_runtime::include_stub!(pub mod calc);` then makes the stub a module of the program. Cargo
/// shows the warnings about the spec. Use the [`Builder`] for more options.
///
/// # Names
///
/// The file and the module of a stub are named after the file stem of the spec, converted to a
/// snake-case identifier:
///
/// | spec | file | module |
/// | --- | --- | --- |
/// | `calc.yaml` | `calc.rs` | `calc` |
/// | `my-api.yaml`, `MyApi.yaml` | `my_api.rs` | `my_api` |
/// | `type.yaml`, like every keyword | `type_.rs` | `type_` |
/// | `2fa.yaml` | `n2fa.rs` | `n2fa` |
///
/// # Errors
///
/// Returns an error if the spec cannot be read or has errors, or if the stub cannot be written.
pub fn compile(spec: impl Into<PathBuf>) -> Result<(), Error> {
    Builder::new().spec(spec).compile()
}

/// Compiles specs from a build script.
///
/// ```no_run
/// // build.rs
/// use qrpc_gen::{Builder, Sides};
///
/// fn main() -> Result<(), qrpc_gen::Error> {
///     Builder::new()
///         .spec("schemas/calc.yaml")
///         .spec("schemas/lab.toml")
///         .sides(Sides::Normal)
///         .compile()
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `compile` is called"]
pub struct Builder {
    specs: Vec<PathBuf>,
    sides: Sides,
    out_dir: Option<PathBuf>,
    emit_rerun: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            specs: Vec::new(),
            sides: Sides::Both,
            out_dir: None,
            emit_rerun: true,
        }
    }
}

impl Builder {
    /// Creates a builder without specs, for both sides, that writes into `OUT_DIR`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a spec. A relative path is relative to the folder of the package's `Cargo.toml`.
    /// [`compile`] explains how the stub of a spec is named.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// Sets the sides of the API that the stubs contain. Default: both sides.
    pub fn sides(mut self, sides: Sides) -> Self {
        self.sides = sides;
        self
    }

    /// Sets the folder for the stubs. Default: cargo's `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Sets whether cargo runs the build script again when a spec changes. Default: `true`. With
    /// `false`, cargo runs the build script again when a file changes for which the build script
    /// itself prints a `rerun-if-changed` line, or, if it prints no such line, when any file of the
    /// package changes.
    pub fn emit_rerun(mut self, emit: bool) -> Self {
        self.emit_rerun = emit;
        self
    }

    /// Compiles the specs and writes the stubs that changed. Prints each warning as one line for
    /// cargo. If a spec has an error, no stub is written, and the returned error lists the
    /// diagnostics of all specs with errors.
    ///
    /// # Errors
    ///
    /// Returns an error if no spec was added, two specs have the same stub, a spec cannot be read
    /// or has errors, a stub cannot be written, or the output folder is unknown because `OUT_DIR`
    /// is not set.
    pub fn compile(&self) -> Result<(), Error> {
        self.compile_telling(&mut io::stdout())
    }

    fn compile_telling(&self, cargo: &mut dyn Write) -> Result<(), Error> {
        let paths = self.stub_paths()?;
        let sources = self.sources(cargo)?;
        let stubs = self.stubs(sources, cargo)?;
        for (path, text) in paths.into_iter().zip(stubs) {
            write(&path, &text).map_err(|source| Error::Write { path, source })?;
        }
        Ok(())
    }

    fn stub_paths(&self) -> Result<Vec<PathBuf>, Error> {
        if self.specs.is_empty() {
            return Err(Error::NoSpec);
        }
        let cargos = || env::var_os("OUT_DIR").map(PathBuf::from);
        let folder = self
            .out_dir
            .clone()
            .or_else(cargos)
            .ok_or(Error::NoOutDir)?;
        let mut paths = Vec::new();
        for spec in &self.specs {
            let path = folder.join(stub_file(spec));
            if paths.contains(&path) {
                return Err(Error::SameStub { path });
            }
            paths.push(path);
        }
        Ok(paths)
    }

    fn sources(&self, cargo: &mut dyn Write) -> Result<Vec<Source>, Error> {
        let read_one = |path: &PathBuf| {
            let source = open(path).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            if self.emit_rerun {
                // Only cargo reads this output; if cargo is gone, a failed write does not matter.
                let _ = writeln!(cargo, "cargo:rerun-if-changed={}", path.display());
                for used in source.used_paths() {
                    let _ = writeln!(cargo, "cargo:rerun-if-changed={used}");
                }
            }
            Ok(source)
        };
        self.specs.iter().map(read_one).collect()
    }

    fn stubs(&self, sources: Vec<Source>, cargo: &mut dyn Write) -> Result<Vec<String>, Error> {
        let options = Options {
            sides: self.sides,
            renewal: "cargo build".to_owned(),
        };
        let mut stubs = Vec::new();
        let mut wrong = Vec::new();
        for source in sources {
            let output = generate(&source, &options);
            match output.stub {
                Some(stub) => {
                    warn(&source, &output.diagnostics, cargo);
                    stubs.push(stub.text);
                }
                None => wrong.push(WrongSpec {
                    source,
                    diagnostics: output.diagnostics,
                }),
            }
        }
        if wrong.is_empty() {
            Ok(stubs)
        } else {
            Err(Error::Specs(wrong))
        }
    }
}

/// Prints each warning on one line, since cargo takes each line as one warning.
fn warn(source: &Source, diagnostics: &Diagnostics, cargo: &mut dyn Write) {
    for line in print::short(source, diagnostics).lines() {
        // Only cargo reads this output; if cargo is gone, a failed write does not matter.
        let _ = writeln!(cargo, "cargo:warning={line}");
    }
}

#[cfg(test)]
mod tests;
