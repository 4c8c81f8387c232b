//! A peer over a plain socket whose two directions are used independently.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use end_to_end::SOON;
use serde_json::{Value, json};

/// A plain connection, on which frames end with 0x00.
pub(crate) struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Connects to a server. Reading and writing fail after [`SOON`].
    pub(crate) fn to(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(SOON)).unwrap();
        stream.set_write_timeout(Some(SOON)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::with_capacity(1 << 18, stream))
    }

    /// Makes reading fail if no byte arrives for this time.
    pub(crate) fn read_within(&self, time: Duration) {
        self.0.get_ref().set_read_timeout(Some(time)).unwrap();
    }

    /// Makes writing fail if no byte is accepted for this time.
    pub(crate) fn write_within(&self, time: Duration) {
        self.0.get_ref().set_write_timeout(Some(time)).unwrap();
    }

    /// Sends the bytes until one is not accepted in time. Returns the number of bytes that were
    /// accepted, and the error.
    pub(crate) fn send_some(&self, bytes: &[u8]) -> (usize, io::Result<()>) {
        let mut sent = 0;
        while sent < bytes.len() {
            match self.0.get_ref().write(&bytes[sent..]) {
                Ok(more) => sent += more,
                Err(error) => return (sent, Err(error)),
            }
        }
        (sent, Ok(()))
    }

    /// Sends the bytes.
    pub(crate) fn send(&self, bytes: &[u8]) {
        let sent = self.0.get_ref().write_all(bytes);
        sent.expect("the server keeps the connection and reads");
    }

    /// Returns the direction to the server, for another thread. Writing to it fails after [`SOON`].
    pub(crate) fn writer(&self) -> TcpStream {
        let writer = self.0.get_ref().try_clone().unwrap();
        writer.set_write_timeout(Some(SOON)).unwrap();
        writer
    }

    /// Ends the direction to the server. Replies of the server can still be read.
    pub(crate) fn end_input(&self) {
        self.0.get_ref().shutdown(Shutdown::Write).unwrap();
    }

    /// Returns the next frame without its end byte; `None` at the end of the connection.
    pub(crate) fn frame(&mut self) -> Option<Vec<u8>> {
        let mut frame = Vec::new();
        let read = self.0.read_until(0, &mut frame);
        read.expect("the server keeps the connection and answers");
        if frame.is_empty() {
            return None;
        }
        assert_eq!(frame.pop(), Some(0), "the connection ended within a frame");
        Some(frame)
    }

    /// Waits for the next message.
    pub(crate) fn receive(&mut self) -> Value {
        let frame = self.frame().expect("the connection goes on");
        serde_json::from_slice(&frame).unwrap()
    }

    /// Reads the next message, which must be the result of the call with this id.
    pub(crate) fn receive_result(&mut self, id: usize) -> Value {
        let frame = self.frame();
        let frame = frame.unwrap_or_else(|| panic!("the connection ended before reply {id}"));
        let mut reply: Value = serde_json::from_slice(&frame).unwrap();
        assert_eq!(reply["id"], id, "{reply}");
        assert!(reply.get("result").is_some(), "{reply}");
        reply["result"].take()
    }

    /// Calls `echo` and waits for the reply; skips notifications before the reply. Returns how long
    /// the reply took.
    pub(crate) fn timed_echo(&mut self, id: usize) -> Duration {
        let begin = Instant::now();
        self.send(&echo(id, "timed"));
        loop {
            let frame = self.frame().expect("the connection goes on");
            // Notifications are not parsed, so that this peer reads as fast as it can.
            if !is_notification(&frame) {
                let reply: Value = serde_json::from_slice(&frame).unwrap();
                assert_eq!(reply["id"], id, "{reply}");
                assert_eq!(reply["result"], "timed", "{reply}");
                break;
            }
        }
        begin.elapsed()
    }
}

/// Whether the frame is a notification. In messages from a stub, the id is the last member.
fn is_notification(frame: &[u8]) -> bool {
    frame.ends_with(b"}}")
}

/// Returns a call of `method` as a frame.
pub(crate) fn call(id: usize, method: &str, params: &Value) -> Vec<u8> {
    let call = json!({"jsonrpc": "2.0", "method": method, "params": params, "id": id});
    let mut frame = call.to_string().into_bytes();
    frame.push(0);
    frame
}

/// Returns a call of `echo` as a frame.
pub(crate) fn echo(id: usize, text: &str) -> Vec<u8> {
    call(id, "echo", &json!({"text": text}))
}

/// Returns `count` calls of `echo` as frames, with ids from 0.
pub(crate) fn echoes(count: usize, text: &str) -> Vec<u8> {
    (0..count).flat_map(|id| echo(id, text)).collect()
}

/// Returns the time within which 99 of 100 replies arrived.
pub(crate) fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() * 99 / 100]
}
