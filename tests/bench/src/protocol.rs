//! What the processes of a peer say to whoever started them.
//!
//! A server prints its port, a client prints its report, and both stay until their standard input
//! closes.

use std::io::{self, Write};
use std::process;
use std::thread;

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::arguments::Job;
use crate::cases::{self, Caller};
use crate::work::Amounts;

/// Does the job of a client and prints the report.
///
/// The process then ends without closing the connections one by one; that is not measured.
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
    // An input that cannot be read has ended, too.
    io::copy(&mut io::stdin().lock(), &mut io::sink()).ok();
}

/// Allows as many descriptors as the system lets this process have: `conns` needs thousands.
fn raise_descriptor_limit() -> Result<()> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let limit = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Nofile, limit).context("the limit of open files")
}
