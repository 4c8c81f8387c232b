//! `internal`: buses within one process. All members of a bus are connected to each other.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use super::pipe::Pipe;
use super::{Channel, Host, OnEnd, Port, Transport};
use crate::error::TransportError;
use crate::sync::lock;

/// A member of a bus. The other members of the bus are its peers, named as on the bus.
#[derive(Debug)]
pub struct Internal {
    bus: String,
    name: Option<String>,
    joined: Option<String>,
}

#[derive(Clone)]
struct BusMember {
    name: String,
    host: Host,
}

/// The buses of this process that have members, and the number of members that ever joined each.
static BUSES: LazyLock<Mutex<HashMap<String, Bus>>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Bus {
    members: Vec<BusMember>,
    counted: u64,
}

impl Internal {
    /// Creates a member called `name` on `bus`.
    pub fn new(bus: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            bus: bus.into(),
            name: Some(name.into()),
            joined: None,
        }
    }

    /// Creates the two members of a private bus.
    #[must_use]
    pub fn pair() -> (Self, Self) {
        static NEXT_PAIR: AtomicU64 = AtomicU64::new(0);
        let bus = format!("pair {}", NEXT_PAIR.fetch_add(1, Ordering::Relaxed));
        (
            Self::new(bus.as_str(), "normal"),
            Self::new(bus.as_str(), "inverted"),
        )
    }

    /// Parses `[<bus>[:<name>]]`. As in quickrpc, the default bus is `internal`, and the default
    /// name contains a running number.
    pub(super) fn from_rest(rest: &str) -> Self {
        let (bus, name) = rest.split_once(':').unwrap_or((rest, ""));
        let bus = if bus.is_empty() { "internal" } else { bus };
        let name = (!name.is_empty()).then(|| name.to_owned());
        Self {
            bus: bus.to_owned(),
            name,
            joined: None,
        }
    }
}

impl Transport for Internal {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        let (name, others) = self.join(host)?;
        for other in others {
            let (ours, theirs) = ends();
            other.host.attach(&name, theirs, OnEnd::GoOn);
            host.attach(&other.name, ours, OnEnd::GoOn);
        }
        self.joined = Some(name);
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {
        self.leave();
    }

    fn address(&self) -> Option<String> {
        let name = self.joined.as_deref()?;
        Some(format!("{}:{name}", self.bus))
    }

    fn expression(&self) -> String {
        let Self { bus, name, .. } = self;
        match name {
            Some(name) => format!("internal:{bus}:{name}"),
            None => format!("internal:{bus}"),
        }
    }
}

impl Internal {
    /// Joins the bus. Returns the name on the bus and the members that joined earlier.
    fn join(&self, host: &Host) -> Result<(String, Vec<BusMember>), TransportError> {
        let mut buses = lock(&BUSES);
        let bus = buses.entry(self.bus.clone()).or_default();
        let counted = || format!("{}.{}", self.bus, bus.counted);
        let name = self.name.clone().unwrap_or_else(counted);
        if bus.members.iter().any(|member| member.name == name) {
            let taken = io::Error::new(io::ErrorKind::AddrInUse, "the name is already in use");
            let joining = format!("joining bus {} as {name}", self.bus);
            return Err(TransportError::new(joining, taken));
        }
        bus.counted += 1;
        let others = bus.members.clone();
        bus.members.push(BusMember {
            name: name.clone(),
            host: host.clone(),
        });
        Ok((name, others))
    }

    fn leave(&mut self) {
        let Some(name) = self.joined.take() else {
            return;
        };
        let mut buses = lock(&BUSES);
        if let Some(bus) = buses.get_mut(&self.bus) {
            bus.members.retain(|member| member.name != name);
            if bus.members.is_empty() {
                buses.remove(&self.bus);
            }
        }
    }
}

/// Leaves the bus when the transport is dropped.
impl Drop for Internal {
    fn drop(&mut self) {
        self.leave();
    }
}

/// One end of a connection between two members.
struct BusEnd {
    input: Arc<Pipe>,
    output: Arc<Pipe>,
}

fn ends() -> (BusEnd, BusEnd) {
    let (there, back) = (Arc::<Pipe>::default(), Arc::<Pipe>::default());
    let other = BusEnd {
        input: Arc::clone(&there),
        output: Arc::clone(&back),
    };
    (
        BusEnd {
            input: back,
            output: there,
        },
        other,
    )
}

impl Channel for BusEnd {
    fn opened(&self, port: Port) {
        self.input.read_by(port.clone());
        self.output.written_by(port);
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        self.input.read_now(into)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write_now(bytes)
    }

    fn close(&self) {
        self.input.end();
        self.output.end();
    }
}
