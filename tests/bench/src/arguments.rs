//! The arguments of the command line, with their help texts.

use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::work::Case;

/// Compares the speed of qrpc with that of plain sockets.
///
/// Begin with `bench table`, which starts the other commands as processes: a server and a client
/// for each measurement.
#[derive(Debug, Parser)]
#[command(name = "bench", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Measures all peers and prints a Markdown table.
    ///
    /// The peer `raw` is a client and a server with blocking sockets and handwritten JSON-RPC, the
    /// minimum work of a JSON system. The peer `promise` is the simplest client with promises, and
    /// the server of `raw`. The peer `qrpc` is the runtime of this repository with a generated
    /// stub.
    Table(TableOptions),
    /// Runs the qrpc server until standard input closes, and prints the port of the server first.
    Server,
    /// Runs one case against the qrpc server and prints a line of JSON.
    Client(Job),
    /// Runs the server with plain sockets until standard input closes, and prints the port of the
    /// server first.
    RawServer,
    /// Runs one case with plain sockets against the raw server and prints a line of JSON.
    RawClient(Job),
    /// Runs one case with plain promises against the raw server and prints a line of JSON.
    PromiseClient(Job),
}

/// The work of one client process.
#[derive(Args, Debug)]
pub(crate) struct Job {
    /// The case to run.
    pub(crate) case: Case,
    /// The port on 127.0.0.1 that the server printed.
    pub(crate) port: u16,
}

#[derive(Args, Debug)]
pub(crate) struct TableOptions {
    /// The CPUs that the server process and the client process may use.
    ///
    /// With `none`, the kernel chooses the CPUs of the processes, and `rtt` shows that choice more
    /// than the speed of the peer. Compare only tables with the same `--pin`.
    #[arg(long, value_enum, default_value_t = Pin::None)]
    pub(crate) pin: Pin,
    /// The number of measurements of each case; the table shows the medians.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..100))]
    pub(crate) reps: u32,
    /// The cases to measure, separated by commas. Default: all cases.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) cases: Vec<Case>,
    /// An additional peer to measure: its name in the table, and the command that starts it. May be
    /// repeated.
    ///
    /// `CMD server` has to listen on a free port of 127.0.0.1, print the port as its first line,
    /// and serve until its standard input closes. `CMD client CASE PORT` has to run the case
    /// against the server at PORT, print a line of JSON, and keep its connections open until its
    /// standard input closes. The JSON has the result `calls_per_s`; for `big` also `mib_per_s`,
    /// and for `conns` also `conns`, the number of open connections. If the case cannot be
    /// measured, the JSON has only `na`, the reason. The command is split at spaces.
    #[arg(long, value_name = "NAME=CMD")]
    pub(crate) external: Vec<External>,
    /// Makes only a twentieth of the calls, to test the benchmark; the numbers in the table are
    /// then not meaningful.
    ///
    /// Sets the environment variable `PEERS_QUICK` for the processes of the peers.
    #[arg(long)]
    pub(crate) quick: bool,
}

/// The CPUs that the processes of a peer may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Pin {
    /// Any CPUs: the kernel decides.
    None,
    /// Both processes on one CPU.
    Same,
    /// Server and client on different CPUs.
    Split,
}

/// A peer that is not part of this program.
#[derive(Clone, Debug)]
pub(crate) struct External {
    pub(crate) name: String,
    pub(crate) command: Vec<String>,
}

impl FromStr for External {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, command) = text
            .split_once('=')
            .ok_or("the form is NAME=CMD, such as other=target/release/other")?;
        let command: Vec<_> = command.split_whitespace().map(str::to_owned).collect();
        if name.is_empty() || command.is_empty() {
            return Err("both the name and the command are needed".to_owned());
        }
        Ok(Self {
            name: name.to_owned(),
            command,
        })
    }
}
