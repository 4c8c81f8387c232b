//! The command line: one file per verb. Only this module prints for people and sets exit codes.

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

/// The result of a command that could be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Success.
    Fine,
    /// A spec has errors, a change breaks something, or a stub is stale, missing, or could not be
    /// read or written. The message has been printed.
    Wrong,
    /// The versions could not be compared: one of them has errors or could not be read.
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
        // If the message cannot be printed, the exit code still shows the error.
        let _ = usage.print();
        return ExitCode::from(2);
    }
    if is_broken_pipe(error) {
        // The reader of the output has closed the pipe, as `head` does.
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
