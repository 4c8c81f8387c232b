//! `tcp`: a connection to a listening peer.

use std::io::{self, Read, Write};
use std::net::{Shutdown, ToSocketAddrs};
#[cfg(unix)]
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use mio::event::Source;
use mio::net::TcpStream;
use mio::{Interest, Registry, Token};

use super::expression::host_and_port;
use super::{Channel, Host, OnEnd, Transport};
use crate::error::TransportError;

/// Connects to `host:port`. The string `host:port`, as it was given, is also the name of the peer.
#[derive(Clone, Debug)]
pub struct Tcp {
    host: String,
    port: u16,
    name: String,
}

/// The connection timeout for each address of the host.
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);

impl Tcp {
    /// Creates a transport that connects when the API starts.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        let host = host.into();
        let name = if host.contains(':') {
            format!("[{host}]:{port}")
        } else {
            format!("{host}:{port}")
        };
        Self { host, port, name }
    }

    pub(super) fn from_rest(rest: &str) -> Result<Self, String> {
        match host_and_port(rest)? {
            ("", _) => Err("the host is missing".to_owned()),
            (_, 0) => Err("the port must not be 0".to_owned()),
            (host, port) => Ok(Self::new(host, port)),
        }
    }

    fn connect(&self) -> io::Result<std::net::TcpStream> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
        for address in (self.host.as_str(), self.port).to_socket_addrs()? {
            match std::net::TcpStream::connect_timeout(&address, CONNECT_PATIENCE) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl Transport for Tcp {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        let open = || host.attach_socket(&self.name, Socket::new(self.connect()?)?, OnEnd::End);
        open().map_err(|error| TransportError::new(format!("connecting to {}", self.name), error))
    }

    fn stop(&mut self, _patience: Duration) {}

    fn address(&self) -> Option<String> {
        Some(self.name.clone())
    }

    fn expression(&self) -> String {
        format!("tcp:{}", self.name)
    }
}

/// A connected socket.
pub(super) struct Socket(TcpStream);

impl Socket {
    pub(super) fn new(stream: std::net::TcpStream) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        Self::accepted(TcpStream::from_std(stream))
    }

    /// Creates a socket, with Nagle's algorithm disabled because the writer already combines queued
    /// messages.
    pub(super) fn accepted(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        limit_unsent_bytes(&stream)?;
        Ok(Self(stream))
    }
}

/// Limits the bytes that the kernel accepts although it cannot send them yet. If the peer reads
/// slowly, a reply waits behind the accepted bytes, which may be several MiB without the limit.
/// With a limit of less than 1 MiB, connections within one machine stall: their segments have 64
/// KiB, and a segment is sent only when the peer has room for all of it.
#[cfg(any(target_os = "android", target_os = "linux"))]
fn limit_unsent_bytes(stream: &TcpStream) -> io::Result<()> {
    const MAX_UNSENT_BYTES: u32 = 1 << 20;
    socket2::SockRef::from(stream).set_tcp_notsent_lowat(MAX_UNSENT_BYTES)
}

#[cfg(not(any(target_os = "android", target_os = "linux")))]
fn limit_unsent_bytes(_stream: &TcpStream) -> io::Result<()> {
    Ok(())
}

impl Channel for Socket {
    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        (&self.0).read(into)
    }

    fn short_read_drains(&self) -> bool {
        true
    }

    #[cfg(unix)]
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.0.as_fd())
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        (&self.0).write(bytes)
    }

    fn close(&self) {
        // `shutdown` fails only if the connection has already ended.
        self.0.shutdown(Shutdown::Both).ok();
    }
}

impl Source for Socket {
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
