//! The future of an async handler is dropped when the connection of its caller ends.

use std::future::pending;
use std::sync::{Arc, Weak, mpsc};
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, SOON, gate, outcome, serve, talk, talk_as, until};
use qrpc_runtime::{All, CallError, Limits};

use crate::{Fragile, OnDrop, never_answer, once, opened, until_none_in_progress};

#[test]
fn when_the_peer_crashes() {
    let mut handlers = None;
    let (bench, _) = serve(Bench::builder(), |bench| {
        handlers = Some(never_answer(bench));
    });
    let handlers = handlers.unwrap();
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    handlers.wait_started(1);
    peer.crash(&bench);
    handlers.wait_dropped(1);
    until_none_in_progress(&bench);
}

#[test]
fn when_the_client_stops_and_the_time_to_drain_is_over() {
    let drain = Duration::from_millis(20);
    let limits = Limits {
        drain,
        ..Limits::default()
    };
    let mut handlers = None;
    let bench = Bench::builder().limits(limits);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        handlers = Some(never_answer(bench));
    });
    let handlers = handlers.unwrap();
    let promise = client.echo(All, args::Echo::default());
    handlers.wait_started(1);
    client.stop();
    assert_eq!(outcome(&client, promise), Err(CallError::Stopped));
    handlers.wait_dropped(1);
    until_none_in_progress(&bench);
}

#[test]
fn when_the_api_stops() {
    let mut handlers = None;
    let (bench, client) = talk(|bench, _| handlers = Some(never_answer(bench)));
    let handlers = handlers.unwrap();
    let promise = client.echo(All, args::Echo::default());
    handlers.wait_started(1);
    bench.stop();
    handlers.wait_dropped(1);
    assert!(outcome(&client, promise).is_err());
    assert_eq!(bench.counters().calls_handled, 0);
}

#[test]
fn but_not_the_future_for_another_connection() {
    let (starts, started) = mpsc::channel();
    let (drops, dropped) = mpsc::channel();
    let (opens, gate) = mpsc::channel();
    let gate = once(gate);
    let (bench, client) = talk(|bench, _| {
        bench.echo.connect_async(move |_, args| {
            let (starts, guard) = (starts.clone(), OnDrop(drops.clone()));
            let answers = (args.text == "answer").then(&gate);
            async move {
                let _guard = guard;
                starts.send(()).unwrap();
                match answers {
                    Some(gate) => opened(gate).await,
                    None => pending().await,
                }
                Ok(args.text)
            }
        });
    });
    let peer = Fragile::to(&bench);
    let promise = client.echo(
        client.peers().as_slice(),
        args::Echo::default().text("answer"),
    );
    peer.call("echo", "1");
    for _ in 0..2 {
        started.recv_timeout(SOON).unwrap();
    }
    peer.crash(&bench);
    dropped.recv_timeout(SOON).unwrap();
    opens.send(()).unwrap();
    assert_eq!(outcome(&client, promise).as_deref(), Ok("answer"));
}

#[test]
fn before_a_handler_begins_that_waits_for_its_turn() {
    let (gate, key) = gate(Hold::Blocks);
    let mut handlers = None;
    let (bench, _) = serve(Bench::builder().async_processing(true), |bench| {
        bench.brief.connect(move |_, _| {
            gate.pass();
            String::new()
        });
        handlers = Some(never_answer(bench));
    });
    let handlers = handlers.unwrap();
    let peer = Fragile::to(&bench);
    peer.call("brief", "1");
    peer.call("echo", "2");
    key.wait_entered();
    until("both calls are read", || {
        bench.counters().calls_handled == 2
    });
    peer.crash(&bench);
    until("the peer is gone", || bench.peers().is_empty());
    key.open();
    handlers.wait_dropped(1);
    assert!(handlers.started.try_recv().is_err());
}

/// Calls the API when it is dropped.
struct CallsBack(Weak<Bench>, mpsc::Sender<usize>);

impl Drop for CallsBack {
    fn drop(&mut self) {
        if let Some(bench) = self.0.upgrade() {
            bench.tell(All, args::Tell::default()).ok();
            let peers = bench.peers().len();
            bench.stop();
            self.1.send(peers).ok();
        }
    }
}

#[test]
fn outside_of_all_locks() {
    let (done, is_done) = mpsc::channel();
    let (starts, started) = mpsc::channel();
    let (bench, _) = serve(Bench::builder(), |_| {});
    let bench = Arc::new(bench);
    let weak = Arc::downgrade(&bench);
    bench.echo.connect_async(move |_, _| {
        let (starts, guard) = (starts.clone(), CallsBack(weak.clone(), done.clone()));
        async move {
            let _guard = guard;
            starts.send(()).unwrap();
            pending().await
        }
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    started.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    assert_eq!(is_done.recv_timeout(SOON), Ok(0));
    until("the API is stopped", || !bench.is_running());
}
