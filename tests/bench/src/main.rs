//! Compares the speed of qrpc with that of plain sockets. `bench --help` explains the commands.

use std::process::ExitCode;

use clap::Parser;

fn main() -> anyhow::Result<ExitCode> {
    bench::run(bench::Arguments::parse())
}
