//! The command line: one file a verb. Printing and exit codes live here and nowhere else.

mod args;
mod build;
mod check;
mod compare;
mod diff;
mod difference;
mod explain;
mod fresh;
mod plan;
mod renewal;
mod revision;
mod screen;
mod spec;
mod stdout;
mod target;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Verb};
use screen::Screen;

/// How a run ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// All is well.
    Fine,
    /// A spec is wrong, a change breaks something, or a stub is stale, missing, or could not be
    /// read or written. It was said which.
    Wrong,
    /// There was nothing to compare: one of the versions is wrong or could not be read.
    Incomparable,
}

impl Verdict {
    fn and(self, other: Self) -> Self {
        if self == Self::Fine { other } else { self }
    }
}

pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut screen = Screen::new(arguments.error_format);
    let verdict = match &arguments.verb {
        Verb::Build(build) => build::run(build, &mut screen),
        Verb::Check(check) => Ok(check::run(check, &mut screen)),
        Verb::Diff(diff) => diff::run(diff, &mut screen),
        Verb::Explain(explain) => explain::run(explain),
    };
    match verdict {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Wrong) => ExitCode::from(1),
        Ok(Verdict::Incomparable) => ExitCode::from(3),
        Err(error) => end_with(&error, &mut screen),
    }
}

fn end_with(error: &anyhow::Error, screen: &mut Screen) -> ExitCode {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        // Where nobody reads it, the exit code still says it.
        let _ = usage.print();
        return ExitCode::from(2);
    }
    if is_broken_pipe(error) {
        // Whoever reads has seen enough, as `head` has.
        return ExitCode::SUCCESS;
    }
    screen.error(&format!("{error:#}"));
    ExitCode::from(1)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let of_io = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<io::Error>());
    of_io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
