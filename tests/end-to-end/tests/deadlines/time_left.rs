//! The time that a handler has left for its answer.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, SOON, gate, talk_as, until};
use qrpc_runtime::{All, Peer, PeerEvent};

use crate::{BRIEF, LONG};

/// The times that handlers find left.
type Left = mpsc::Receiver<Option<Duration>>;

/// Both sides. The bench's builder has this timeout, and its handlers report the time left.
fn sides(timeout: Duration) -> (Bench, Client, Left) {
    let (reports, left) = mpsc::channel();
    let report = move |sender: &Peer| reports.send(sender.time_left()).unwrap();
    let bench = Bench::builder().timeout(timeout);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        let [echo, brief, patient, note] = [(); 4].map(|()| report.clone());
        bench.echo.connect(move |sender, args| {
            echo(&sender);
            args.text
        });
        bench.brief.connect(move |sender, args| {
            brief(&sender);
            args.text
        });
        bench.patient.connect(move |sender| {
            patient(&sender);
            String::new()
        });
        bench.note.connect(move |sender, _| note(&sender));
    });
    (bench, client, left)
}

fn is_nearly_long(left: Option<Duration>) -> bool {
    left.is_some_and(|left| left <= LONG && left > LONG / 2)
}

#[test]
fn a_handler_has_the_time_of_its_own_builder() {
    let (_bench, client, left) = sides(LONG);
    let peer = client.all().within(SOON);
    peer.echo(args::Echo::default()).result().unwrap();
    let left = left.recv_timeout(SOON).unwrap();
    assert!(is_nearly_long(left), "{left:?}");
}

#[test]
fn a_handler_has_the_time_that_the_method_says() {
    let (_bench, client, left) = sides(LONG);
    let peer = client.all().within(SOON);
    peer.brief(args::Brief::default()).result().unwrap();
    let left = left.recv_timeout(SOON).unwrap().unwrap();
    assert!(left <= Duration::from_millis(100), "{left:?}");
}

#[test]
fn without_a_limit_there_is_no_time_left_to_know() {
    let (_bench, client, left) = sides(LONG);
    client.patient(All).result().unwrap();
    assert_eq!(left.recv_timeout(SOON), Ok(None));

    let (_bench, client, left) = sides(Duration::MAX);
    client.echo(All, args::Echo::default()).result().unwrap();
    assert_eq!(left.recv_timeout(SOON), Ok(None));
}

#[test]
fn nobody_waits_for_the_handler_of_a_notification() {
    let (_bench, client, left) = sides(LONG);
    client.note(All, args::Note::default()).unwrap();
    assert_eq!(left.recv_timeout(SOON), Ok(None));
}

#[test]
fn a_peer_that_sent_no_call_has_no_time_left() {
    let (comes, came) = mpsc::channel();
    let (bench, client) = talk_as(Bench::builder(), Client::builder(), |bench, _| {
        bench.on_peer(move |event| {
            if let PeerEvent::Connected(peer) = event {
                comes.send(peer.time_left()).unwrap();
            }
        });
    });
    assert_eq!(came.recv_timeout(SOON), Ok(None));
    assert_eq!(bench.peers()[0].time_left(), None);
    assert_eq!(client.all().within(LONG).time_left(), None);
}

#[test]
fn a_guard_has_the_time_of_the_sender() {
    let (checks, checked) = mpsc::channel();
    let (_bench, client) = talk_as(
        Bench::builder().timeout(LONG),
        Client::builder(),
        |bench, _| {
            bench.echo.connect(|_, args| args.text);
            bench.echo.guard(move |sender, _| {
                checks.send(sender.time_left()).unwrap();
                Ok(())
            });
        },
    );
    client.echo(All, args::Echo::default()).result().unwrap();
    let left = checked.recv_timeout(SOON).unwrap();
    assert!(is_nearly_long(left), "{left:?}");
}

#[test]
fn a_time_for_calls_back_leaves_the_time_for_the_answer() {
    let (reports, left) = mpsc::channel();
    let (_bench, client) = talk_as(
        Bench::builder().timeout(LONG),
        Client::builder(),
        |bench, _| {
            bench.echo.connect(move |sender, args| {
                reports.send(sender.within(BRIEF).time_left()).unwrap();
                args.text
            });
        },
    );
    client.echo(All, args::Echo::default()).result().unwrap();
    let left = left.recv_timeout(SOON).unwrap();
    assert!(is_nearly_long(left), "{left:?}");
}

#[test]
fn the_time_begins_when_a_call_is_read_and_not_when_its_handler_begins() {
    let (gate, key) = gate(Hold::Blocks);
    let (bench, client, left) = sides(BRIEF);
    bench.ping.connect(move |_| gate.pass());
    client.ping(All).unwrap();
    key.wait_entered();
    let [first, second] = [(); 2].map(|()| client.echo(All, args::Echo::default()));
    // Calls of one peer are read in order, so the first one is read when the second one counts.
    until("the call is read", || bench.counters().calls_handled == 2);
    let read = Instant::now();
    until("its time is over", || read.elapsed() >= BRIEF);
    key.open();
    assert_eq!(left.recv_timeout(SOON), Ok(Some(Duration::ZERO)));
    // This side does not end the call by itself: only the caller knows how long it waits.
    assert!(first.result().is_ok() && second.result().is_ok());
}
