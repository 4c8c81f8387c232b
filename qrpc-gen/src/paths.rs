//! Paths, as messages and the headers of stubs write them: the same on every machine.

use std::env;
use std::iter;
use std::path::{Component, Path, PathBuf};

/// The path seen from the working folder, with `/` between its parts, on one line.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let relative = seen_from(&here, path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    one_line(&parts.join("/"))
}

/// The name of a spec's stub, without a folder: the spec's stem, and `.rs`.
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
        // Another drive: no way leads there from here.
        return path.to_owned();
    }
    let up = iter::repeat_n(Component::ParentDir, here.components().count() - shared);
    up.chain(plain.skip(shared)).collect()
}

/// A header is a comment of one line, and no file name may break out of it.
fn one_line(path: &str) -> String {
    path.chars().fold(String::new(), |mut line, character| {
        if character.is_control() {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
        line
    })
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
    fn an_absolute_path_becomes_relative() {
        let here = env::current_dir().unwrap();
        assert_eq!(
            shown(&here.join("schemas/my_api.yaml")),
            "schemas/my_api.yaml"
        );
        assert_eq!(shown(&here.with_file_name("my_api.yaml")), "../my_api.yaml");
    }

    #[test]
    fn no_file_name_breaks_the_line() {
        assert_eq!(shown(Path::new("a\nb\u{7}.yaml")), "a\\nb\\u{7}.yaml");
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
