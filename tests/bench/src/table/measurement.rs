//! Measures one case of one peer with a server and a client.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::cpus::Cpus;
use super::peers::Peer;
use super::process::Process;
use crate::report::Report;
use crate::work::Case;

/// The result of one measurement.
pub(super) struct Outcome {
    pub(super) report: Report,
    /// The growth of the server's memory per connection, in KiB. Measured only for `conns`.
    pub(super) kib_per_connection: Option<f64>,
}

/// The maximum time for a case. After this time, the server and the client are ended.
const BOUND: Duration = Duration::from_mins(1);

/// Starts the server and the client, and waits for the report of the client.
pub(super) fn measure(peer: &Peer, case: Case, cpus: &Cpus, quick: bool) -> Result<Outcome> {
    let deadline = Instant::now() + BOUND;
    let server = Process::start(&peer.server, cpus.server, quick).context("server")?;
    let port = server.line(deadline).context("server")?;
    let before = server.resident_kib()?;
    let command = [
        &peer.client[..],
        &[case.to_string(), port.trim().to_owned()],
    ]
    .concat();
    let client = Process::start(&command, cpus.client, quick).context("client")?;
    let line = client.line(deadline).context("client")?;
    let report: Report =
        serde_json::from_str(&line).with_context(|| format!("the client printed {line:?}"))?;
    if let Some(reason) = &report.na {
        bail!("not measured: {reason}");
    }
    let grown = server.resident_kib()? - before;
    let connections = report.conns.filter(|_| case == Case::Conns);
    Ok(Outcome {
        kib_per_connection: connections.map(|connections| grown / f64::from(connections.max(1))),
        report,
    })
}

/// Writes the result in one line, to show the progress.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report {
            calls_per_s,
            p50_us,
            p99_us,
            mib_per_s,
            ..
        } = &self.report;
        write!(f, "{:.0} per s", calls_per_s.unwrap_or_default())?;
        for (value, unit) in [
            (p50_us, "µs in the median"),
            (p99_us, "µs at 99 %"),
            (mib_per_s, "MiB/s"),
            (&self.kib_per_connection, "KiB per connection"),
        ] {
            if let Some(value) = value {
                write!(f, ", {value:.1} {unit}")?;
            }
        }
        Ok(())
    }
}
