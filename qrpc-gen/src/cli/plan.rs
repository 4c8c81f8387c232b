//! Decides where each stub is written, and rejects invalid combinations of arguments before any
//! file is read.

use std::path::{self, Path, PathBuf};

use clap::CommandFactory;
use clap::error::ErrorKind;
use qrpc_gen::paths::{destination, shown, stub_name};

use super::args::{Arguments, BuildArgs};
use super::renewal;
use super::target::{Target, beside};

/// A spec, and where its stub is written.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) spec: PathBuf,
    pub(super) target: Target,
    /// The exact command that generates the stub of this spec alone.
    pub(super) renewal: String,
}

/// Returns the jobs of `build`, one per spec.
///
/// # Errors
///
/// Returns an error if the arguments contradict each other.
pub(super) fn jobs(args: &BuildArgs) -> Result<Vec<Job>, clap::Error> {
    let targets = targets(args)?;
    let jobs: Vec<Job> = std::iter::zip(&args.specs, targets)
        .map(|(spec, target)| {
            let renewal = renewal::command(spec, &target, args.side);
            Job {
                spec: spec.clone(),
                target,
                renewal,
            }
        })
        .collect();
    nothing_is_written_over(&jobs)?;
    Ok(jobs)
}

fn targets(args: &BuildArgs) -> Result<Vec<Target>, clap::Error> {
    let Some(output) = &args.output else {
        return Ok(args
            .specs
            .iter()
            .map(|spec| Target::File(beside(spec)))
            .collect());
    };
    if output.as_os_str() != "-" && is_folder(output) {
        let within = |spec: &PathBuf| Target::File(output.join(stub_name(spec)));
        return Ok(args.specs.iter().map(within).collect());
    }
    let target = if output.as_os_str() == "-" {
        Target::Stdout
    } else {
        Target::File(output.clone())
    };
    match (args.specs.len(), &target) {
        (1, Target::Stdout) if args.check => Err(wrong_usage(
            "`--check` needs a file to compare with, so it cannot be used with `-o -`",
        )),
        (1, _) => Ok(vec![target]),
        (several, _) => Err(wrong_usage(&format!(
            "`-o {output}` takes only one stub, but there are {several} specs; \
             use a folder that ends in `/`",
            output = output.display()
        ))),
    }
}

fn is_folder(output: &Path) -> bool {
    output.is_dir() || output.to_string_lossy().ends_with(path::is_separator)
}

fn nothing_is_written_over(jobs: &[Job]) -> Result<(), clap::Error> {
    let specs: Vec<PathBuf> = jobs.iter().map(|job| identity(&job.spec)).collect();
    let mut seen: Vec<(PathBuf, &Job)> = Vec::new();
    for job in jobs {
        let Target::File(file) = &job.target else {
            continue;
        };
        let place = identity(file);
        if specs.contains(&place) {
            return Err(wrong_usage(&format!(
                "the stub would overwrite the spec `{}`",
                shown(file)
            )));
        }
        if let Some((_, other)) = seen.iter().find(|(taken, _)| *taken == place) {
            return Err(wrong_usage(&format!(
                "the stubs of `{}` and `{}` would be written to the same file `{}`",
                shown(&other.spec),
                shown(&job.spec),
                shown(file)
            )));
        }
        seen.push((place, job));
    }
    Ok(())
}

/// Returns a path that is the same for all paths that lead to a file, whether the file exists or
/// not.
fn identity(file: &Path) -> PathBuf {
    // If a path cannot be resolved, the file can be neither read nor written, and the later attempt
    // reports the reason.
    destination(file).unwrap_or_else(|_| file.to_owned())
}

fn wrong_usage(message: &str) -> clap::Error {
    let mut command = Arguments::command();
    command.build();
    let build = command.find_subcommand_mut("build");
    match build {
        Some(build) => build.error(ErrorKind::ArgumentConflict, message),
        None => command.error(ErrorKind::ArgumentConflict, message),
    }
}
