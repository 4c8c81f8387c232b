//! The cases, and the amount of work in each case.

use std::env;
use std::fmt;

use clap::ValueEnum;

/// A case: one kind of work that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// One echo after the other on one connection.
    Rtt,
    /// Many echoes on one connection, at most 256 of them in flight.
    Pipelined,
    /// Notifications on one connection, until the server has counted all of them.
    Notify,
    /// 2,000 connections with ten echoes each.
    Conns,
    /// Echoes of 8 MiB of text.
    Big,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rtt => "rtt",
            Self::Pipelined => "pipelined",
            Self::Notify => "notify",
            Self::Conns => "conns",
            Self::Big => "big",
        })
    }
}

/// The argument of every small call, a string of 32 bytes.
pub(crate) const SMALL: &str = "the quick brown fox jumps around";

/// The maximum number of echoes in flight in `pipelined`.
pub(crate) const WINDOW: u32 = 256;

/// The number of calls on each connection in `conns`.
pub(crate) const CALLS_PER_CONNECTION: u32 = 10;

/// The maximum number of connections that are opened at once in `conns`. By default, many servers
/// let 128 connections wait to be accepted; the next connection waits a second.
pub(crate) const CONNECTING: u32 = 100;

/// The size of the text in `big`, in MiB.
pub(crate) const BIG_MIB: u32 = 8;

/// The environment variable that reduces the work to a twentieth.
pub(crate) const QUICK: &str = "PEERS_QUICK";

/// Returns the text of `big`, which consists of ASCII letters.
pub(crate) fn big_text() -> String {
    ('a'..='z').cycle().take((BIG_MIB as usize) << 20).collect()
}

/// Converts full numbers of calls to the numbers of this run, which may be a quick run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amounts {
    quick: bool,
}

impl Amounts {
    /// Reads from the environment whether this is a quick run.
    pub(crate) fn from_environment() -> Self {
        Self {
            quick: env::var_os(QUICK).is_some(),
        }
    }

    /// Returns the full number of calls, or a twentieth of it in a quick run.
    pub(crate) fn of(self, full: u32) -> u32 {
        if self.quick { (full / 20).max(1) } else { full }
    }

    /// Whether a case that takes less than a second is repeated until a second has passed.
    pub(crate) fn repeats(self) -> bool {
        !self.quick
    }
}
