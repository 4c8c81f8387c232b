//! Many connections that are made at once while a handler runs.

use std::net::TcpStream;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, args};
use end_to_end::{Hold, Wire, gate, limit_descriptors, serve, until};
use qrpc_runtime::All;

use crate::BOTH_MODES;

const THREADS: usize = 20;
const CONNECTIONS: usize = 500;

/// The maximum time for connecting. A connection for which the system had no room is retried after
/// a second.
const PROMPT: Duration = Duration::from_millis(900);

/// Makes all connections at once. Returns the connections, and the time of the slowest connection.
fn burst(address: &str) -> (Vec<TcpStream>, Duration) {
    let all_are_there = Barrier::new(THREADS);
    let connect = || {
        all_are_there.wait();
        let timed_connect = |_| {
            let begin = Instant::now();
            let stream = TcpStream::connect(address).unwrap();
            (stream, begin.elapsed())
        };
        let some = 0..CONNECTIONS / THREADS;
        some.map(timed_connect).collect::<Vec<_>>()
    };
    let connected: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(connect)).collect();
        let streams = threads.into_iter().map(|thread| thread.join().unwrap());
        streams.flatten().collect()
    });
    let slowest = connected.iter().map(|(_, time)| *time).max().unwrap();
    (connected.into_iter().map(|(s, _)| s).collect(), slowest)
}

#[test]
fn a_burst_of_connections_is_accepted_while_a_handler_runs() {
    // Each connection has a descriptor at each of its two ends.
    limit_descriptors(4096);
    for extra_thread in BOTH_MODES {
        for how in Hold::ALL {
            let (gate, key) = gate(how);
            let bench = Bench::builder().async_processing(extra_thread);
            let (bench, address) = serve(bench, |bench| {
                bench.ping.connect(move |_| gate.pass());
            });
            let mut wire = Wire::to(&address);
            wire.send(r#"{"jsonrpc":"2.0","method":"ping"}"#);
            key.wait_entered();
            let (_streams, slowest) = burst(&address);
            until("all are there", || bench.peers().len() == 1 + CONNECTIONS);
            assert!(slowest < PROMPT, "{slowest:?}");
            // A notification is also sent over all connections.
            bench.tell(All, args::Tell::default()).unwrap();
            assert_eq!(wire.receive()["method"], "tell");
            key.open();
        }
    }
}
