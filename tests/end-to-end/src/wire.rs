//! A peer by hand: frames over a plain socket, such as no stub would send them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};

use serde_json::Value;

use crate::SOON;

/// A plain connection, with frames of JSON on it.
pub struct Wire {
    reader: BufReader<TcpStream>,
    delimiter: u8,
}

impl Wire {
    /// Connects to a server. Frames end with 0x00.
    #[must_use]
    pub fn to(address: &str) -> Self {
        Self::over(TcpStream::connect(address).unwrap())
    }

    fn over(stream: TcpStream) -> Self {
        stream.set_read_timeout(Some(SOON)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            reader: BufReader::new(stream),
            delimiter: 0,
        }
    }

    /// Frames end with `delimiter`.
    #[must_use]
    pub fn delimited_by(self, delimiter: u8) -> Self {
        Self { delimiter, ..self }
    }

    /// How the other side calls this peer.
    #[must_use]
    pub fn name(&self) -> String {
        self.reader.get_ref().local_addr().unwrap().to_string()
    }

    /// Sends one frame.
    pub fn send(&mut self, payload: impl AsRef<[u8]>) {
        self.send_raw(&[payload.as_ref(), &[self.delimiter]].concat());
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        self.reader.get_mut().write_all(bytes).unwrap();
    }

    /// The next frame, as it came.
    pub fn receive_text(&mut self) -> String {
        let mut frame = Vec::new();
        self.reader.read_until(self.delimiter, &mut frame).unwrap();
        assert_eq!(frame.pop(), Some(self.delimiter), "the connection ended");
        String::from_utf8(frame).unwrap()
    }

    /// The next frame.
    pub fn receive(&mut self) -> Value {
        serde_json::from_str(&self.receive_text()).unwrap()
    }

    /// Sends a frame, and gives back the next one that comes.
    pub fn exchange(&mut self, payload: &str) -> Value {
        self.send(payload);
        self.receive()
    }

    /// Waits until the other side ends the connection, with nothing sent before.
    pub fn ends(&mut self) -> bool {
        // A reset is as good an end as any.
        self.reader
            .fill_buf()
            .map_or_else(|error| !is_late(&error), <[u8]>::is_empty)
    }
}

/// Whether reading or writing took longer than it may.
#[must_use]
pub fn is_late(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
    )
}

/// A plain server, to whom a stub can connect.
pub struct Server(TcpListener);

impl Server {
    /// A server on a port of the system's choice.
    #[must_use]
    pub fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    /// What connects to it.
    #[must_use]
    pub fn transport(&self) -> String {
        format!("tcp:{}", self.0.local_addr().unwrap())
    }

    /// Takes the next connection in.
    #[must_use]
    pub fn accept(&self) -> Wire {
        Wire::over(self.0.accept().unwrap().0)
    }
}
