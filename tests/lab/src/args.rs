//! The arguments of the command line, with their help texts.

use clap::{Parser, ValueEnum};

/// Runs one side of the API Lab: answers calls, and prints the notifications that it receives.
///
/// The program ends on SIGTERM, when its transport ends, and, if its standard input is a pipe, a
/// socket or a terminal, when its standard input closes.
#[derive(Clone, Debug, Parser)]
#[command(name = "lab", version)]
pub struct Args {
    /// The side of the API to run.
    #[arg(long, value_enum)]
    pub side: Side,
    /// The transport string, such as `tcpserv:127.0.0.1:0`.
    #[arg(long, value_name = "EXPR")]
    pub transport: String,
    /// The codec string.
    #[arg(long, value_name = "EXPR", default_value = "jrpc")]
    pub codec: String,
    /// The security string.
    #[arg(long, value_name = "EXPR", default_value = "null")]
    pub security: String,
    /// Handle messages on an extra thread.
    #[arg(long)]
    pub async_processing: bool,
    /// Run the test cases against the other side, instead of answering its calls.
    #[arg(long)]
    pub check: bool,
}

impl Args {
    /// Whether the transport uses standard input.
    pub(crate) fn is_stdio(&self) -> bool {
        self.transport.split(':').next() == Some("stdio")
    }
}

/// A side of the API `Lab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// The side that answers echo, notify, add, fail and blob.
    Normal,
    /// The side that answers helloworld and ask.
    Inverted,
}
