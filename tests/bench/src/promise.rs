//! The peer `promise`: the simplest client with promises, and the server of `raw`.
//!
//! Each message is one write. One thread reads all replies and wakes the threads that wait for
//! them. The peer `promise` shows the cost of a client for many threads without optimizations.

use std::collections::{HashMap, VecDeque};
use std::io::Write;
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::cases::Caller;
use crate::raw::{Frames, Reply, Request};

/// A connection, and the unanswered echo calls.
pub(crate) struct Client {
    stream: TcpStream,
    request: Vec<u8>,
    calls: u64,
    waiting: Arc<Mutex<Waiting>>,
    open: VecDeque<Arc<Slot>>,
}

/// The calls without a reply.
type Waiting = HashMap<u64, Arc<Slot>>;

/// The reply to a call: a string, or the JSON of any other result.
#[derive(Default)]
struct Slot {
    result: Mutex<Option<String>>,
    arrived: Condvar,
}

/// The maximum time to wait for a reply.
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

/// Reads replies until the connection ends, and settles the calls that they answer.
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

/// Locks a mutex and ignores poisoning: the data is valid even if a thread panicked while it held
/// the lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
