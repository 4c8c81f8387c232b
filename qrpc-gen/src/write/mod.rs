//! Writes a stub to the disk, atomically, and only if its text changed.
//!
//! The caller decides the text and the path.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::paths::destination;

/// How [`write()`] changed the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file did not exist before.
    Created,
    /// The file had other content before.
    Changed,
    /// The file already had the new content and was not written.
    Unchanged,
}

/// Writes `text` to the file at `path`, and creates its folder if necessary.
///
/// A concurrent reader of the file sees the old or the new text, never a part of it. A file with
/// Windows line ends keeps them. A symbolic link is kept: its target is written, even if the target
/// does not exist yet.
///
/// # Errors
///
/// Returns an error if the operating system reports one, if the file is read-only, or if symbolic
/// links form a cycle. After an error, the file is unchanged.
pub fn write(path: &Path, text: &str) -> io::Result<Written> {
    let place = place_of(path)?;
    match fs::metadata(&place) {
        Ok(metadata) if metadata.is_file() => renew(&place, &metadata, text),
        // A pipe or a device has no content to compare with, and a file must not replace it.
        Ok(_) => fs::write(&place, text).map(|()| Written::Changed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(&place, text),
        Err(error) => Err(error),
    }
}

/// Returns the path to write to. Links are resolved, except a link to a pipe or device, which may
/// lead to something that has no name in the file system.
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
    // The file is checked before it is replaced, because renaming would replace a read-only file:
    // renaming needs permission only for the folder, and root needs no permission.
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
    let message = "the file is read-only and its content differs; make it writable, or delete it";
    io::Error::new(io::ErrorKind::PermissionDenied, message)
}

fn create(place: &Path, text: &str) -> io::Result<Written> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    replace(place, |temporary| fs::write(temporary, text))?;
    Ok(Written::Created)
}

/// Lets `fill` create a temporary file in the folder of `place`, and renames it to `place`.
fn replace(place: &Path, fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let temporary = beside(place);
    fill(&temporary)
        .and_then(|()| fs::rename(&temporary, place))
        .inspect_err(|_| {
            // The caller gets the error of writing the file; an error of removing the temporary
            // file is ignored.
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
