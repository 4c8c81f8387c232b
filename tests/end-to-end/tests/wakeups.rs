//! How often the threads of an idle API wake up. These tests are alone in their process.

use std::fs;
use std::net::TcpStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, SOON, gate, hold, limit_descriptors, serve, talk_as, until};
use qrpc_runtime::{All, CallError};

/// The duration of each measurement.
const SPAN: Duration = Duration::from_millis(1500);

/// The maximum number of context switches of one API's threads in [`SPAN`]: fewer than 5 per
/// second.
const FEW: u64 = 7;

/// Waits until no other test runs, since the tests count context switches of threads of the whole
/// process.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the number of context switches so far of the threads whose names begin with `prefix`.
fn switches(prefix: &str) -> u64 {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let statuses = tasks.filter_map(|task| {
        let path = task.unwrap().path().join("status");
        // A thread may end before its file is read.
        fs::read_to_string(path).ok()
    });
    let named = statuses.filter(|status| {
        let name = status.strip_prefix("Name:").unwrap();
        name.trim_start().starts_with(prefix)
    });
    named.map(|status| switches_in(&status)).sum()
}

fn switches_in(status: &str) -> u64 {
    let counts = status.lines().filter_map(|line| {
        let (name, count) = line.split_once(':')?;
        name.ends_with("voluntary_ctxt_switches")
            .then(|| count.trim().parse::<u64>().unwrap())
    });
    counts.sum()
}

/// Returns the number of context switches of the threads of both APIs while `run` runs.
fn switches_during(run: impl FnOnce()) -> [u64; 2] {
    let count = || ["qrpc-Bench", "qrpc-Client"].map(switches);
    let before = count();
    run();
    let after = count();
    assert!(after[0] > 0, "no thread was found");
    [after[0] - before[0], after[1] - before[1]]
}

fn are_few(counted: [u64; 2], extra_thread: bool) {
    assert!(
        counted.iter().all(|count| *count <= FEW),
        "async_processing({extra_thread}): {counted:?} switches in {SPAN:?}"
    );
}

fn both(extra_thread: bool) -> (Bench, Client) {
    talk_as(
        Bench::builder().async_processing(extra_thread),
        Client::builder().async_processing(extra_thread),
        |_, _| {},
    )
}

#[test]
fn an_idle_connection_causes_hardly_any_wake_ups() {
    let _turn = turn();
    for extra_thread in [false, true] {
        let (_bench, client) = both(extra_thread);
        assert_eq!(client.maybe(All).result(), Ok(None));
        let counted = switches_during(|| thread::sleep(SPAN));
        are_few(counted, extra_thread);
    }
}

#[test]
fn a_thread_that_waits_causes_hardly_any_wake_ups() {
    let _turn = turn();
    for extra_thread in [false, true] {
        let (bench, client) = both(extra_thread);
        let held = hold(&bench);
        let mut promise = client.echo(All, args::Echo::default());
        let reply = held.recv_timeout(SOON).unwrap();
        let counted = switches_during(|| {
            assert_eq!(promise.result_within(SPAN), Err(CallError::NotYet));
        });
        are_few(counted, extra_thread);
        reply.send("here".into());
        assert_eq!(promise.result().as_deref(), Ok("here"));
    }
}

#[test]
fn a_handler_that_takes_long_causes_hardly_any_wake_ups() {
    let _turn = turn();
    for extra_thread in [false, true] {
        let (gate, key) = gate(Hold::Blocks);
        let (bench, client) = both(extra_thread);
        bench.note.connect(move |_, _| gate.pass());
        client.note(All, args::Note::default()).unwrap();
        key.wait_entered();
        let counted = switches_during(|| thread::sleep(SPAN));
        are_few(counted, extra_thread);
        key.open();
    }
}

#[test]
fn idle_connections_cause_hardly_any_wake_ups() {
    let _turn = turn();
    limit_descriptors(2048);
    for extra_thread in [false, true] {
        let bench = Bench::builder().async_processing(extra_thread);
        let (bench, address) = serve(bench, |_| {});
        let connect = |_| TcpStream::connect(&address).unwrap();
        let _idle: Vec<_> = (0..500).map(connect).collect();
        until("all are there", || bench.peers().len() == 500);
        let counted = switches_during(|| thread::sleep(SPAN));
        are_few(counted, extra_thread);
    }
}
