//! Peers that never read and peers that are killed affect no other peer.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, resident_memory, serve, until};
use qrpc_runtime::{All, CallError};

use crate::stream::{Stream, echoes, p99};
use crate::turn;

/// The maximum time for a reply during a flood. The design requires 20 ms in a release build; a
/// build without optimization gets more time.
const PROMPT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 100 } else { 20 });

/// Ends a flood when it is dropped, even if the test fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Sends calls until `stop` is true, and reads nothing.
fn flood_unread(address: &str, stop: &AtomicBool) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_write_timeout(Some(Duration::from_millis(50)))
        .unwrap();
    let calls = echoes(100, &"x".repeat(1_000));
    let mut unsent = &calls[..];
    while !stop.load(Ordering::SeqCst) {
        // Most writes time out, because the server no longer reads.
        match stream.write(unsent) {
            Ok(sent) => unsent = &unsent[sent..],
            Err(error) if end_to_end::is_late(&error) => {}
            Err(error) => panic!("the server ended the connection: {error}"),
        }
        if unsent.is_empty() {
            unsent = &calls;
        }
    }
}

/// Makes calls for this number of seconds, and returns the time within which 99 of 100 replies
/// arrive.
fn p99_of_seconds(stream: &mut Stream, seconds: u64) -> Duration {
    let begin = Instant::now();
    let mut times = Vec::new();
    while begin.elapsed() < Duration::from_secs(seconds) {
        times.push(stream.timed_echo(times.len()));
    }
    p99(times)
}

#[test]
fn a_flood_of_calls_by_a_peer_that_never_reads_costs_little_memory_and_no_time_of_others() {
    let _turn = turn();
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.echo.connect(|_, args| args.text);
    });
    let mut calm = Stream::to(&address);
    calm.timed_echo(0);
    let before = resident_memory();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let stops = Stop(&stop);
        scope.spawn(|| flood_unread(&address, &stop));
        until("the flood is there", || bench.peers().len() == 2);
        // Other work of the machine may slow down some measurements, so one fast measurement of
        // three is enough.
        let p99s = [(); 3].map(|()| p99_of_seconds(&mut calm, 2));
        let grown = resident_memory().saturating_sub(before);
        assert!(grown < 200 << 20, "{grown} bytes");
        assert!(p99s.iter().any(|p99| *p99 < PROMPT), "{p99s:?}");
        drop(stops);
    });
}

/// A bench in another process, over TCP. Dropping the `Killable` kills the process.
struct Killable {
    child: Child,
    address: String,
}

impl Killable {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bench-child"))
            .arg("tcpserv:127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut address).unwrap();
        Self {
            child,
            address: address.trim().to_owned(),
        }
    }
}

impl Drop for Killable {
    fn drop(&mut self) {
        // `kill` sends SIGKILL.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn the_calls_to_a_peer_that_is_killed_are_disconnected_long_before_their_deadline() {
    let _turn = turn();
    let peer = Killable::start();
    let transport = format!("tcp:{}", peer.address);
    let client = Client::builder().transport(transport).timeout(10 * SOON);
    let client = client.build().unwrap();
    client.start().unwrap();
    // `chat` is never answered.
    let chat = || client.chat(All, args::Chat::default());
    let promises: Vec<_> = std::iter::repeat_with(chat).take(100).collect();
    // Messages arrive in order, so the reply to a later call shows that all these calls have
    // arrived.
    client.echo(All, args::Echo::default()).result().unwrap();
    let note = || args::Note::default().text("x".repeat(1_000));
    let receiver = &client.peers()[0];
    thread::scope(|scope| {
        // The process is killed in the middle of a flood of notifications.
        scope.spawn(|| while client.note(receiver, note()).is_ok() {});
        drop(peer);
        for mut promise in promises {
            let failed = promise.result_within(SOON);
            let is_disconnected = matches!(failed, Err(CallError::Disconnected { .. }));
            assert!(is_disconnected, "{failed:?}");
        }
    });
}
