//! What a spec was at a revision: git knows, through its own program.

use std::io::Read;
use std::path::{Component, Path};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use qrpc_gen::Source;
use qrpc_gen::paths::shown;

/// Reads the spec of this path as the repository around it has it at a revision.
pub(super) fn open(revision: &str, spec: &Path) -> Result<Source> {
    let name = spec.file_name().with_context(|| no_file(spec))?;
    let object = format!("{revision}:./{}", name.to_string_lossy());
    let mut git = Command::new("git");
    git.args(["show", "--no-textconv"]).arg(&object);
    git.current_dir(folder(spec)).stdin(Stdio::null());
    let mut git = git
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("`git` could not be run, which knows what the spec was")?;
    let mut bytes = Vec::new();
    if let Some(stdout) = git.stdout.take() {
        // One byte more than is allowed shows that it is too large.
        let limit = Source::MAX_BYTES as u64 + 1;
        stdout.take(limit).read_to_end(&mut bytes)?;
    }
    let output = git.wait_with_output()?;
    if !output.status.success() && bytes.len() <= Source::MAX_BYTES {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "git has no `{}` at the revision `{revision}`: {}",
            shown(spec),
            said.trim()
        );
    }
    Ok(Source::new(format!("{revision}:{}", shown(spec)), &bytes))
}

fn folder(spec: &Path) -> &Path {
    match spec.parent() {
        Some(folder) if folder.components().next().is_some() => folder,
        _ => Path::new(Component::CurDir.as_os_str()),
    }
}

fn no_file(spec: &Path) -> String {
    format!("`{}` is no path of a file", shown(spec))
}
