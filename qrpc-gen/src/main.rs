//! The command line of the qrpc compiler.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::main()
}
