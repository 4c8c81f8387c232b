//! How long a peer may accept no bytes, how many bytes may wait for it, and how long its calls are
//! answered after its input has ended.

use std::io::{self, ErrorKind, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, args};
use end_to_end::{SOON, Tap, Taps, hold, is_late, serve, until};
use qrpc_runtime::transport::{Channel, Host, OnEnd, Port, Transport};
use qrpc_runtime::{All, DisconnectReason, Limits, PeerEvent, TransportError};
use serde_json::json;

use crate::stream::{Stream, call, echoes};
use crate::turn;

const STALL: Duration = Duration::from_secs(1);

fn stalling() -> Limits {
    Limits {
        stall: STALL,
        ..Limits::default()
    }
}

/// Returns a channel with the reasons why peers of the bench are disconnected.
fn reasons(bench: &Bench) -> mpsc::Receiver<DisconnectReason> {
    let (log, gone) = mpsc::channel();
    bench.on_peer(move |event| {
        if let PeerEvent::Disconnected(_, reason) = event {
            log.send(reason.clone()).ok();
        }
    });
    gone
}

#[test]
fn a_peer_that_accepts_nothing_is_disconnected() {
    let _turn = turn();
    let taps = Taps(vec![Tap::shut("stalled"), Tap::shut("idle")]);
    let bench = Bench::builder().limits(stalling()).transport(taps);
    let bench = bench.build().unwrap();
    let gone = reasons(&bench);
    bench.start().unwrap();
    bench.tell("stalled", args::Tell::default()).unwrap();
    let reason = gone.recv_timeout(SOON).unwrap();
    assert_eq!(reason, DisconnectReason::Stalled(STALL));
    // No bytes wait for the peer `idle`, so it stays connected.
    assert_eq!(bench.peers().len(), 1);
}

#[test]
fn a_client_that_calls_and_never_reads_is_disconnected() {
    let _turn = turn();
    let mut gone = None;
    let text = "x".repeat(1_000_000);
    let (bench, address) = serve(Bench::builder().limits(stalling()), |bench| {
        gone = Some(reasons(bench));
        bench.maybe.connect(move |_| Some(text.clone()));
    });
    let client = Stream::to(&address);
    until("the client is there", || !bench.peers().is_empty());
    for id in 0..20 {
        client.send(&call(id, "maybe", &json!({})));
    }
    let reason = gone.unwrap().recv_timeout(SOON).unwrap();
    assert_eq!(reason, DisconnectReason::Stalled(STALL));
}

/// A peer that accepts at most ten bytes at a time, whenever the test lets it.
struct Trickle {
    ports: mpsc::Sender<Port>,
    may_write: Mutex<bool>,
    taken: mpsc::Sender<Vec<u8>>,
    /// Whether the input from this peer has ended.
    ended: Arc<AtomicBool>,
}

struct Trickling(Option<Trickle>);

impl Transport for Trickling {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        host.attach("slow", self.0.take().unwrap(), OnEnd::GoOn);
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {}

    fn address(&self) -> Option<String> {
        None
    }
}

impl Channel for Trickle {
    fn opened(&self, port: Port) {
        self.ports.send(port).ok();
    }

    fn read(&self, _into: &mut [u8]) -> io::Result<usize> {
        if self.ended.load(Ordering::SeqCst) {
            return Ok(0);
        }
        Err(ErrorKind::WouldBlock.into())
    }

    /// Accepts no bytes on every second call, so that the runtime has to wait until the test
    /// reports the connection as writable.
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut may_write = self.may_write.lock().unwrap();
        *may_write = !*may_write;
        if *may_write {
            return Err(ErrorKind::WouldBlock.into());
        }
        let taken = &bytes[..bytes.len().min(10)];
        self.taken.send(taken.to_vec()).ok();
        Ok(taken.len())
    }

    fn close(&self) {}
}

#[test]
fn a_peer_that_accepts_a_few_bytes_now_and_then_is_kept() {
    is_kept(false);
}

#[test]
fn a_peer_that_accepts_a_few_bytes_now_and_then_is_kept_after_its_end_of_input() {
    is_kept(true);
}

fn is_kept(ends: bool) {
    let _turn = turn();
    let ended = Arc::new(AtomicBool::new(false));
    let (ports, port) = mpsc::channel();
    let (takes, taken) = mpsc::channel();
    let slow = Trickle {
        ports,
        may_write: Mutex::new(true),
        taken: takes,
        ended: Arc::clone(&ended),
    };
    let limits = Limits {
        drain: STALL,
        ..stalling()
    };
    let bench = Bench::builder().limits(limits);
    let bench = bench.transport(Trickling(Some(slow))).build().unwrap();
    let gone = reasons(&bench);
    bench.start().unwrap();
    let port = port.recv_timeout(SOON).unwrap();
    let text = "x".repeat(10_000);
    bench.tell(All, args::Tell::default().text(text)).unwrap();
    ended.store(ends, Ordering::SeqCst);
    port.readable();
    let begin = Instant::now();
    while begin.elapsed() < 4 * STALL {
        // The sleep is the pace at which the peer accepts bytes, which this test needs.
        thread::sleep(STALL / 5);
        port.writable();
        assert!(taken.recv_timeout(SOON).unwrap().len() <= 10);
    }
    assert!(gone.try_recv().is_err());
    assert_eq!(bench.peers().len(), 1);
}

#[test]
fn a_client_with_too_many_unread_replies_is_read_once_it_reads_them() {
    const COUNT: usize = 5_000;
    let _turn = turn();
    let few_replies = Limits {
        replies: 1 << 16,
        ..Limits::default()
    };
    let (_bench, address) = serve(Bench::builder().limits(few_replies), |bench| {
        bench.echo.connect(|_, args| args.text);
    });
    let text = "x".repeat(10_000);
    let mut client = Stream::to(&address);
    client.write_within(Duration::from_millis(500));
    // The calls are larger than the buffers of the system.
    let calls = echoes(COUNT, &text);
    let (sent, blocked) = client.send_some(&calls);
    let blocked = blocked.expect_err("the server stops reading");
    assert!(is_late(&blocked), "{blocked}");
    let writer = client.writer();
    thread::scope(|scope| {
        scope.spawn(|| (&writer).write_all(&calls[sent..]).unwrap());
        for id in 0..COUNT {
            assert_eq!(client.receive_result(id), text.as_str());
        }
    });
}

#[test]
fn a_connection_closes_when_calls_are_not_answered_in_time_after_the_end_of_input() {
    const DRAIN: Duration = Duration::from_millis(500);
    let _turn = turn();
    let mut held = None;
    let impatient = Limits {
        drain: DRAIN,
        ..Limits::default()
    };
    let (bench, address) = serve(Bench::builder().limits(impatient), |bench| {
        held = Some(hold(bench));
    });
    let mut client = Stream::to(&address);
    client.send(&echoes(1, "never"));
    let _reply = held.unwrap().recv_timeout(SOON).unwrap();
    let begin = Instant::now();
    client.end_input();
    assert_eq!(client.frame(), None);
    assert!(begin.elapsed() >= DRAIN, "it closed at once");
    until("the peer is gone", || bench.peers().is_empty());
}
