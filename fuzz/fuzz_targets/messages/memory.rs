//! Connections in memory, on which the fuzzer is the peer.

use std::io::{self, Read as _};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use qrpc_runtime::TransportError;
use qrpc_runtime::transport::{Channel, Host, OnEnd, Transport};

/// The longest time until a connection ends whose peer has sent its last byte.
const PATIENCE: Duration = Duration::from_secs(10);

/// A transport to which connections are added one by one.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<Option<Host>>>);

impl Transport for Memory {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        *self.0.lock().expect("nobody panics") = Some(host.clone());
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {}

    fn address(&self) -> Option<String> {
        None
    }
}

impl Memory {
    /// Lets a peer connect, send these bytes and nothing more. Returns what it receives until the
    /// connection ends.
    pub(crate) fn talk(&self, bytes: &[u8]) -> Vec<u8> {
        let peer = Arc::new(Peer {
            state: Mutex::new(State {
                sent: bytes.to_vec().into(),
                received: Vec::new(),
                closed: false,
            }),
            closed: Condvar::new(),
        });
        let host = self.0.lock().expect("nobody panics").clone();
        let host = host.expect("the API is started");
        host.attach("fuzzer", Connection(Arc::clone(&peer)), OnEnd::GoOn);
        let state = peer.state.lock().expect("nobody panics");
        let open = |state: &mut State| !state.closed;
        let waited = peer.closed.wait_timeout_while(state, PATIENCE, open);
        let (state, late) = waited.expect("nobody panics");
        assert!(!late.timed_out(), "the connection does not end");
        state.received.clone()
    }
}

struct Peer {
    state: Mutex<State>,
    closed: Condvar,
}

struct State {
    sent: std::collections::VecDeque<u8>,
    received: Vec<u8>,
    closed: bool,
}

struct Connection(Arc<Peer>);

impl Channel for Connection {
    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        self.0.state.lock().expect("nobody panics").sent.read(into)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.0.state.lock().expect("nobody panics");
        state.received.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn close(&self) {
        self.0.state.lock().expect("nobody panics").closed = true;
        self.0.closed.notify_all();
    }
}
