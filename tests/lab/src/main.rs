//! Runs either side of the API `Lab`; `--help` explains the options.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    lab::run(&lab::Args::parse())
}
