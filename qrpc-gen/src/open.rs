//! Reads specs from the disk, up to the maximum size of a spec.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::{Source, paths, with_used_files};

/// Opens and reads the spec at `path`, and the files that it uses. Diagnostics and the stub show
/// paths relative to the working folder.
///
/// # Errors
///
/// Returns the error of the operating system if the spec itself cannot be read. A file that is too
/// large or not UTF-8, or a used file that cannot be read, does not make `open` fail: it is
/// reported as a diagnostic when the spec is compiled.
pub fn open(path: &Path) -> io::Result<Source> {
    let source = Source::new(paths::shown(path), &bytes(path)?);
    let folder = path.parent().unwrap_or(path);
    Ok(with_used_files(source, &mut |used| {
        let path = folder.join(used);
        Ok((paths::shown(&paths::plain(&path)?), bytes(&path)?))
    }))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    // One byte more than the limit shows that the file is too large. Without a limit, reading a
    // device may never end.
    let limit = Source::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    #[test]
    fn what_is_there_is_read() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("api.yaml");
        std::fs::write(&path, "api: A\n").unwrap();
        assert_eq!(open(&path).unwrap().text(), "api: A\n");
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let error = open(Path::new("there/is/none.yaml")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_end_is_not_read_to_it() {
        open(Path::new("/dev/zero")).unwrap();
    }
}
