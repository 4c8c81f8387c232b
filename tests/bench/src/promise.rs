//! The second yardstick: the plainest client with promises, against the raw server.
//!
//! Each message is one write. One thread reads all replies and wakes who waits for them. This is
//! what a client costs that lets many threads call, without any cleverness.

use std::collections::{HashMap, VecDeque};
use std::io::Write;
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::cases::Caller;
use crate::raw::{Frames, Reply, Request};

/// A connection, and the echo calls that are open.
pub(crate) struct Client {
    stream: TcpStream,
    request: Vec<u8>,
    calls: u64,
    waiting: Arc<Mutex<Waiting>>,
    open: VecDeque<Arc<Slot>>,
}

/// The calls without a reply.
type Waiting = HashMap<u64, Arc<Slot>>;

/// Where a reply is put: the text, or the JSON of what is not a text.
#[derive(Default)]
struct Slot {
    result: Mutex<Option<String>>,
    arrived: Condvar,
}

/// How long a reply may take.
const TIMEOUT: Duration = Duration::from_secs(30);

impl Slot {
    fn settle(&self, result: String) {
        *locked(&self.result) = Some(result);
        self.arrived.notify_one();
    }

    fn wait(&self) -> Result<String> {
        let (mut result, _) = self
            .arrived
            .wait_timeout_while(locked(&self.result), TIMEOUT, |result| result.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        result.take().context("no reply came")
    }
}

impl Client {
    fn call(&mut self, method: &str, text: Option<&str>) -> Result<Arc<Slot>> {
        self.calls += 1;
        let slot = Arc::<Slot>::default();
        locked(&self.waiting).insert(self.calls, Arc::clone(&slot));
        self.send(&Request::new(method, text, Some(self.calls)))?;
        Ok(slot)
    }

    fn send(&mut self, request: &Request<'_>) -> Result<()> {
        self.request.clear();
        request.write(&mut self.request)?;
        Ok(self.stream.write_all(&self.request)?)
    }
}

impl Caller for Client {
    fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        let waiting = Arc::<Mutex<Waiting>>::default();
        let (reading, settling) = (stream.try_clone()?, Arc::clone(&waiting));
        thread::Builder::new().spawn(move || {
            if let Err(error) = read(reading, &settling) {
                eprintln!("the client stops reading: {error:#}");
            }
        })?;
        Ok(Self {
            stream,
            request: Vec::new(),
            calls: 0,
            waiting,
            open: VecDeque::new(),
        })
    }

    fn begin(&mut self, text: &str) -> Result<()> {
        let slot = self.call("echo", Some(text))?;
        self.open.push_back(slot);
        Ok(())
    }

    fn finish(&mut self) -> Result<usize> {
        let slot = self.open.pop_front().context("no call is open")?;
        Ok(slot.wait()?.len())
    }

    fn note(&mut self, text: &str) -> Result<()> {
        self.send(&Request::new("note", Some(text), None))
    }

    fn count(&mut self) -> Result<u64> {
        Ok(self.call("count", None)?.wait()?.parse()?)
    }
}

/// Reads replies until the connection ends, and settles their calls.
fn read(mut stream: TcpStream, waiting: &Mutex<Waiting>) -> Result<()> {
    let mut frames = Frames::new();
    loop {
        ensure!(
            frames.read_from(&mut stream)?,
            "the server closed the connection"
        );
        while let Some(frame) = frames.next() {
            let reply: Reply = serde_json::from_slice(frame)?;
            let json = reply.result.get();
            let result = if json.starts_with('"') {
                serde_json::from_str(json)?
            } else {
                json.to_owned()
            };
            let slot = locked(waiting).remove(&reply.id);
            slot.context("a reply to no call")?.settle(result);
        }
    }
}

/// A lock is as good as before when a thread panicked that held it: no invariant spans two steps.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
