//! Handlers that are not async notice that their call is cancelled.

use std::sync::mpsc;
use std::thread;

use end_to_end::bench::Bench;
use end_to_end::{SOON, hold, serve, until};

use crate::{Fragile, until_none_in_progress};

#[test]
fn a_synchronous_handler_polls() {
    let (starts, started) = mpsc::channel();
    let (ends, ended) = mpsc::channel();
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.echo.connect(move |sender, _| {
            starts.send(sender.is_cancelled()).unwrap();
            until("the call is cancelled", || sender.is_cancelled());
            ends.send(()).unwrap();
            String::new()
        });
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    assert!(!started.recv_timeout(SOON).unwrap());
    peer.crash(&bench);
    ended.recv_timeout(SOON).unwrap();
    until_none_in_progress(&bench);
}

#[test]
fn a_blocked_handler_is_notified_by_another_thread() {
    let (starts, started) = mpsc::channel();
    let (ends, ended) = mpsc::channel();
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.echo.connect(move |sender, _| {
            let (interrupts, interrupted) = mpsc::channel();
            let cancelled = sender.cancelled();
            let watcher = thread::spawn(move || {
                futures::executor::block_on(cancelled);
                interrupts.send(()).ok();
            });
            starts.send(()).unwrap();
            ends.send(interrupted.recv_timeout(SOON)).unwrap();
            watcher.join().unwrap();
            String::new()
        });
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    started.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    assert_eq!(ended.recv_timeout(SOON).unwrap(), Ok(()));
}

#[test]
fn the_cancellation_of_a_cancelled_call_completes_at_once() {
    let (senders, sent) = mpsc::channel();
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.echo.connect(move |sender, _| {
            senders.send(sender).unwrap();
            String::new()
        });
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    let sender = sent.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    until("the peer is gone", || bench.peers().is_empty());
    futures::executor::block_on(sender.cancelled());
    assert!(sender.is_cancelled());
}

#[test]
fn a_reply_tells_that_its_call_is_cancelled() {
    let mut held = None;
    let (bench, _) = serve(Bench::builder(), |bench| held = Some(hold(bench)));
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    let reply = held.unwrap().recv_timeout(SOON).unwrap();
    assert!(!reply.is_cancelled());
    peer.crash(&bench);
    until("the call is cancelled", || reply.is_cancelled());
    reply.send(String::new());
    until_none_in_progress(&bench);
}

#[test]
fn no_call_of_a_connected_peer_is_cancelled() {
    let (asks, asked) = mpsc::channel();
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.echo.connect(move |sender, _| {
            asks.send(sender.is_cancelled()).unwrap();
            String::new()
        });
    });
    let (gone, peer) = (Fragile::to(&bench), Fragile::to(&bench));
    gone.crash(&bench);
    until("one peer is gone", || bench.peers().len() == 1);
    peer.call("echo", "1");
    assert!(!asked.recv_timeout(SOON).unwrap());
    assert!(bench.peers().iter().all(|peer| !peer.is_cancelled()));
}
