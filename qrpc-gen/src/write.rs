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
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    fn file_with(text: &str) -> (TempDir, PathBuf) {
        let folder = tempdir().unwrap();
        let path = folder.path().join("api.rs");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn names_in(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn a_new_file_is_created_with_its_folders() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("a/b/api.rs");
        assert_eq!(write(&path, "text\n").unwrap(), Written::Created);
        assert_eq!(fs::read_to_string(path).unwrap(), "text\n");
    }

    #[test]
    fn another_text_replaces_the_old_one() {
        let (_folder, path) = file_with("old\n");
        assert_eq!(write(&path, "new\n").unwrap(), Written::Changed);
        assert_eq!(fs::read_to_string(path).unwrap(), "new\n");
    }

    #[test]
    fn the_same_text_leaves_the_file_alone() {
        let (_folder, path) = file_with("text\n");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        assert_eq!(write(&path, "text\n").unwrap(), Written::Unchanged);
        assert_eq!(fs::metadata(path).unwrap().modified().unwrap(), long_ago);
    }

    #[test]
    fn windows_line_ends_stay() {
        let (_folder, path) = file_with("one\r\ntwo\r\n");
        assert_eq!(write(&path, "one\ntwo\n").unwrap(), Written::Unchanged);
        assert_eq!(write(&path, "one\nthree\n").unwrap(), Written::Changed);
        assert_eq!(fs::read_to_string(path).unwrap(), "one\r\nthree\r\n");
    }

    #[test]
    fn nothing_else_is_left_in_the_folder() {
        let (folder, path) = file_with("old\n");
        write(&path, "new\n").unwrap();
        assert_eq!(names_in(folder.path()), ["api.rs"]);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_beside_it() {
        let (folder, path) = file_with("old\n");
        let failed = replace(&path, |temporary| {
            fs::write(temporary, "half")?;
            Err(io::Error::other("the disk is full"))
        });
        assert_eq!(failed.unwrap_err().to_string(), "the disk is full");
        assert_eq!(names_in(folder.path()), ["api.rs"]);
        assert_eq!(fs::read_to_string(path).unwrap(), "old\n");
    }

    #[test]
    fn a_folder_is_not_overwritten() {
        let folder = tempdir().unwrap();
        assert!(write(folder.path(), "text").is_err());
        assert!(folder.path().is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        let (folder, path) = file_with("old\n");
        let link = folder.path().join("link.rs");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, "new\n").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(path).unwrap(), "new\n");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = file_with("old\n");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, "new\n").unwrap();
        assert_eq!(
            fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_one() {
        let device = Path::new("/dev/null");
        assert_eq!(write(device, "text").unwrap(), Written::Changed);
        assert!(!fs::metadata(device).unwrap().is_file());
    }
}
