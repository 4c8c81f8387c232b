//! Resolves the path of a file that will be written and may not exist yet.

use std::fs;
use std::io;
use std::path::{self, Component, Path, PathBuf};

/// The maximum number of symbolic links that are followed to resolve one path. Operating systems
/// have a similar limit.
const MOST_LINKS: usize = 40;

/// Resolves the path of a file, which may not exist yet. All paths that lead to the same file give
/// the same result.
///
/// Symbolic links are followed, even if their target does not exist yet. After a folder that does
/// not exist, `..` leads to the parent of that folder.
///
/// # Errors
///
/// Returns an error if links form a cycle, or if the working folder is not known.
pub fn destination(path: &Path) -> io::Result<PathBuf> {
    follow(&path::absolute(path)?, &mut { MOST_LINKS })
}

fn follow(path: &Path, links_left: &mut usize) -> io::Result<PathBuf> {
    let Some(above) = path.parent() else {
        return Ok(path.to_owned());
    };
    let mut place = follow(above, links_left)?;
    match path.components().next_back() {
        Some(Component::Normal(name)) => place.push(name),
        Some(Component::ParentDir) => _ = place.pop(),
        _ => {}
    }
    if let Ok(real) = fs::canonicalize(&place) {
        return Ok(real);
    }
    let Ok(target) = fs::read_link(&place) else {
        return Ok(place);
    };
    *links_left = links_left.checked_sub(1).ok_or_else(circle)?;
    place.pop();
    follow(&place.join(target), links_left)
}

fn circle() -> io::Error {
    io::Error::other(
        "its symbolic links form a cycle; make them lead to a file, or use the path of that file",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    /// Returns a new folder, and its path without symbolic links.
    fn folder() -> (TempDir, PathBuf) {
        let folder = tempdir().unwrap();
        let place = fs::canonicalize(folder.path()).unwrap();
        (folder, place)
    }

    #[test]
    fn what_does_not_exist_has_a_place() {
        let (_folder, place) = folder();
        let path = place.join("a/b/api.rs");
        assert_eq!(destination(&path).unwrap(), path);
    }

    #[test]
    fn dots_lead_back_from_a_folder_that_does_not_exist() {
        let (_folder, place) = folder();
        let api = place.join("api.yaml");
        fs::write(&api, "").unwrap();
        for path in ["a/../api.yaml", "a/b/../../api.yaml", "./a/./../api.yaml"] {
            assert_eq!(destination(&place.join(path)).unwrap(), api, "{path}");
        }
    }

    #[test]
    fn dots_lead_no_higher_than_the_root() {
        assert!(destination(Path::new("/../../..")).is_ok());
    }

    #[cfg(unix)]
    mod links {
        use super::*;
        use std::os::unix::fs::symlink;

        #[test]
        fn a_link_to_nothing_is_followed() {
            let (_folder, place) = folder();
            symlink("below/second", place.join("first")).unwrap();
            fs::create_dir(place.join("below")).unwrap();
            symlink("../api.rs", place.join("below/second")).unwrap();
            let found = destination(&place.join("first")).unwrap();
            assert_eq!(found, place.join("api.rs"));
        }

        #[test]
        fn dots_behind_a_link_lead_above_what_it_leads_to() {
            let (_folder, place) = folder();
            fs::create_dir_all(place.join("far/away")).unwrap();
            symlink("far/away", place.join("near")).unwrap();
            let found = destination(&place.join("near/../api.rs")).unwrap();
            assert_eq!(found, place.join("far/api.rs"));
        }

        #[test]
        fn a_circle_is_an_error() {
            let (_folder, place) = folder();
            symlink("there", place.join("here")).unwrap();
            symlink("here", place.join("there")).unwrap();
            let error = destination(&place.join("here")).unwrap_err();
            assert!(error.to_string().contains("cycle"), "{error}");
        }

        #[test]
        fn links_that_double_are_not_followed_for_ever() {
            let (_folder, place) = folder();
            for at in 1..=MOST_LINKS {
                let below = format!("{}/../{0}", at - 1);
                symlink(below, place.join(at.to_string())).unwrap();
            }
            destination(&place.join(MOST_LINKS.to_string())).unwrap_err();
        }
    }
}
