//! Peers whose connections accept bytes only when the test allows it.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read as _};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use crate::SOON;
use qrpc_runtime::TransportError;
use qrpc_runtime::transport::{Channel, Host, OnEnd, Port, Transport};
use serde_json::Value;

/// A transport with exactly these peers.
pub struct Taps(pub Vec<Arc<Tap>>);

impl Transport for Taps {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        for tap in &self.0 {
            host.attach(tap.name, Connection(Arc::clone(tap)), OnEnd::GoOn);
        }
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {}

    fn address(&self) -> Option<String> {
        None
    }
}

/// A peer that the test controls.
pub struct Tap {
    name: &'static str,
    state: Mutex<State>,
    frames: Mutex<mpsc::Receiver<u8>>,
}

struct State {
    open: bool,
    ended: bool,
    said: VecDeque<u8>,
    taken: mpsc::Sender<u8>,
    port: Option<Port>,
}

impl Tap {
    /// Creates a peer that accepts the bytes that are sent to it.
    #[must_use]
    pub fn open(name: &'static str) -> Arc<Self> {
        Self::new(name, true)
    }

    /// Creates a peer that accepts no bytes until [`turn_on`](Self::turn_on) is called.
    #[must_use]
    pub fn shut(name: &'static str) -> Arc<Self> {
        Self::new(name, false)
    }

    fn new(name: &'static str, open: bool) -> Arc<Self> {
        let (taken, frames) = mpsc::channel();
        let state = State {
            open,
            ended: false,
            said: VecDeque::new(),
            taken,
            port: None,
        };
        Arc::new(Self {
            name,
            state: Mutex::new(state),
            frames: Mutex::new(frames),
        })
    }

    /// Lets the peer accept bytes from now on.
    pub fn turn_on(&self) {
        let mut state = self.state.lock().unwrap();
        state.open = true;
        state.port.iter().for_each(Port::writable);
    }

    /// Sends this message from the peer.
    pub fn say(&self, message: &str) {
        let mut state = self.state.lock().unwrap();
        state.said.extend(message.as_bytes());
        state.said.push_back(0);
        state.port.iter().for_each(Port::readable);
    }

    /// Returns the number of bytes from the peer that the runtime has not read yet.
    pub fn unread(&self) -> usize {
        self.state.lock().unwrap().said.len()
    }

    /// Ends the connection from the peer's side.
    pub fn go(&self) {
        let mut state = self.state.lock().unwrap();
        state.ended = true;
        state.port.iter().for_each(Port::readable);
    }

    /// Waits for the next message to the peer.
    pub fn hear(&self) -> Value {
        let frames = self.frames.lock().unwrap();
        let next = || frames.recv_timeout(SOON).unwrap();
        let frame: Vec<_> = std::iter::repeat_with(next)
            .take_while(|byte| *byte != 0)
            .collect();
        serde_json::from_slice(&frame).unwrap()
    }
}

struct Connection(Arc<Tap>);

impl Channel for Connection {
    fn opened(&self, port: Port) {
        self.0.state.lock().unwrap().port = Some(port);
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        let mut state = self.0.state.lock().unwrap();
        if state.said.is_empty() && !state.ended {
            return Err(ErrorKind::WouldBlock.into());
        }
        state.said.read(into)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let state = self.0.state.lock().unwrap();
        if !state.open {
            return Err(ErrorKind::WouldBlock.into());
        }
        for byte in bytes {
            state.taken.send(*byte).unwrap();
        }
        Ok(bytes.len())
    }

    fn close(&self) {}
}
