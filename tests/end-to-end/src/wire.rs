//! A peer without a stub, which sends and receives frames over a plain socket.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};

use serde_json::Value;

use crate::SOON;

/// How frames are told apart.
#[derive(Clone, Copy)]
enum Framing {
    Delimiter(u8),
    /// A header block with the length before each frame.
    Headers,
}

/// A plain connection that sends and receives frames of JSON.
pub struct Wire {
    reader: BufReader<TcpStream>,
    framing: Framing,
}

impl Wire {
    /// Connects to a server; frames end with 0x00.
    #[must_use]
    pub fn to(address: &str) -> Self {
        Self::over(TcpStream::connect(address).unwrap())
    }

    fn over(stream: TcpStream) -> Self {
        stream.set_read_timeout(Some(SOON)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            reader: BufReader::new(stream),
            framing: Framing::Delimiter(0),
        }
    }

    /// Sets the byte that ends a frame.
    #[must_use]
    pub fn delimited_by(self, delimiter: u8) -> Self {
        let framing = Framing::Delimiter(delimiter);
        Self { framing, ..self }
    }

    /// Puts a header block with the length before each frame.
    #[must_use]
    pub fn with_headers(self) -> Self {
        let framing = Framing::Headers;
        Self { framing, ..self }
    }

    /// Returns the name that the other side has for this peer.
    #[must_use]
    pub fn name(&self) -> String {
        self.reader.get_ref().local_addr().unwrap().to_string()
    }

    /// Sends one frame.
    pub fn send(&mut self, payload: impl AsRef<[u8]>) {
        self.send_raw(&self.frame(payload.as_ref()));
    }

    /// Sends several frames at once.
    pub fn send_frames(&mut self, payloads: &[&str]) {
        let frames = payloads
            .iter()
            .map(|payload| self.frame(payload.as_bytes()));
        let frames: Vec<_> = frames.collect();
        self.send_raw(&frames.concat());
    }

    fn frame(&self, payload: &[u8]) -> Vec<u8> {
        match self.framing {
            Framing::Delimiter(delimiter) => [payload, &[delimiter]].concat(),
            Framing::Headers => {
                let header = format!("Content-Length: {}\r\n\r\n", payload.len());
                [header.as_bytes(), payload].concat()
            }
        }
    }

    /// Sends bytes without a frame end.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        self.reader.get_mut().write_all(bytes).unwrap();
    }

    /// Waits for the next frame, and returns its text.
    pub fn receive_text(&mut self) -> String {
        let mut frame = Vec::new();
        match self.framing {
            Framing::Delimiter(delimiter) => {
                self.reader.read_until(delimiter, &mut frame).unwrap();
                assert_eq!(frame.pop(), Some(delimiter), "the connection ended");
            }
            Framing::Headers => {
                frame.resize(self.receive_length(), 0);
                self.reader.read_exact(&mut frame).unwrap();
            }
        }
        String::from_utf8(frame).unwrap()
    }

    /// Waits for the header block of the next frame, and returns the frame's length.
    fn receive_length(&mut self) -> usize {
        let mut block = String::new();
        while !block.ends_with("\r\n\r\n") {
            let read = self.reader.read_line(&mut block).unwrap();
            assert!(read > 0, "the connection ended");
        }
        let length = block.trim_end().strip_prefix("Content-Length: ");
        length.unwrap().parse().unwrap()
    }

    /// Waits for the next frame, and parses it as JSON.
    pub fn receive(&mut self) -> Value {
        serde_json::from_str(&self.receive_text()).unwrap()
    }

    /// Waits for the next frame, and parses it as JSON. Returns `None` at the end of the
    /// connection, even within a frame.
    pub fn receive_or_end(&mut self) -> Option<Value> {
        let Framing::Delimiter(delimiter) = self.framing else {
            panic!("frames must have a delimiter");
        };
        let mut frame = Vec::new();
        self.reader.read_until(delimiter, &mut frame).ok()?;
        frame.pop().filter(|last| *last == delimiter)?;
        Some(serde_json::from_slice(&frame).unwrap())
    }

    /// Sends a frame, and returns the next frame that arrives.
    pub fn exchange(&mut self, payload: &str) -> Value {
        self.send(payload);
        self.receive()
    }

    /// Sends nothing more, but still receives.
    pub fn close_output(&self) {
        self.reader.get_ref().shutdown(Shutdown::Write).unwrap();
    }

    /// Waits until the other side ends the connection. Returns `false` if a byte arrives before, or
    /// if reading times out.
    pub fn ends(&mut self) -> bool {
        // A connection reset also counts as an end.
        self.reader
            .fill_buf()
            .map_or_else(|error| !is_late(&error), <[u8]>::is_empty)
    }
}

/// Whether reading or writing failed because it timed out.
#[must_use]
pub fn is_late(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
    )
}

/// A plain server to which a stub can connect.
pub struct Server(TcpListener);

impl Server {
    /// Opens a server on a port that the system chooses.
    #[must_use]
    pub fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    /// Returns the transport string that connects to this server.
    #[must_use]
    pub fn transport(&self) -> String {
        format!("tcp:{}", self.0.local_addr().unwrap())
    }

    /// Accepts the next connection.
    #[must_use]
    pub fn accept(&self) -> Wire {
        Wire::over(self.0.accept().unwrap().0)
    }
}
