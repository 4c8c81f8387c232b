//! Calls whose connection ends while their handlers run.

mod dropped;
mod executors;
mod finishing;
mod held_back;
mod load;
mod noticed;
mod reported;

use std::future::{Future, pending};
use std::io::Write as _;
use std::net::TcpStream;
use std::sync::{Mutex, mpsc};

use end_to_end::bench::{Bench, args};
use end_to_end::{SOON, until};
use qrpc_runtime::Fault;

/// Sends a message when it is dropped.
struct OnDrop(mpsc::Sender<()>);

impl Drop for OnDrop {
    fn drop(&mut self) {
        self.0.send(()).ok();
    }
}

/// The test's end of the handlers that [`never_answer`] connects.
struct Handlers {
    started: mpsc::Receiver<()>,
    dropped: mpsc::Receiver<()>,
}

impl Handlers {
    /// Waits until `count` handlers have started.
    fn wait_started(&self, count: usize) {
        for _ in 0..count {
            self.started.recv_timeout(SOON).unwrap();
        }
    }

    /// Waits until the futures of `count` handlers are dropped.
    fn wait_dropped(&self, count: usize) {
        for _ in 0..count {
            self.dropped.recv_timeout(SOON).unwrap();
        }
    }
}

/// Connects an async handler of `echo` that never answers.
fn never_answer(bench: &Bench) -> Handlers {
    let (starts, started) = mpsc::channel();
    let (drops, dropped) = mpsc::channel();
    bench.echo.connect_async(move |_, _| {
        let (starts, guard) = (starts.clone(), OnDrop(drops.clone()));
        async move {
            let _guard = guard;
            starts.send(()).unwrap();
            pending().await
        }
    });
    Handlers { started, dropped }
}

/// A future that completes when the test sends a message or drops the sender.
fn opened(gate: mpsc::Receiver<()>) -> impl Future<Output = ()> + Send {
    smol::unblock(move || {
        gate.recv_timeout(SOON).ok();
    })
}

/// A handler's result.
type Answer = Result<String, Fault>;

/// A value that one of several handlers takes.
fn once<T>(value: T) -> impl Fn() -> T {
    let place = Mutex::new(Some(value));
    move || place.lock().unwrap().take().unwrap()
}

/// A peer without a stub, whose connection can break.
struct Fragile(TcpStream);

impl Fragile {
    /// Connects to the bench.
    fn to(bench: &Bench) -> Self {
        let stream = TcpStream::connect(bench.address().unwrap()).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(SOON)).unwrap();
        let peer = Self(stream);
        until("the peer is connected", || {
            bench
                .peers()
                .iter()
                .any(|known| known.name() == peer.name())
        });
        peer
    }

    fn name(&self) -> String {
        self.0.local_addr().unwrap().to_string()
    }

    /// Sends a call of a method. `id` is JSON.
    fn call(&self, method: &str, id: &str) {
        let frame = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"{method}\",\"id\":{id}}}\0");
        (&self.0).write_all(frame.as_bytes()).unwrap();
    }

    /// Sends a notification.
    fn notify(&self, method: &str) {
        let frame = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"{method}\"}}\0");
        (&self.0).write_all(frame.as_bytes()).unwrap();
    }

    /// Ends like a peer that crashes: the system resets a connection that is closed with unread
    /// bytes.
    fn crash(self, bench: &Bench) {
        bench.tell(self.name(), args::Tell::default()).unwrap();
        assert_eq!(self.0.peek(&mut [0]).unwrap(), 1);
        drop(self.0);
    }
}

/// Waits until no call of a peer is in progress.
fn until_none_in_progress(bench: &Bench) {
    until("no call is in progress", || {
        bench.counters().calls_handled == 0
    });
}
