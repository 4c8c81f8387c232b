//! Many cancelled calls, and futures that panic.

use std::future::pending;
use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, outcome, serve, talk_as};
use qrpc_runtime::{All, Limits};

use crate::{Fragile, OnDrop, never_answer, until_none_in_progress};

const CALLS: usize = 1000;

#[test]
fn the_futures_of_a_thousand_calls_are_dropped() {
    let limits = Limits {
        calls_in: CALLS,
        waiting: 2 * CALLS,
        ..Limits::default()
    };
    let mut handlers = None;
    let (bench, _) = serve(Bench::builder().limits(limits), |bench| {
        handlers = Some(never_answer(bench));
    });
    let handlers = handlers.unwrap();
    let peer = Fragile::to(&bench);
    for id in 0..CALLS {
        peer.call("echo", &id.to_string());
    }
    handlers.wait_started(CALLS);
    assert_eq!(bench.counters().calls_handled, CALLS);
    let handled = bench.counters().calls_handled;
    peer.crash(&bench);
    handlers.wait_dropped(handled);
    until_none_in_progress(&bench);
    assert!(handlers.dropped.try_recv().is_err(), "dropped twice");
}

/// Panics when it is dropped, after it has reported the drop.
struct PanicsOnDrop(Option<OnDrop>);

impl Drop for PanicsOnDrop {
    fn drop(&mut self) {
        drop(self.0.take());
        panic!("on purpose");
    }
}

#[test]
fn a_future_that_panics_while_it_is_dropped_hurts_no_other_call() {
    let (starts, started) = mpsc::channel();
    let (drops, dropped) = mpsc::channel();
    let (bench, client) = talk_as(Bench::builder(), Client::builder(), |bench, _| {
        bench.echo.connect_async(move |_, _| {
            let (starts, guard) = (starts.clone(), PanicsOnDrop(Some(OnDrop(drops.clone()))));
            async move {
                let _guard = guard;
                starts.send(()).unwrap();
                pending().await
            }
        });
        bench
            .brief
            .connect_async(|_, args| async move { Ok(args.text) });
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    peer.call("echo", "2");
    for _ in 0..2 {
        started.recv_timeout(SOON).unwrap();
    }
    peer.crash(&bench);
    for _ in 0..2 {
        dropped.recv_timeout(SOON).unwrap();
    }
    until_none_in_progress(&bench);
    let promise = client.brief(All, args::Brief::default().text("fine"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("fine"));
}
