//! `lab`: see [`lab::Args`].

use std::process::ExitCode;

use clap::Parser;
use lab::Args;

fn main() -> ExitCode {
    match lab::run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cannot start: {error:#}");
            ExitCode::FAILURE
        }
    }
}
