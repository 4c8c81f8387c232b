//! A transport that connects two APIs in one process, by queues of a few bytes.

use std::collections::{HashMap, VecDeque};
use std::io::{self, ErrorKind, Read as _};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use qrpc_runtime::TransportError;
use qrpc_runtime::transport::{Channel, Host, OnEnd, Port, Transport};

/// The capacity of a queue in bytes, so small that every message has to wait for room.
const ROOM: usize = 7;

/// One of two transports with the same place. The second transport that starts connects the two.
pub(crate) struct Queues {
    place: String,
}

/// The transports that have started and wait for the second transport with the same place.
static WAITING: LazyLock<Mutex<HashMap<String, Host>>> = LazyLock::new(Mutex::default);

impl Queues {
    pub(crate) fn from_rest(place: &str) -> Result<Self, String> {
        if place.is_empty() {
            return Err("the place is missing".to_owned());
        }
        Ok(Self {
            place: place.to_owned(),
        })
    }
}

impl Transport for Queues {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        let mut waiting = WAITING.lock().unwrap();
        let Some(other) = waiting.remove(&self.place) else {
            waiting.insert(self.place.clone(), host.clone());
            return Ok(());
        };
        let (there, back) = <(Arc<Queue>, Arc<Queue>)>::default();
        let end = |input: &Arc<Queue>, output: &Arc<Queue>| End {
            input: Arc::clone(input),
            output: Arc::clone(output),
        };
        other.attach("second", end(&there, &back), OnEnd::End);
        host.attach("first", end(&back, &there), OnEnd::End);
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {
        WAITING.lock().unwrap().remove(&self.place);
    }

    fn address(&self) -> Option<String> {
        Some(self.place.clone())
    }
}

#[derive(Default)]
struct Queue(Mutex<State>);

#[derive(Default)]
struct State {
    bytes: VecDeque<u8>,
    ended: bool,
    reader: Option<Port>,
    writer: Option<Port>,
}

struct End {
    input: Arc<Queue>,
    output: Arc<Queue>,
}

impl Channel for End {
    fn opened(&self, port: Port) {
        self.input.0.lock().unwrap().reader = Some(port.clone());
        self.output.0.lock().unwrap().writer = Some(port);
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        let mut state = self.input.0.lock().unwrap();
        if state.bytes.is_empty() && !state.ended {
            return Err(ErrorKind::WouldBlock.into());
        }
        let read = state.bytes.read(into)?;
        state.writer.iter().for_each(Port::writable);
        Ok(read)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.output.0.lock().unwrap();
        let room = ROOM - state.bytes.len();
        if state.ended {
            return Err(ErrorKind::BrokenPipe.into());
        }
        if room == 0 {
            return Err(ErrorKind::WouldBlock.into());
        }
        let written = room.min(bytes.len());
        state.bytes.extend(&bytes[..written]);
        state.reader.iter().for_each(Port::readable);
        Ok(written)
    }

    fn close(&self) {
        for queue in [&self.input, &self.output] {
            let mut state = queue.0.lock().unwrap();
            state.ended = true;
            state.reader.iter().for_each(Port::readable);
            state.writer.iter().for_each(Port::writable);
        }
    }
}
