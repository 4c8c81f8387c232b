//! The client of the peer `raw`: the calling thread writes requests and reads replies itself.

use std::borrow::Cow;
use std::io::Write;
use std::net::TcpStream;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::envelope::{Reply, Request};
use super::frames::Frames;
use crate::cases::Caller;
use crate::work::{SMALL, WINDOW};

/// A connection whose replies are read in the order of the calls.
pub(crate) struct Client {
    stream: TcpStream,
    frames: Frames,
    requests: Vec<u8>,
    sent: u64,
    received: u64,
}

/// The number of bytes of buffered notifications at which they are written.
const BATCH: usize = 32 << 10;

impl Client {
    /// Adds a call to the write buffer.
    fn call(&mut self, method: &str, text: Option<&str>) -> Result<()> {
        self.sent += 1;
        Request::new(method, text, Some(self.sent)).write(&mut self.requests)
    }

    fn flush(&mut self) -> Result<()> {
        self.stream.write_all(&self.requests)?;
        self.requests.clear();
        Ok(())
    }

    fn read(&mut self) -> Result<()> {
        ensure!(
            self.frames.read_from(&mut self.stream)?,
            "the server closed the connection"
        );
        Ok(())
    }

    /// Parses the next complete reply; `parse` parses the result in the reply.
    fn reply<T>(&mut self, parse: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
        let Some(frame) = self.frames.next() else {
            return Ok(None);
        };
        let reply: Reply = serde_json::from_slice(frame)?;
        self.received += 1;
        ensure!(reply.id == self.received, "a reply to another call");
        parse(reply.result.get()).map(Some)
    }

    fn wait<T>(&mut self, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
        loop {
            if let Some(result) = self.reply(&parse)? {
                return Ok(result);
            }
            self.read()?;
        }
    }
}

impl Caller for Client {
    fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            frames: Frames::new(),
            requests: Vec::new(),
            sent: 0,
            received: 0,
        })
    }

    fn begin(&mut self, text: &str) -> Result<()> {
        self.call("echo", Some(text))?;
        self.flush()
    }

    fn finish(&mut self) -> Result<usize> {
        self.wait(length)
    }

    fn note(&mut self, text: &str) -> Result<()> {
        Request::new("note", Some(text), None).write(&mut self.requests)?;
        if self.requests.len() >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    fn count(&mut self) -> Result<u64> {
        self.call("count", None)?;
        self.flush()?;
        self.wait(|result| Ok(result.parse()?))
    }

    /// After each read, sends as many new calls as the window allows, with one write.
    fn pipelined(&mut self, calls: u32) -> Result<()> {
        let (mut left, mut open) = (calls, 0);
        while left + open > 0 {
            let more = left.min(WINDOW - open);
            (0..more).try_for_each(|_| self.call("echo", Some(SMALL)))?;
            self.flush()?;
            (left, open) = (left - more, open + more);
            self.read()?;
            while let Some(length) = self.reply(length)? {
                ensure!(length == SMALL.len(), "the reply has {length} bytes");
                open -= 1;
            }
        }
        Ok(())
    }
}

/// Returns the length of a string in JSON. The string is copied only if it has escapes.
fn length(result: &str) -> Result<usize> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

    let Text(text) = serde_json::from_str(result)?;
    Ok(text.len())
}
