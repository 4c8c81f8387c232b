//! The command line.

use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::work::Case;

/// Compares the speed of qrpc with that of plain sockets.
///
/// `bench table` is the command to begin with. It starts the other commands as processes, a
/// server and a client for each measurement.
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
    /// The peers: `raw` is blocking sockets with JSON-RPC by hand, the least that a JSON system
    /// has to do. `promise` is the plainest client with promises, against the same server.
    /// `qrpc` is the runtime of this repository with a generated stub.
    Table(TableOptions),
    /// Runs the qrpc server until standard input closes; prints its port first.
    Server,
    /// Runs one case against the qrpc server and prints a line of JSON.
    Client(Job),
    /// Runs the server of plain sockets until standard input closes; prints its port first.
    RawServer,
    /// Runs one case with plain sockets against the raw server and prints a line of JSON.
    RawClient(Job),
    /// Runs one case with plain promises against the raw server and prints a line of JSON.
    PromiseClient(Job),
}

/// What a client has to do.
#[derive(Args, Debug)]
pub(crate) struct Job {
    /// The work to do.
    pub(crate) case: Case,
    /// The port of the server on 127.0.0.1, as it was printed by the server.
    pub(crate) port: u16,
}

#[derive(Args, Debug)]
pub(crate) struct TableOptions {
    /// The CPUs that both processes may use.
    ///
    /// Without a pin the kernel places them, and `rtt` then shows the placement rather than the
    /// peer. Compare only tables that have the same pin.
    #[arg(long, value_enum, default_value_t = Pin::None)]
    pub(crate) pin: Pin,
    /// How often each case is measured. The table shows medians.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..100))]
    pub(crate) reps: u32,
    /// The cases to measure, separated by commas. Default: all of them.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) cases: Vec<Case>,
    /// Another peer: its name in the table, and the command to start it. May be repeated.
    ///
    /// `CMD server` has to listen on a free port of 127.0.0.1, print the port as its first line,
    /// and serve until its standard input closes. `CMD client CASE PORT` has to do the case,
    /// print a line of JSON, and keep its connections open until its standard input closes.
    /// In the JSON, `calls_per_s` is the result, in `big` also `mib_per_s`, in `conns` also
    /// `conns`, the number of open connections; `na` instead is a reason why the case cannot be
    /// measured. The command is split at spaces.
    #[arg(long, value_name = "NAME=CMD")]
    pub(crate) external: Vec<External>,
    /// Makes a twentieth of the calls, to see whether everything works. The figures mean little.
    ///
    /// The processes are told by the environment variable `PEERS_QUICK`.
    #[arg(long)]
    pub(crate) quick: bool,
}

/// The CPUs that the processes of a peer may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Pin {
    /// Any: the kernel decides.
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
