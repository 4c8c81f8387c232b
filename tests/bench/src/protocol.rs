//! The lines that the processes of a peer print for the process that started them.
//!
//! A server prints its port and a client prints its report; each process runs until its standard
//! input closes.

use std::io::{self, Write};
use std::process;
use std::thread;

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::arguments::Job;
use crate::cases::{self, Caller};
use crate::work::Amounts;

/// Runs a case as a client, and prints the report.
///
/// The process ends without closing the connections one by one, since closing them is not measured.
pub(crate) fn answer<C: Caller>(job: &Job) -> Result<()> {
    raise_descriptor_limit()?;
    let done = cases::run::<C>(job.case, job.port, Amounts::from_environment())
        .with_context(|| format!("case {}", job.case))?;
    say(&serde_json::to_string(&done.report)?)?;
    wait_for_end_of_input();
    process::exit(0);
}

/// Prints the port of a server, and ends the process when standard input closes.
pub(crate) fn serve_until_end_of_input(port: u16) -> Result<()> {
    raise_descriptor_limit()?;
    thread::Builder::new().spawn(|| {
        wait_for_end_of_input();
        process::exit(0);
    })?;
    say(&port.to_string())
}

fn say(line: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush().context("standard output")
}

fn wait_for_end_of_input() {
    // An error of reading standard input counts as its end.
    io::copy(&mut io::stdin().lock(), &mut io::sink()).ok();
}

/// Raises the limit on descriptors to the maximum of the system, since the case `conns` needs
/// thousands.
fn raise_descriptor_limit() -> Result<()> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let limit = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Nofile, limit).context("the limit of open files")
}
