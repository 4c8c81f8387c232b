//! The library for build scripts: reads specs, compiles them, writes the stubs that changed, and
//! tells cargo what it read. It prints nothing else.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::paths::stub_name;
use crate::{Error, Options, Sides, Source, WrongSpec, generate, open, write};

/// Compiles one spec into cargo's `OUT_DIR`, as `<stem>.rs`.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), qrpc_gen::Error> {
///     qrpc_gen::compile("schemas/calc.yaml")
/// }
/// ```
///
/// `qrpc_runtime::include_stub!(pub mod calc);` then makes it a module of the program. A build
/// script that wants more uses the [`Builder`].
///
/// # Errors
///
/// When the spec cannot be read or is wrong, or the stub cannot be written.
pub fn compile(spec: impl Into<PathBuf>) -> Result<(), Error> {
    Builder::new().spec(spec).compile()
}

/// Compiles specs the way that a build script wants it.
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
#[must_use = "nothing happens before `compile`"]
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
    /// Without specs yet, for both sides, into `OUT_DIR`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a spec. A relative path begins where the package's `Cargo.toml` is.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// Which sides of the API the stubs have; both, if not said.
    pub fn sides(mut self, sides: Sides) -> Self {
        self.sides = sides;
        self
    }

    /// The folder for the stubs; cargo's `OUT_DIR`, if not said.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Whether cargo is told to run the build script again when a spec changed; it is, if not
    /// said. Cargo otherwise does so when any file of the package changed, or when the build
    /// script's own `rerun-if-changed` lines say it.
    pub fn emit_rerun(mut self, emit: bool) -> Self {
        self.emit_rerun = emit;
        self
    }

    /// Compiles the specs and writes the stubs that changed. When one of them is wrong, nothing is
    /// written, and the error shows what is wrong with each.
    ///
    /// # Errors
    ///
    /// When a spec cannot be read or is wrong, a stub cannot be written, or there is no place for
    /// it.
    pub fn compile(&self) -> Result<(), Error> {
        self.compile_telling(&mut io::stdout())
    }

    fn compile_telling(&self, cargo: &mut dyn Write) -> Result<(), Error> {
        let paths = self.stub_paths()?;
        let sources = self.sources(cargo)?;
        let stubs = self.stubs(sources)?;
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
            let path = folder.join(stub_name(spec));
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
                // Nobody but cargo reads it; when cargo is gone, nothing is left to tell.
                let _ = writeln!(cargo, "cargo:rerun-if-changed={}", path.display());
            }
            Ok(source)
        };
        self.specs.iter().map(read_one).collect()
    }

    fn stubs(&self, sources: Vec<Source>) -> Result<Vec<String>, Error> {
        let options = Options {
            sides: self.sides,
            renewal: "cargo build".to_owned(),
        };
        let mut stubs = Vec::new();
        let mut wrong = Vec::new();
        for source in sources {
            let output = generate(&source, &options);
            match output.stub {
                Some(stub) => stubs.push(stub.text),
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::{TempDir, tempdir};

    const FINE: &str = "api: Fine\nmethods: { go: { direction: incoming } }\n";
    const WRONG: &str = "methods: 1\n";

    /// A folder with these specs, and a builder of all of them into `out` in it.
    fn given(specs: &[(&str, &str)]) -> (TempDir, Builder) {
        let folder = tempdir().unwrap();
        let mut builder = Builder::new().out_dir(folder.path().join("out"));
        for (name, text) in specs {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            builder = builder.spec(path);
        }
        (folder, builder)
    }

    fn told_by(builder: &Builder) -> (Result<(), Error>, String) {
        let mut told = Vec::new();
        let result = builder.compile_telling(&mut told);
        (result, String::from_utf8(told).unwrap())
    }

    fn stub_of(builder: &Builder, folder: &TempDir) -> String {
        builder.compile_telling(&mut io::sink()).unwrap();
        fs::read_to_string(folder.path().join("out/fine.rs")).unwrap()
    }

    #[test]
    fn every_spec_gets_its_stub() {
        let (folder, builder) = given(&[("fine.yaml", FINE), ("other.yaml", FINE)]);
        builder.compile_telling(&mut io::sink()).unwrap();
        assert!(folder.path().join("out/fine.rs").exists());
        assert!(folder.path().join("out/other.rs").exists());
    }

    #[test]
    fn both_sides_are_made_if_nothing_is_said() {
        let (folder, builder) = given(&[("fine.yaml", FINE)]);
        let stub = stub_of(&builder, &folder);
        assert!(stub.contains("pub struct Fine {") && stub.contains("pub struct FineInverted {"));
    }

    #[test]
    fn sides_leaves_the_other_side_out() {
        let (folder, builder) = given(&[("fine.yaml", FINE)]);
        let stub = stub_of(&builder.sides(Sides::Inverted), &folder);
        assert!(!stub.contains("pub struct Fine {") && stub.contains("pub struct FineInverted {"));
    }

    #[test]
    fn cargo_is_told_every_spec_and_nothing_else() {
        let (folder, builder) = given(&[("fine.yaml", FINE), ("other.yaml", FINE)]);
        let line = |name| {
            format!(
                "cargo:rerun-if-changed={}\n",
                folder.path().join(name).display()
            )
        };
        let (result, told) = told_by(&builder);
        result.unwrap();
        assert_eq!(told, line("fine.yaml") + &line("other.yaml"));
    }

    #[test]
    fn cargo_is_told_of_a_wrong_spec_too() {
        let (_folder, builder) = given(&[("wrong.yaml", WRONG)]);
        let (result, told) = told_by(&builder);
        result.unwrap_err();
        assert!(told.ends_with("wrong.yaml\n"), "{told}");
    }

    #[test]
    fn emit_rerun_silences_it() {
        let (_folder, builder) = given(&[("fine.yaml", FINE)]);
        assert_eq!(told_by(&builder.emit_rerun(false)).1, "");
    }

    #[test]
    fn the_errors_of_all_specs_are_shown_at_once() {
        let (_folder, builder) = given(&[("wrong.yaml", WRONG), ("worse.yaml", WRONG)]);
        let error = told_by(&builder).0.unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("wrong.yaml:1:") && text.contains("worse.yaml:1:"),
            "{text}"
        );
        assert_eq!(text, format!("{error:?}"));
    }

    #[test]
    fn an_error_in_one_spec_writes_nothing() {
        let (folder, builder) = given(&[("fine.yaml", FINE), ("wrong.yaml", WRONG)]);
        told_by(&builder).0.unwrap_err();
        assert!(!folder.path().join("out").exists());
    }

    #[test]
    fn a_missing_spec_is_named() {
        let builder = Builder::new().out_dir("nowhere").spec("there/is/none.yaml");
        let error = told_by(&builder).0.unwrap_err().to_string();
        assert!(error.contains("there/is/none.yaml"), "{error}");
    }

    #[test]
    fn two_specs_for_one_stub_are_an_error() {
        let (_folder, builder) = given(&[("fine.yaml", FINE), ("fine.toml", "")]);
        assert!(matches!(told_by(&builder).0, Err(Error::SameStub { .. })));
    }

    #[test]
    fn no_spec_is_an_error() {
        assert!(matches!(
            Builder::new().out_dir("x").compile(),
            Err(Error::NoSpec)
        ));
    }

    #[test]
    fn a_stub_that_cannot_be_written_is_named() {
        let (folder, builder) = given(&[("fine.yaml", FINE)]);
        let builder = builder.out_dir(folder.path().join("fine.yaml"));
        let error = told_by(&builder).0.unwrap_err();
        assert!(
            matches!(&error, Error::Write { path, .. } if path.ends_with("fine.rs")),
            "{error}"
        );
    }
}
