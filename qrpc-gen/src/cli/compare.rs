//! `qrpc-gen build --check`: checks whether a stub matches its spec, without writing a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};
use qrpc_gen::Stub;
use qrpc_gen::paths::{destination, shown};

use super::Verdict;
use super::difference::difference;
use super::fresh::is_fresh;
use super::plan::Job;
use super::screen::{Screen, Tone};

pub(super) fn compare(
    path: &Path,
    job: &Job,
    stub: &Stub,
    contents: &str,
    screen: &mut Screen,
) -> Result<Verdict> {
    let (name, spec) = (shown(path), shown(&job.spec));
    let (word, why) = match read(path) {
        Ok(found) => {
            let found = String::from_utf8_lossy(&found);
            if is_fresh(&found, &stub.text) {
                screen.status(Tone::Good, "Fresh", &format!("{name}: {contents}"));
                return Ok(Verdict::Fine);
            }
            show(&difference(&name, &spec, &found, &stub.text))?;
            ("Stale", format!("{name}: does not match {spec}"))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            ("Missing", format!("{name}: not generated from {spec} yet"))
        }
        Err(error) => {
            // An error in one stub does not prevent the comparison of the others.
            screen.file_error(&name, &format!("could not be read: {error}"));
            return Ok(Verdict::Wrong);
        }
    };
    screen.status(Tone::Bad, word, &why);
    screen.status(Tone::Hint, "To fix it:", &job.renewal);
    Ok(Verdict::Wrong)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    // A pipe can be read only by its original path.
    fs::read(path).or_else(|_| destination(path).and_then(fs::read))
}

/// Prints the difference to stdout, since it is the requested output.
fn show(difference: &str) -> Result<()> {
    let mut stdout = anstream::stdout().lock();
    let shown = stdout
        .write_all(difference.as_bytes())
        .and_then(|()| stdout.flush());
    shown.context("the difference could not be shown")
}
