//! `qrpc-gen build`: writes the stubs of specs, or checks them with `--check`.

use std::path::Path;

use anyhow::Result;
use qrpc_gen::paths::shown;
use qrpc_gen::{Options, Sides, Stub, Written, generate, write};

use super::Verdict;
use super::args::BuildArgs;
use super::compare::compare;
use super::plan::{self, Job};
use super::screen::{Screen, Tone, contents};
use super::spec::with_spec;
use super::stdout::print;
use super::target::Target;

pub(super) fn run(args: &BuildArgs, screen: &mut Screen) -> Result<Verdict> {
    let jobs = plan::jobs(args)?;
    let sides = args.side.into();
    let Some(stubs) = compile_all(&jobs, sides, screen) else {
        return Ok(Verdict::Wrong);
    };
    let mut verdict = Verdict::Fine;
    for (job, stub) in std::iter::zip(&jobs, &stubs) {
        let contents = contents(&stub.api, sides);
        match &job.target {
            Target::Stdout => {
                print("the stub", stub.text.as_bytes())?;
                screen.status(Tone::Good, "Printed", &contents);
            }
            Target::File(path) if args.check => {
                verdict = verdict.and(compare(path, job, stub, &contents, screen)?);
            }
            Target::File(path) => verdict = verdict.and(save(path, stub, &contents, screen)),
        }
    }
    Ok(verdict)
}

/// Returns the stubs of all specs; `None` if any spec has an error.
fn compile_all(jobs: &[Job], sides: Sides, screen: &mut Screen) -> Option<Vec<Stub>> {
    let mut compile_one = |job: &Job| {
        let options = Options {
            sides,
            renewal: job.renewal.clone(),
        };
        with_spec(&job.spec, screen, |source| {
            let output = generate(source, &options);
            (output.stub, output.diagnostics)
        })
    };
    // All specs are compiled before the check, so that the mistakes of all of them are shown.
    let stubs: Vec<Option<Stub>> = jobs.iter().map(&mut compile_one).collect();
    let wrong = stubs.iter().filter(|stub| stub.is_none()).count();
    if wrong > 0 && jobs.len() > 1 {
        screen.error(&format!(
            "no stub was generated, because {wrong} of {} specs have errors or could not be read",
            jobs.len()
        ));
    }
    stubs.into_iter().collect()
}

/// Writes one stub. An error does not prevent the other stubs from being written.
fn save(path: &Path, stub: &Stub, contents: &str, screen: &mut Screen) -> Verdict {
    let name = shown(path);
    let word = match write(path, &stub.text) {
        Ok(Written::Created) => "Created",
        Ok(Written::Changed) => "Changed",
        Ok(Written::Unchanged) => "Unchanged",
        Err(error) => {
            screen.file_error(&name, &format!("could not be written: {error}"));
            return Verdict::Wrong;
        }
    };
    screen.status(Tone::Good, word, &format!("{name}: {contents}"));
    Verdict::Fine
}
