//! Chooses the CPUs on which processes run.

use std::fmt;

use anyhow::{Result, bail};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

use crate::arguments::Pin;

/// The number of the CPU of the server and of the client; `None` means any CPU.
pub(super) struct Cpus {
    pub(super) server: Option<usize>,
    pub(super) client: Option<usize>,
}

impl Cpus {
    /// Chooses CPUs from those that this process may use.
    pub(super) fn new(pin: Pin) -> Result<Self> {
        let allowed = sched_getaffinity(None)?;
        let mut numbers = (0..CpuSet::MAX_CPU).filter(|&number| allowed.is_set(number));
        let (first, second) = (numbers.next(), numbers.next());
        Ok(match pin {
            Pin::None => Self {
                server: None,
                client: None,
            },
            Pin::Same => Self {
                server: first,
                client: first,
            },
            Pin::Split if second.is_none() => {
                bail!("`--pin split` needs two CPUs, and there is only one")
            }
            Pin::Split => Self {
                server: first,
                client: second,
            },
        })
    }
}

impl fmt::Display for Cpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.server, self.client) {
            (Some(server), Some(client)) if server == client => {
                write!(f, "server and client on CPU {server}")
            }
            (Some(server), Some(client)) => {
                write!(f, "server on CPU {server}, client on CPU {client}")
            }
            _ => write!(f, "not pinned"),
        }
    }
}

/// Pins the calling thread to a CPU, and so each process that this thread starts afterwards.
pub(super) fn pin_this_thread(cpu: usize) -> Result<()> {
    let mut set = CpuSet::new();
    set.set(cpu);
    Ok(sched_setaffinity(None, &set)?)
}
