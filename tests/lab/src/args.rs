//! The command line.

use clap::{Parser, ValueEnum};

/// Runs either side of the Lab: answers, and prints what it is notified of.
///
/// It ends with SIGTERM, with the end of its transport, and when its standard input closes if that
/// was a pipe or a terminal at start.
#[derive(Clone, Debug, Parser)]
#[command(name = "lab", version)]
pub struct Args {
    /// Which side of the Lab to be.
    #[arg(long, value_enum)]
    pub side: Side,
    /// How to reach the other side, such as `tcpserv:127.0.0.1:0`.
    #[arg(long, value_name = "EXPR")]
    pub transport: String,
    /// How messages look on the wire.
    #[arg(long, value_name = "EXPR", default_value = "jrpc")]
    pub codec: String,
    /// How messages are secured.
    #[arg(long, value_name = "EXPR", default_value = "null")]
    pub security: String,
    /// Handle messages on a thread of their own.
    #[arg(long)]
    pub async_processing: bool,
    /// Put cases to the other side, instead of answering it.
    #[arg(long)]
    pub check: bool,
}

impl Args {
    /// Whether standard input belongs to the transport.
    pub(crate) fn is_stdio(&self) -> bool {
        self.transport.split(':').next() == Some("stdio")
    }
}

/// A side of the Lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// Answers echo, notify, add, fail and blob.
    Normal,
    /// Answers helloworld and ask.
    Inverted,
}
