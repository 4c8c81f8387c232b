//! Tests what can be at the path of a stub before the stub is written, and what writing does to it.

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

/// A test must remove the protection at its end, since Windows does not delete a read-only file.
fn protect(path: &Path, protected: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(protected);
    fs::set_permissions(path, permissions).unwrap();
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
fn a_link_to_nothing_stays_one() {
    let folder = tempdir().unwrap();
    let link = folder.path().join("link.rs");
    std::os::unix::fs::symlink("below/target.rs", &link).unwrap();
    assert_eq!(write(&link, "new\n").unwrap(), Written::Created);
    assert!(link.is_symlink());
    let target = folder.path().join("below/target.rs");
    assert_eq!(fs::read_to_string(target).unwrap(), "new\n");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_an_error_and_stay() {
    let folder = tempdir().unwrap();
    let link = folder.path().join("link.rs");
    std::os::unix::fs::symlink("link.rs", &link).unwrap();
    write(&link, "new\n").unwrap_err();
    assert!(link.is_symlink());
}

#[test]
fn a_folder_that_the_path_leaves_again_is_not_made() {
    let (folder, path) = file_with("one\r\n");
    let around = folder.path().join("missing/../api.rs");
    assert_eq!(write(&around, "two\n").unwrap(), Written::Changed);
    assert_eq!(fs::read_to_string(path).unwrap(), "two\r\n");
    assert_eq!(names_in(folder.path()), ["api.rs"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_by_its_link() {
    use std::io::Read as _;
    use std::os::fd::AsRawFd as _;
    let (mut reader, writer) = io::pipe().unwrap();
    let link = format!("/dev/fd/{}", writer.as_raw_fd());
    assert_eq!(write(Path::new(&link), "text").unwrap(), Written::Changed);
    drop(writer);
    let mut read = String::new();
    reader.read_to_string(&mut read).unwrap();
    assert_eq!(read, "text");
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

#[test]
fn a_file_that_is_protected_stays_as_it_is() {
    let (folder, path) = file_with("old\n");
    protect(&path, true);
    let error = write(&path, "new\n").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    assert!(error.to_string().contains("read-only"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old\n");
    assert_eq!(names_in(folder.path()), ["api.rs"]);
    protect(&path, false);
}

#[test]
fn a_file_that_is_protected_may_say_the_same() {
    let (_folder, path) = file_with("text\n");
    protect(&path, true);
    assert_eq!(write(&path, "text\n").unwrap(), Written::Unchanged);
    protect(&path, false);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_stays_one() {
    let device = Path::new("/dev/null");
    assert_eq!(write(device, "text").unwrap(), Written::Changed);
    assert!(!fs::metadata(device).unwrap().is_file());
}
