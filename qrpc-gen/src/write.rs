//! Puts a stub on the disk: whole or not at all, and not at all where it is there already.
//!
//! What goes into it, and where it belongs, was decided before.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::paths::destination;

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
/// Windows line ends keeps them. A link stays one: what it leads to is written, even where nothing
/// is there yet.
///
/// # Errors
///
/// What the operating system says, or that the file is read-only, or that links lead in a circle;
/// the file is then as it was.
pub fn write(path: &Path, text: &str) -> io::Result<Written> {
    let place = place_of(path)?;
    match fs::metadata(&place) {
        Ok(metadata) if metadata.is_file() => renew(&place, &metadata, text),
        // A pipe or a device has nothing to compare with, and must not be replaced by a file.
        Ok(_) => fs::write(&place, text).map(|()| Written::Changed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(&place, text),
        Err(error) => Err(error),
    }
}

/// Where to write. A pipe stays as it is called: its link leads to what has no name.
fn place_of(path: &Path) -> io::Result<PathBuf> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => Ok(path.to_owned()),
        _ => destination(path),
    }
}

fn renew(place: &Path, metadata: &Metadata, text: &str) -> io::Result<Written> {
    let old = fs::read(place)?;
    let text = with_line_ends_of(&old, text);
    if old == text.as_bytes() {
        return Ok(Written::Unchanged);
    }
    // The rename below asks only for the folder, and root for nothing at all.
    if metadata.permissions().readonly() {
        return Err(protected());
    }
    replace(place, |temporary| {
        fs::write(temporary, text.as_bytes())?;
        fs::set_permissions(temporary, metadata.permissions())
    })?;
    Ok(Written::Changed)
}

fn protected() -> io::Error {
    let message = "it is read-only, and says something else; make it writable, or delete it";
    io::Error::new(io::ErrorKind::PermissionDenied, message)
}

fn create(place: &Path, text: &str) -> io::Result<Written> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    replace(place, |temporary| fs::write(temporary, text))?;
    Ok(Written::Created)
}

/// Lets `fill` make a file beside `place`, which then takes it.
fn replace(place: &Path, fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let temporary = beside(place);
    fill(&temporary)
        .and_then(|()| fs::rename(&temporary, place))
        .inspect_err(|_| {
            // What went wrong first is what the caller must hear of.
            let _ = fs::remove_file(&temporary);
        })
}

fn beside(place: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", process::id()));
    place.with_file_name(name)
}

fn with_line_ends_of<'t>(old: &[u8], text: &'t str) -> Cow<'t, str> {
    match old.iter().position(|byte| *byte == b'\n') {
        Some(end) if old[..end].ends_with(b"\r") => text.replace('\n', "\r\n").into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests;
