//! Reads a spec at a git revision, by running git.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use qrpc_gen::paths::{plain, shown};
use qrpc_gen::{Source, with_used_files};

/// Reads the spec at this path, and the files that it uses, as they are at a revision of its
/// repository.
pub(super) fn open(revision: &str, spec: &Path) -> Result<Source> {
    // For a symbolic link, git would return the path of the link's target instead of the content.
    let file =
        fs::canonicalize(spec).with_context(|| format!("`{}` could not be read", shown(spec)))?;
    let repository = Repository::around(&file, spec)?;
    let shown_at = |path: &Path| format!("{revision}:{}", shown(path));
    let path = repository.path_of(&file, spec)?;
    let bytes = match repository.read(revision, &path)? {
        Ok(bytes) => bytes,
        Err(said) => bail!(
            "`{}` does not exist at the git revision `{revision}`: {said}",
            shown(spec)
        ),
    };
    let folder = spec.parent().unwrap_or(spec);
    let source = Source::new(shown_at(spec), &bytes);
    Ok(with_used_files(source, &mut |used| {
        let path = within(&path, used)
            .ok_or_else(|| io::Error::other("it is not in the git repository"))?;
        let read = repository.read(revision, &path).map_err(io::Error::other)?;
        let bytes = read.map_err(io::Error::other)?;
        Ok((shown_at(&plain(&folder.join(used))?), bytes))
    }))
}

/// Returns the path of a used file in the repository. `spec` is the path of the spec in the
/// repository, and `used` is the path of the used file relative to the folder of the spec. Returns
/// `None` if the path leads out of the repository.
fn within(spec: &str, used: &str) -> Option<String> {
    let mut path: Vec<_> = spec.split('/').collect();
    path.pop();
    for part in used.split('/') {
        match part {
            ".." => _ = path.pop()?,
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

const NO_GIT: &str = "`git` could not be run; it is needed to read the old version";

/// The environment variables by which a git hook, or a user, selects a repository. A relative path
/// in `GIT_DIR` or `GIT_WORK_TREE` is relative to the folder in which the hook runs.
const PLACES: [&str; 2] = ["GIT_DIR", "GIT_WORK_TREE"];

/// The git working tree that contains a file.
struct Repository {
    root: PathBuf,
    /// The environment variables that select the working tree. The list is empty if git finds the
    /// working tree from its folder.
    places: Vec<(&'static str, PathBuf)>,
}

impl Repository {
    /// Finds the working tree that contains the file, from the folders above the file. If no folder
    /// above the file has a repository, and `GIT_DIR` and `GIT_WORK_TREE` are both set, finds the
    /// working tree from these variables.
    fn around(file: &Path, spec: &Path) -> Result<Self> {
        let folder = file.parent().unwrap_or(file);
        let found = root(folder, &[])?;
        let said = match found {
            Ok(root) => {
                return Ok(Self {
                    root,
                    places: Vec::new(),
                });
            }
            Err(said) => said,
        };
        let named = PLACES.map(|name| Some((name, absolute(&env::var_os(name)?)?)));
        if let [Some(folder_of_git), Some(tree)] = named {
            let places = vec![folder_of_git, tree];
            if let Ok(root) = root(folder, &places)? {
                return Ok(Self { root, places });
            }
        }
        bail!("`{}` is not in a git repository: {said}", shown(spec))
    }

    /// Returns the path of a file relative to the root, with `/` as the separator.
    fn path_of(&self, file: &Path, spec: &Path) -> Result<String> {
        let path = file.strip_prefix(&self.root).ok();
        let path = path.and_then(Path::to_str).with_context(|| {
            let root = self.root.display();
            format!("`{}` is not in the git repository `{root}`", shown(spec))
        })?;
        Ok(path.replace(MAIN_SEPARATOR, "/"))
    }

    /// Returns the content of a file at a revision, or git's error message if the revision has no
    /// such file.
    fn read(&self, revision: &str, path: &str) -> Result<Result<Vec<u8>, String>> {
        let mut git = self.git();
        git.args(["show", "--no-textconv"])
            .arg(format!("{revision}:{path}"));
        let mut git = git
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context(NO_GIT)?;
        let mut bytes = Vec::new();
        if let Some(stdout) = git.stdout.take() {
            // One byte above the limit shows that the file is too large.
            let limit = Source::MAX_BYTES as u64 + 1;
            stdout.take(limit).read_to_end(&mut bytes)?;
        }
        let output = git.wait_with_output()?;
        if !output.status.success() && bytes.len() <= Source::MAX_BYTES {
            let said = String::from_utf8_lossy(&output.stderr);
            return Ok(Err(said.trim().to_owned()));
        }
        Ok(Ok(bytes))
    }

    fn git(&self) -> Command {
        git(&self.root, &self.places)
    }
}

/// Returns the root of the working tree that contains a folder, or git's error message.
fn root(folder: &Path, places: &[(&str, PathBuf)]) -> Result<Result<PathBuf, String>> {
    let output = git(folder, places)
        .args(["rev-parse", "--show-toplevel"])
        .output()
        .context(NO_GIT)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Ok(Err(said.trim().to_owned()));
    }
    let root =
        String::from_utf8(output.stdout).context("the path of the git repository is not UTF-8")?;
    let root = root.strip_suffix('\n').unwrap_or(&root);
    Ok(Ok(fs::canonicalize(root)?))
}

/// Creates a git command that runs in a folder. The environment variables by which a git hook or a
/// user selects a repository, such as `GIT_DIR`, are removed; then the variables in `places` are
/// set.
fn git(folder: &Path, places: &[(&str, PathBuf)]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).stdin(Stdio::null());
    let of_hooks = ["GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];
    for name in PLACES.into_iter().chain(of_hooks) {
        git.env_remove(name);
    }
    git.envs(places.iter().map(|(name, place)| (name, place)));
    git
}

fn absolute(place: &OsStr) -> Option<PathBuf> {
    fs::canonicalize(place).ok()
}
