//! Runs either side of the Lab; `--help` tells the rest.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    lab::run(&lab::Args::parse())
}
