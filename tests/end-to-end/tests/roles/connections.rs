//! Two connections to one server, and a handler that runs long for one of them.

use std::sync::mpsc::{self, TryRecvError};

use end_to_end::bench::{Bench, BenchPeer, Client, args};
use end_to_end::{Hold, Key, SOON, gate, serve, until};
use qrpc_runtime::All;

use crate::BOTH_MODES;

/// Returns a server whose handler of `note` runs until the key opens if the text is "slow", and
/// logs the text when it ends.
fn server(extra_thread: bool, how: Hold) -> (Bench, String, Key, mpsc::Receiver<String>) {
    let (gate, key) = gate(how);
    let (log, noted) = mpsc::channel();
    let bench = Bench::builder().async_processing(extra_thread);
    let (bench, address) = serve(bench, |bench| {
        let echoes = log.clone();
        bench.note.connect(move |_, args| {
            if args.text == "slow" {
                gate.pass();
            }
            log.send(args.text).ok();
        });
        bench.echo.connect(move |_, args| {
            echoes.send(args.text.clone()).unwrap();
            args.text
        });
    });
    (bench, address, key, noted)
}

/// Returns a client that answers `ask`, and the server's handle of that client.
fn join(bench: &Bench, address: &str) -> (Client, BenchPeer) {
    let before = bench.peers();
    let client = Client::builder().transport(format!("tcp:{address}"));
    let client = client.build().unwrap();
    client.ask.connect(|_, args| args.question + "!");
    client.start().unwrap();
    until("it is there", || bench.peers().len() > before.len());
    let is_new = |peer: &BenchPeer| before.iter().all(|old| old.name() != peer.name());
    let peer = bench.peers().into_iter().find(is_new).unwrap();
    (client, peer)
}

fn note(client: &Client, text: &str) {
    client.note(All, args::Note::default().text(text)).unwrap();
}

fn is_answered(bench: &Bench, peer: &BenchPeer, question: &str) {
    let ask = args::Ask::default().question(question);
    let answer = bench.ask(peer, ask).result_within(SOON);
    assert_eq!(answer, Ok(format!("{question}!")));
}

fn every_way(check: impl Fn(bool, Hold)) {
    for extra_thread in BOTH_MODES {
        for how in Hold::ALL {
            println!("async_processing({extra_thread}), the handler {how:?}");
            check(extra_thread, how);
        }
    }
}

#[test]
fn replies_over_all_connections_are_delivered_while_a_handler_runs() {
    every_way(|extra_thread, how| {
        let (bench, address, key, _noted) = server(extra_thread, how);
        let (slow, slow_peer) = join(&bench, &address);
        let (_other, other_peer) = join(&bench, &address);
        note(&slow, "slow");
        key.wait_entered();
        for number in 0..100 {
            is_answered(&bench, &other_peer, &number.to_string());
        }
        is_answered(&bench, &slow_peer, "slow");
    });
}

#[test]
fn a_connection_is_accepted_while_a_handler_runs() {
    every_way(|extra_thread, how| {
        let (bench, address, key, _noted) = server(extra_thread, how);
        let (slow, _) = join(&bench, &address);
        note(&slow, "slow");
        key.wait_entered();
        let (_late, late_peer) = join(&bench, &address);
        is_answered(&bench, &late_peer, "late");
    });
}

#[test]
fn calls_of_another_connection_are_handled_in_order_after_the_handler_that_runs() {
    every_way(|extra_thread, how| {
        let (bench, address, key, noted) = server(extra_thread, how);
        let (slow, _) = join(&bench, &address);
        let (other, other_peer) = join(&bench, &address);
        note(&slow, "slow");
        key.wait_entered();
        let mut calls = Vec::new();
        for number in 0..100 {
            let text = number.to_string();
            if number % 10 == 5 {
                calls.push((other.echo(All, args::Echo::default().text(&text)), text));
            } else {
                note(&other, &text);
            }
        }
        // The answer arrives over the same connection as these calls, and after them.
        is_answered(&bench, &other_peer, "meanwhile");
        assert_eq!(noted.try_recv(), Err(TryRecvError::Empty));
        key.open();
        assert_eq!(noted.recv_timeout(SOON).as_deref(), Ok("slow"));
        for number in 0..100 {
            assert_eq!(noted.recv_timeout(SOON), Ok(number.to_string()));
        }
        for (call, text) in calls {
            assert_eq!(call.result(), Ok(text));
        }
    });
}

#[test]
fn a_connection_that_ends_while_a_handler_runs_is_noticed() {
    every_way(|extra_thread, how| {
        let (bench, address, key, noted) = server(extra_thread, how);
        let (slow, _) = join(&bench, &address);
        let (other, _) = join(&bench, &address);
        note(&slow, "slow");
        key.wait_entered();
        drop(other);
        until("it is gone", || bench.peers().len() == 1);
        key.open();
        assert_eq!(noted.recv_timeout(SOON).as_deref(), Ok("slow"));
    });
}
