//! Shows paths in messages and stub headers in the same way on every machine, and resolves paths.

mod destination;

use std::env;
use std::io;
use std::iter;
use std::path::{self, Component, MAIN_SEPARATOR, Path, PathBuf};

pub use destination::destination;

/// Returns the path relative to the working folder, with `/` as the separator.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let relative = seen_from(&here, path);
    if relative.as_os_str().is_empty() {
        return ".".to_owned();
    }
    relative.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

/// Returns the absolute path without `.` and `..`, without looking at the disk: `..` and the folder
/// before it are dropped, even if the folder is a link.
///
/// # Errors
///
/// Returns an error if the working folder is not known.
pub fn plain(path: &Path) -> io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path::absolute(path)?.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    Ok(plain)
}

/// Returns the default file name of a spec's stub: the spec's stem and `.rs`.
#[must_use]
pub fn stub_name(spec: &Path) -> PathBuf {
    let mut name = spec.file_stem().unwrap_or_default().to_owned();
    name.push(".rs");
    name.into()
}

fn seen_from(here: &Path, path: &Path) -> PathBuf {
    let plain = path.components().filter(|part| *part != Component::CurDir);
    if path.is_relative() {
        return plain.collect();
    }
    let shared = iter::zip(plain.clone(), here.components())
        .take_while(|(a, b)| a == b)
        .count();
    if shared == 0 {
        // The path is on another drive, so no relative path leads there.
        return path.to_owned();
    }
    let up = iter::repeat_n(Component::ParentDir, here.components().count() - shared);
    up.chain(plain.skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_stays_as_it_is() {
        assert_eq!(
            shown(Path::new("schemas/my_api.yaml")),
            "schemas/my_api.yaml"
        );
        assert_eq!(shown(Path::new("../my_api.yaml")), "../my_api.yaml");
    }

    #[test]
    fn dots_for_the_same_folder_are_left_out() {
        assert_eq!(
            shown(Path::new("./schemas/./my_api.yaml")),
            "schemas/my_api.yaml"
        );
    }

    #[test]
    fn the_working_folder_is_a_dot() {
        assert_eq!(shown(Path::new(".")), ".");
        assert_eq!(shown(&env::current_dir().unwrap()), ".");
    }

    #[test]
    fn an_absolute_path_becomes_relative() {
        let here = env::current_dir().unwrap();
        assert_eq!(
            shown(&here.join("schemas/my_api.yaml")),
            "schemas/my_api.yaml"
        );
        assert_eq!(shown(&here.with_file_name("my_api.yaml")), "../my_api.yaml");
    }

    #[test]
    fn a_stub_has_the_stem_of_its_spec() {
        assert_eq!(
            stub_name(Path::new("schemas/my_api.yaml")),
            Path::new("my_api.rs")
        );
        assert_eq!(stub_name(Path::new("a.b.toml")), Path::new("a.b.rs"));
    }
}
