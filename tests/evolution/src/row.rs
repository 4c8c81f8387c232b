//! The file of a row: two specs, what two programs that have them say to each other, and a program
//! that was written for the old one.

use std::path::{Path, PathBuf};
use std::{fs, io};

use qrpc_gen::{Source, with_used_files};

/// The file that both specs of a row may use.
const SHARED: &str = "shared.yaml";

/// The texts of one file, section by section.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name of the row in the table.
    pub name: String,
    /// The old spec.
    pub old: String,
    /// The new spec.
    pub new: String,
    /// The file `shared.yaml`, which both specs may use; may be empty.
    pub shared: String,
    /// What is called, a line each.
    pub runs: Vec<String>,
    /// Rust code that the old stub is used in.
    pub program: String,
}

impl Row {
    /// Reads the file of a row.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
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

    /// One of its two specs.
    #[must_use]
    pub fn source(&self, spec: &str) -> Source {
        let source = Source::new(format!("{}.yaml", self.name), spec.as_bytes());
        with_used_files(source, &mut |used| match used {
            SHARED => Ok((used.to_owned(), self.shared.clone().into_bytes())),
            _ => Err(io::ErrorKind::NotFound.into()),
        })
    }

    /// The file that both specs may use, if there is one.
    #[must_use]
    pub fn shared(&self) -> Option<Source> {
        let is_there = !self.shared.is_empty();
        is_there.then(|| Source::new(SHARED, self.shared.as_bytes()))
    }

    /// Its name, as a module of Rust may be called.
    #[must_use]
    pub fn module(&self) -> String {
        self.name.replace(['.', '-'], "_")
    }
}

/// The rows in a folder, in the order of their names.
///
/// # Errors
///
/// When they cannot be read.
pub fn all(folder: &Path) -> io::Result<Vec<Row>> {
    let entries = fs::read_dir(folder)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    paths.iter().map(|path| Row::read(path)).collect()
}
