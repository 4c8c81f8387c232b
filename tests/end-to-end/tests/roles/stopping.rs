//! Stopping an API from another thread while a handler runs.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, Key, SOON, gate, talk_as};
use qrpc_runtime::{All, CallError, StillRunning};

use crate::BOTH_MODES;

/// A bench whose handler of `note` runs, and reports when it ends.
struct Running {
    bench: Bench,
    client: Client,
    key: Key,
    ended: mpsc::Receiver<()>,
}

fn running(extra_thread: bool, how: Hold) -> Running {
    let (gate, key) = gate(how);
    let (ends, ended) = mpsc::channel();
    let bench = Bench::builder().async_processing(extra_thread);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        bench.note.connect(move |_, _| {
            gate.pass();
            ends.send(()).ok();
        });
    });
    client.note(All, args::Note::default()).unwrap();
    key.wait_entered();
    Running {
        bench,
        client,
        key,
        ended,
    }
}

fn every_way(check: impl Fn(Running)) {
    for extra_thread in BOTH_MODES {
        for how in Hold::ALL {
            println!("async_processing({extra_thread}), the handler {how:?}");
            check(running(extra_thread, how));
        }
    }
}

/// Checks that `close` closes the connection at once, and returns only when the handler has ended.
fn closes_and_waits(running: Running, close: impl FnOnce(Bench) -> Option<Bench> + Send) {
    let Running {
        bench,
        client,
        key,
        ended,
    } = running;
    let kept = thread::scope(|scope| {
        let closing = scope.spawn(|| close(bench));
        client.wait().unwrap();
        assert!(!closing.is_finished(), "it did not wait");
        assert!(ended.try_recv().is_err(), "the handler ended by itself");
        key.open();
        closing.join().unwrap()
    });
    assert_eq!(ended.try_recv(), Ok(()));
    drop(kept);
}

#[test]
fn stop_closes_at_once_and_waits_for_the_handler() {
    every_way(|running| {
        closes_and_waits(running, |bench| {
            bench.stop();
            Some(bench)
        });
    });
}

#[test]
fn stop_within_closes_at_once_and_waits_for_the_handler() {
    every_way(|running| {
        closes_and_waits(running, |bench| {
            assert_eq!(bench.stop_within(SOON), Ok(()));
            Some(bench)
        });
    });
}

#[test]
fn dropping_closes_at_once_and_waits_for_the_handler() {
    every_way(|running| {
        closes_and_waits(running, |bench| {
            drop(bench);
            None
        });
    });
}

#[test]
fn set_transport_closes_at_once_and_waits_for_the_handler() {
    every_way(|running| {
        closes_and_waits(running, |bench| {
            bench.set_transport("tcpserv:127.0.0.1:0").unwrap();
            Some(bench)
        });
    });
}

#[test]
fn stopping_within_a_time_can_be_tried_again_while_a_handler_runs() {
    every_way(|running| {
        let patience = Duration::from_millis(20);
        let late = Err(StillRunning(patience));
        assert_eq!(running.bench.stop_within(patience), late);
        running.client.wait().unwrap();
        running.key.open();
        running.bench.stop();
        assert_eq!(running.ended.recv_timeout(SOON), Ok(()));
    });
}

#[test]
fn calls_settle_at_once_when_their_api_stops_while_a_handler_runs() {
    every_way(|running| {
        let Running {
            bench,
            client,
            key: _key,
            ..
        } = running;
        client
            .ask
            .connect_later(|_, _, reply| std::mem::forget(reply));
        let ask = bench.ask(All, args::Ask::default());
        let patience = Duration::from_millis(20);
        assert!(bench.stop_within(patience).is_err());
        assert_eq!(ask.result(), Err(CallError::Stopped));
    });
}

#[test]
fn a_handler_that_waits_for_an_answer_is_told_that_its_api_stops() {
    for extra_thread in BOTH_MODES {
        let (tells, told) = mpsc::channel();
        let (asks, asked) = mpsc::channel();
        let bench = Bench::builder().async_processing(extra_thread);
        let (bench, client) = talk_as(bench, Client::builder(), |bench, client| {
            bench.note.connect(move |sender, _| {
                let answer = sender.ask(args::Ask::default()).result();
                tells.send(answer).unwrap();
            });
            client
                .ask
                .connect_later(move |_, _, reply| asks.send(reply).unwrap());
        });
        client.note(All, args::Note::default()).unwrap();
        let _reply = asked.recv_timeout(SOON).unwrap();
        bench.stop();
        assert_eq!(told.try_recv(), Ok(Err(CallError::Stopped)));
    }
}
