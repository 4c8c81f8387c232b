//! Reads a spec at a git revision, by running git.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use qrpc_gen::Source;
use qrpc_gen::paths::shown;

/// Reads the spec at this path as it is at a revision of its repository.
pub(super) fn open(revision: &str, spec: &Path) -> Result<Source> {
    // For a symbolic link, git would return the path of its target instead of the content.
    let file =
        fs::canonicalize(spec).with_context(|| format!("`{}` could not be read", shown(spec)))?;
    let repository = Repository::around(&file, spec)?;
    let object = format!("{revision}:{}", repository.path_of(&file, spec)?);
    let mut git = repository.git();
    git.args(["show", "--no-textconv"]).arg(&object);
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
        bail!(
            "`{}` does not exist at the git revision `{revision}`: {}",
            shown(spec),
            said.trim()
        );
    }
    Ok(Source::new(format!("{revision}:{}", shown(spec)), &bytes))
}

const NO_GIT: &str = "`git` could not be run; it is needed to read the old version";

/// The variables by which a git hook, or a user, selects a repository. A relative path is relative
/// to the folder that the hook runs in.
const PLACES: [&str; 2] = ["GIT_DIR", "GIT_WORK_TREE"];

/// The working tree that contains a file.
struct Repository {
    root: PathBuf,
    /// The variables that select it, if no folder above the file is its root.
    places: Vec<(&'static str, PathBuf)>,
}

impl Repository {
    /// The working tree whose folder is above the file, or else the one that both variables select.
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

    /// The path of a file relative to the root, as git writes it.
    fn path_of(&self, file: &Path, spec: &Path) -> Result<String> {
        let path = file.strip_prefix(&self.root).ok();
        let path = path.and_then(Path::to_str).with_context(|| {
            let root = self.root.display();
            format!("`{}` is not in the git repository `{root}`", shown(spec))
        })?;
        Ok(path.replace(MAIN_SEPARATOR, "/"))
    }

    fn git(&self) -> Command {
        git(&self.root, &self.places)
    }
}

/// The root of the working tree that contains a folder, or git's error message.
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

/// Runs git in a folder, without the repository that a surrounding hook selects.
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
