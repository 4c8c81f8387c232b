//! A peer that sends its last call and then ends its side of the connection gets its replies.

use std::sync::{Mutex, mpsc};
use std::thread;

use end_to_end::bench::{Bench, args};
use end_to_end::{SOON, hold, outcome, serve, until};
use qrpc_runtime::{Builder, CallError};

use crate::stream::{Stream, call, echoes};
use crate::turn;

const CALLS: usize = 10;

/// Sends calls of `echo` and ends the server's input. Returns when the server's own call to this
/// client fails as disconnected, which shows that the server has noticed the end.
fn call_and_end(bench: &Bench, address: &str) -> Stream {
    let mut client = Stream::to(address);
    until("the client is there", || !bench.peers().is_empty());
    let asked = bench.ask(&bench.peers()[0], args::Ask::default());
    assert_eq!(client.receive()["method"], "ask");
    client.send(&echoes(CALLS, "last"));
    client.end_input();
    let failed = outcome(bench, asked);
    assert!(
        matches!(failed, Err(CallError::Disconnected { .. })),
        "{failed:?}"
    );
    client
}

/// Reads the results of the calls that `call_and_end` sent, and the end of the connection.
fn read_to_the_end(mut client: Stream, bench: &Bench) {
    for id in 0..CALLS {
        assert_eq!(client.receive_result(id), "last");
    }
    assert_eq!(client.frame(), None);
    until("the peer is gone", || bench.peers().is_empty());
}

/// Returns a server, its address, and a channel by which the test lets the handlers of `echo`
/// return.
fn gated(builder: Builder<Bench>) -> (Bench, String, mpsc::Sender<()>) {
    let (opens, gate) = mpsc::channel();
    let gate = Mutex::new(gate);
    let (bench, address) = serve(builder, |bench| {
        bench.echo.connect(move |_, args| {
            gate.lock().unwrap().recv().ok();
            args.text
        });
    });
    (bench, address, opens)
}

#[test]
fn calls_that_the_extra_thread_still_handles_are_answered() {
    let _turn = turn();
    let (bench, address, opens) = gated(Bench::builder().async_processing(true));
    let client = call_and_end(&bench, &address);
    // Dropping the sender lets all handlers return.
    drop(opens);
    read_to_the_end(client, &bench);
}

#[test]
fn calls_that_another_thread_answers_later_are_answered() {
    let _turn = turn();
    let mut held = None;
    let (bench, address) = serve(Bench::builder(), |bench| held = Some(hold(bench)));
    let held = held.unwrap();
    let client = call_and_end(&bench, &address);
    thread::spawn(move || {
        for reply in held.iter().take(CALLS) {
            reply.send("last".to_owned());
        }
    });
    read_to_the_end(client, &bench);
}

#[test]
fn calls_that_an_async_handler_answers_are_answered() {
    let _turn = turn();
    let (opens, gate) = smol::channel::bounded::<()>(1);
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.echo.connect_async(move |_, args| {
            let gate = gate.clone();
            async move {
                // `recv` returns when the test closes the channel.
                gate.recv().await.ok();
                Ok(args.text)
            }
        });
    });
    let client = call_and_end(&bench, &address);
    drop(opens);
    // Async handlers may answer in any order.
    let mut client = client;
    let mut ids: Vec<_> = (0..CALLS).map(|_| client.receive()["id"].take()).collect();
    ids.sort_unstable_by_key(serde_json::Value::as_u64);
    assert_eq!(ids, (0..CALLS).collect::<Vec<_>>());
    assert_eq!(client.frame(), None);
}

#[test]
fn calls_that_are_handled_at_once_are_answered_to_a_client_that_reads_late() {
    const CALLS: usize = 1_000;
    let _turn = turn();
    let large = "x".repeat(20_000);
    let (bench, address) = serve(Bench::builder(), |bench| {
        let large = large.clone();
        bench.maybe.connect(move |_| Some(large.clone()));
    });
    let mut client = Stream::to(&address);
    let calls = (0..CALLS).flat_map(|id| call(id, "maybe", &serde_json::json!({})));
    client.send(&calls.collect::<Vec<_>>());
    client.end_input();
    for id in 0..CALLS {
        assert_eq!(client.receive_result(id), large.as_str());
    }
    assert_eq!(client.frame(), None);
    until("the peer is gone", || bench.peers().is_empty());
}

#[test]
fn half_a_frame_at_the_end_is_reported() {
    let _turn = turn();
    let (tells, told) = mpsc::channel();
    let (_bench, address) = serve(Bench::builder(), |bench| {
        bench.on_problem(move |problem| tells.send(problem.clone()).unwrap());
    });
    let client = Stream::to(&address);
    client.send(br#"{"jsonrpc":"2.0","method":"no"#);
    client.end_input();
    let problem = told.recv_timeout(SOON).expect("a problem is reported");
    assert_eq!(problem.method, None);
}
