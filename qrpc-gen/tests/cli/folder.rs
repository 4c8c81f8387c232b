//! A folder with specs in it, in which the program runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::{TempDir, tempdir};

pub(crate) const FINE: &str = "\
api: Fine
methods:
  go: { direction: incoming }
  come: { direction: outgoing }
";

pub(crate) const WRONG: &str = "\
api: Wrong
methods:
  go: { direction: sideways }
";

pub(crate) struct Folder(TempDir);

/// The result of a run of the program.
#[derive(Debug, PartialEq)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempdir().unwrap());
        for (name, text) in files {
            folder.put(name, text);
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text_of(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The names of all files in the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(self.name_of(&path));
                }
            }
        }
        files.sort();
        files
    }

    fn name_of(&self, path: &Path) -> String {
        path.strip_prefix(self.path())
            .unwrap()
            .display()
            .to_string()
    }

    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qrpc-gen"));
        command
            .args(words.split_whitespace())
            .current_dir(self.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program in the folder, with the arguments `words`, which are separated by blanks.
    pub(crate) fn run(&self, words: &str) -> Ran {
        self.command(words).output().unwrap().into()
    }

    /// Runs the program in the folder, with the arguments `words` and one more argument, which may
    /// contain blanks.
    pub(crate) fn run_with(&self, words: &str, last: &str) -> Ran {
        self.command(words).arg(last).output().unwrap().into()
    }

    /// Runs the program in `below`, a folder in this folder, with the arguments `words`.
    pub(crate) fn run_in(&self, below: &str, words: &str) -> Ran {
        let below: PathBuf = self.path().join(below);
        self.command(words)
            .current_dir(below)
            .output()
            .unwrap()
            .into()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Returns the run. Fails the test if the run did not end with the exit code `code`.
    #[track_caller]
    pub(crate) fn ending_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn saying(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "no {text:?} in {self:#?}");
        self
    }
}
