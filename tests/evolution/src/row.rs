//! The file of a row: an old and a new spec, the calls between two programs with these specs, and a
//! program that was written for the stub of the old spec.

use std::path::{Path, PathBuf};
use std::{fs, io};

use qrpc_gen::{Source, with_used_files};

/// The path of the file that both specs of a row may use.
const SHARED: &str = "shared.yaml";

/// The sections of a row's file.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name of the row in the table of `docs/evolution.md`.
    pub name: String,
    /// The old spec.
    pub old: String,
    /// The new spec.
    pub new: String,
    /// The content of the file `shared.yaml`, which both specs may use; empty if the row has no
    /// such file.
    pub shared: String,
    /// The lines that describe calls, one line per call.
    pub runs: Vec<String>,
    /// Rust code that uses the old stub.
    pub program: String,
}

impl Row {
    /// Reads and parses the file of a row.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let section = |name: &str| {
            let lines = text
                .lines()
                .skip_while(|line| *line != format!("--- {name}"));
            let lines = lines.skip(1).take_while(|line| !line.starts_with("--- "));
            lines.flat_map(|line| [line, "\n"]).collect::<String>()
        };
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok(Self {
            name: name.into_owned(),
            old: section("old"),
            new: section("new"),
            shared: section("shared"),
            runs: section("runs").lines().map(str::to_owned).collect(),
            program: section("program"),
        })
    }

    /// Returns the source of the old or the new spec; `spec` is its text.
    #[must_use]
    pub fn source(&self, spec: &str) -> Source {
        let source = Source::new(format!("{}.yaml", self.name), spec.as_bytes());
        with_used_files(source, &mut |used| match used {
            SHARED => Ok((used.to_owned(), self.shared.clone().into_bytes())),
            _ => Err(io::ErrorKind::NotFound.into()),
        })
    }

    /// Returns the file that both specs may use; `None` if the row has no such file.
    #[must_use]
    pub fn shared(&self) -> Option<Source> {
        let is_there = !self.shared.is_empty();
        is_there.then(|| Source::new(SHARED, self.shared.as_bytes()))
    }

    /// Returns the name of the row as the name of a Rust module.
    #[must_use]
    pub fn module(&self) -> String {
        self.name.replace(['.', '-'], "_")
    }
}

/// Returns the rows in a folder, in the order of their names.
///
/// # Errors
///
/// Returns an error if the folder or a file cannot be read.
pub fn all(folder: &Path) -> io::Result<Vec<Row>> {
    let entries = fs::read_dir(folder)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    paths.iter().map(|path| Row::read(path)).collect()
}
