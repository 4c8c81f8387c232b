//! Puts a stub on the disk: whole or not at all, and not at all where it is there already.
//!
//! What goes into it, and where it belongs, was decided before.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// What writing a file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// There was no such file before.
    Created,
    /// It said something else before.
    Changed,
    /// It said this already, and was left alone.
    Unchanged,
}

/// Makes the file at `path` hold `text`, and its folder where there is none.
///
/// Who reads the file meanwhile sees the old text or the new one, never a part of it. A file with
/// Windows line ends keeps them. A link to a file stays one: what it leads to is written.
///
/// # Errors
///
/// What the operating system says; the file is then as it was.
pub fn write(path: &Path, text: &str) -> io::Result<Written> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => renew(path, &metadata, text),
        // A pipe or a device has nothing to compare with, and must not be replaced by a file.
        Ok(_) => fs::write(path, text).map(|()| Written::Changed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, text),
        Err(error) => Err(error),
    }
}

fn renew(path: &Path, metadata: &Metadata, text: &str) -> io::Result<Written> {
    let old = fs::read(path)?;
    let text = with_line_ends_of(&old, text);
    if old == text.as_bytes() {
        return Ok(Written::Unchanged);
    }
    replace(&fs::canonicalize(path)?, |temporary| {
        fs::write(temporary, text.as_bytes())?;
        fs::set_permissions(temporary, metadata.permissions())
    })?;
    Ok(Written::Changed)
}

fn create(path: &Path, text: &str) -> io::Result<Written> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    replace(path, |temporary| fs::write(temporary, text))?;
    Ok(Written::Created)
}

/// Lets `fill` make a file beside `path`, which then takes its place.
fn replace(path: &Path, fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let temporary = beside(path);
    fill(&temporary)
        .and_then(|()| fs::rename(&temporary, path))
        .inspect_err(|_| {
            // What went wrong first is what the caller must hear of.
            let _ = fs::remove_file(&temporary);
        })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", process::id()));
    path.with_file_name(name)
}

fn with_line_ends_of<'t>(old: &[u8], text: &'t str) -> Cow<'t, str> {
    match old.iter().position(|byte| *byte == b'\n') {
        Some(end) if old[..end].ends_with(b"\r") => text.replace('\n', "\r\n").into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests;
