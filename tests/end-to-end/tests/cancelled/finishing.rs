//! Handlers that finish although their call is cancelled.

use std::future::Future;
use std::sync::mpsc;

use end_to_end::bench::{Bench, BenchPeer};
use end_to_end::{SOON, serve, until};

use crate::{Answer, Fragile, once, opened, until_none_in_progress};

/// Calls `handler` with a gate, ends the connection, and opens the gate. Returns whether the
/// handler reported that it has finished.
fn finishes<F>(
    handler: impl Fn(BenchPeer, mpsc::Sender<()>, mpsc::Receiver<()>, mpsc::Sender<()>) -> F
    + Send
    + Sync
    + 'static,
) where
    F: Future<Output = Answer> + Send + 'static,
{
    let (starts, started) = mpsc::channel();
    let (opens, gate) = mpsc::channel();
    let (finishes, finished) = mpsc::channel();
    let gate = once(gate);
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.echo.connect_async(move |sender, _| {
            handler(sender, starts.clone(), gate(), finishes.clone())
        });
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    started.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    until("the peer is gone", || bench.peers().is_empty());
    opens.send(()).unwrap();
    finished.recv_timeout(SOON).unwrap();
    until_none_in_progress(&bench);
}

#[test]
fn a_handler_that_asks_to_finish_finishes() {
    finishes(|sender, starts, gate, finishes| async move {
        sender.finish_anyway();
        starts.send(()).unwrap();
        opened(gate).await;
        assert!(sender.is_cancelled());
        finishes.send(()).unwrap();
        Ok("nobody reads it".into())
    });
}

#[test]
fn a_closure_can_ask_before_it_returns_the_future() {
    finishes(|sender, starts, gate, finishes| {
        sender.finish_anyway();
        async move {
            starts.send(()).unwrap();
            opened(gate).await;
            finishes.send(()).unwrap();
            Ok(String::new())
        }
    });
}

#[test]
fn a_handler_that_finishes_anyway_can_await_the_cancellation() {
    finishes(|sender, starts, gate, finishes| async move {
        sender.finish_anyway();
        starts.send(()).unwrap();
        sender.cancelled().await;
        opened(gate).await;
        finishes.send(()).unwrap();
        Ok(String::new())
    });
}

#[test]
fn the_handler_of_a_notification_finishes() {
    let (starts, started) = mpsc::channel();
    let (opens, gate) = mpsc::channel();
    let (finishes, finished) = mpsc::channel();
    let gate = once(gate);
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.ping.connect_async(move |sender| {
            let (starts, gate, finishes) = (starts.clone(), gate(), finishes.clone());
            async move {
                starts.send(()).unwrap();
                opened(gate).await;
                finishes.send(sender.is_cancelled()).unwrap();
                Ok(())
            }
        });
    });
    let peer = Fragile::to(&bench);
    peer.notify("ping");
    started.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    until("the peer is gone", || bench.peers().is_empty());
    opens.send(()).unwrap();
    assert!(!finished.recv_timeout(SOON).unwrap());
}
