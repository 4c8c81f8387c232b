//! Finds the two programs. Each program is built or installed once, when it is first needed.

use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, ensure};

/// A program that can run either side of the API `Lab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The Rust program `lab`, on the stub and the runtime of this workspace.
    Lab,
    /// `python/peer.py`, on the real quickrpc.
    Python,
}

impl Program {
    /// Returns the name of the program for tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lab => "lab",
            Self::Python => "python",
        }
    }

    /// Returns the user that the program sends if the security provider sends a user.
    pub(crate) fn user(self) -> &'static str {
        match self {
            Self::Lab => "alice",
            Self::Python => "bob",
        }
    }

    /// Returns the command that starts the program, without arguments.
    pub(crate) fn command(self) -> Result<Vec<String>> {
        match self {
            Self::Lab => Ok(vec![lab()?]),
            Self::Python => Ok(vec![python()?, here("python/peer.py")]),
        }
    }
}

/// Runs a script of this crate on the real quickrpc with this standard input, and returns what it
/// prints.
///
/// # Errors
///
/// When the script cannot be started, or fails.
pub fn run_python(script: &str, input: &[u8]) -> Result<String> {
    let mut file = tempfile::tempfile()?;
    file.write_all(input)?;
    file.rewind()?;
    let mut command = Command::new(python()?);
    command.arg(here(script)).stdin(file);
    output_of(command)
}

fn here(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn python() -> Result<String> {
    static PYTHON: OnceLock<Result<String, String>> = OnceLock::new();
    once(&PYTHON, || {
        let printed = output_of(Command::new(here("setup")))?;
        Ok(printed.trim().to_owned())
    })
}

/// Builds the program `lab`, and returns its path. Cargo gives a test the path of a binary only
/// within the binary's own package.
fn lab() -> Result<String> {
    static LAB: OnceLock<Result<String, String>> = OnceLock::new();
    once(&LAB, || {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo
            .args(["build", "-p", "lab", "--bin", "lab"])
            .args(["--quiet", "--message-format=json-render-diagnostics"])
            .current_dir(Path::new(&here("")));
        executable_in(&output_of(cargo)?)
    })
}

fn executable_in(messages: &str) -> Result<String> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| Some(message.get("executable")?.as_str()?.to_owned()))
        .context("cargo built no executable")
}

fn output_of(mut command: Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

fn once(
    place: &OnceLock<Result<String, String>>,
    make: impl FnOnce() -> Result<String>,
) -> Result<String> {
    place
        .get_or_init(|| make().map_err(|error| format!("{error:#}")))
        .clone()
        .map_err(|error| anyhow!(error))
}
