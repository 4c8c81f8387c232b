//! `tcpserv`: listens and accepts connections.

use std::io;
use std::time::Duration;

use mio::event::Source;
use mio::net::TcpListener;
use mio::{Interest, Registry, Token};

use super::expression::host_and_port;
use super::tcp::Socket;
use super::{Host, OnEnd, Transport};
use crate::error::TransportError;
use crate::reactor::{Accepted, Listener};

/// Listens on a port of one interface or of all interfaces. The name of each peer is its address.
#[derive(Clone, Debug)]
pub struct TcpServer {
    interface: String,
    port: u16,
    address: Option<String>,
}

impl TcpServer {
    /// Creates a server that listens when the API starts. An empty `interface` means all IPv4
    /// interfaces. For port 0 the system chooses a port, which [`address`](crate::Api::address)
    /// returns.
    pub fn new(interface: impl Into<String>, port: u16) -> Self {
        Self {
            interface: interface.into(),
            port,
            address: None,
        }
    }

    pub(super) fn from_rest(rest: &str) -> Result<Self, String> {
        let (interface, port) = host_and_port(rest)?;
        Ok(Self::new(interface, port))
    }

    fn bind(&self) -> io::Result<std::net::TcpListener> {
        let interface = if self.interface.is_empty() {
            "0.0.0.0"
        } else {
            &self.interface
        };
        let listener = std::net::TcpListener::bind((interface, self.port))?;
        listener.set_nonblocking(true)?;
        lengthen_backlog(&listener)?;
        Ok(listener)
    }

    fn listen(&mut self, host: &Host) -> io::Result<()> {
        let listener = TcpListener::from_std(self.bind()?);
        let address = listener.local_addr()?.to_string();
        host.listen(Accepting(listener))?;
        self.address = Some(address);
        Ok(())
    }
}

impl Transport for TcpServer {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        self.listen(host).map_err(|error| {
            let Self {
                interface, port, ..
            } = self;
            TransportError::new(format!("listening on {interface}:{port}"), error)
        })
    }

    fn stop(&mut self, _patience: Duration) {
        self.address = None;
    }

    fn address(&self) -> Option<String> {
        self.address.clone()
    }

    fn expression(&self) -> String {
        let interface = &self.interface;
        if interface.contains(':') {
            format!("tcpserv:[{interface}]:{}", self.port)
        } else {
            format!("tcpserv:{interface}:{}", self.port)
        }
    }
}

/// Requests a longer queue of unaccepted connections than the standard library does. If a peer
/// connects while the queue is full, the peer's system retries only after a second or more.
#[cfg(unix)]
fn lengthen_backlog(listener: &std::net::TcpListener) -> io::Result<()> {
    Ok(rustix::net::listen(listener, BACKLOG)?)
}

#[cfg(not(unix))]
fn lengthen_backlog(_listener: &std::net::TcpListener) -> io::Result<()> {
    Ok(())
}

/// The maximum number of connections that wait to be accepted. The system may have a lower limit.
#[cfg(unix)]
const BACKLOG: i32 = 4096;

struct Accepting(TcpListener);

impl Listener for Accepting {
    fn accept(&mut self, host: &Host) -> Accepted {
        loop {
            match self.0.accept() {
                Ok((stream, address)) => admit(host, stream, &address.to_string()),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Accepted::All,
                Err(error) if concerns_one(&error) => {}
                Err(error) => {
                    tracing::warn!(%error, "waiting connections cannot be accepted at the moment");
                    return Accepted::Some;
                }
            }
        }
    }
}

/// Whether the error concerns one connection only, so that the next connection can be accepted.
fn concerns_one(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Interrupted | io::ErrorKind::ConnectionAborted
    )
}

fn admit(host: &Host, stream: mio::net::TcpStream, name: &str) {
    if host.connections() >= host.max_connections() {
        tracing::warn!(
            peer = name,
            "closed a new connection: the maximum number of connections is reached"
        );
        return;
    }
    let attached =
        Socket::accepted(stream).and_then(|socket| host.attach_socket(name, socket, OnEnd::GoOn));
    if let Err(error) = attached {
        tracing::warn!(peer = name, %error, "a new connection was lost");
    }
}

impl Source for Accepting {
    fn register(
        &mut self,
        registry: &Registry,
        token: Token,
        interest: Interest,
    ) -> io::Result<()> {
        self.0.register(registry, token, interest)
    }

    fn reregister(
        &mut self,
        registry: &Registry,
        token: Token,
        interest: Interest,
    ) -> io::Result<()> {
        self.0.reregister(registry, token, interest)
    }

    fn deregister(&mut self, registry: &Registry) -> io::Result<()> {
        self.0.deregister(registry)
    }
}
