//! The programs and libraries of others, which the script `setup` installs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, ensure};

/// Returns the absolute path of a file in the folder of this crate, such as
/// `node_modules/.bin/acpx`. The first call installs what is missing.
///
/// # Errors
///
/// Returns an error if something cannot be installed, or if the file does not exist.
pub fn installed(file: &str) -> Result<PathBuf> {
    static SETUP: OnceLock<Result<(), String>> = OnceLock::new();
    SETUP
        .get_or_init(|| set_up().map_err(|error| format!("{error:#}")))
        .clone()
        .map_err(|error| anyhow!(error))?;
    let path = here().join(file);
    ensure!(path.exists(), "{} does not exist", path.display());
    Ok(path)
}

/// Returns the path in quotes, for the command line of the transport `process:(…)`.
///
/// # Errors
///
/// Returns an error if the path is not valid UTF-8, or if it contains a quote.
pub fn quoted(path: &Path) -> Result<String> {
    let path = path.to_str().context("a path that is not valid UTF-8")?;
    ensure!(!path.contains('\''), "a path with a quote: {path}");
    Ok(format!("'{path}'"))
}

fn set_up() -> Result<()> {
    let status = Command::new(here().join("setup")).status()?;
    ensure!(status.success(), "tests/conversations/setup: {status}");
    Ok(())
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
