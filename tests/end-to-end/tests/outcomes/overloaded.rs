//! Calls that fail because too many calls are already in flight.

use std::sync::mpsc;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Tap, Taps, hold, outcome, talk_as};
use qrpc_runtime::{All, CallError, Limits, RemoteError};

fn limited(limits: Limits) -> qrpc_runtime::Builder<Client> {
    Client::builder().limits(limits)
}

#[test]
fn one_call_too_many_to_a_peer_is_overloaded() {
    let two_calls = Limits {
        calls_out: 2,
        ..Limits::default()
    };
    let (bench, client) = talk_as(Bench::builder(), limited(two_calls), |_, _| {});
    let held = hold(&bench);
    let call = || client.echo(All, args::Echo::default());
    let (first, second) = (call(), call());
    let server = client.address().unwrap();
    assert_eq!(call().result(), Err(CallError::Overloaded(server)));

    held.recv_timeout(SOON).unwrap().send("a".into());
    assert_eq!(first.result().as_deref(), Ok("a"));
    let third = call();
    held.recv_timeout(SOON).unwrap().send("b".into());
    assert_eq!(second.result().as_deref(), Ok("b"));
    held.recv_timeout(SOON).unwrap().send("c".into());
    assert_eq!(outcome(&client, third).as_deref(), Ok("c"));
}

#[test]
fn one_byte_too_many_that_waits_for_a_peer_is_overloaded() {
    let little_room = Limits {
        queued: 100,
        queue_patience: Duration::from_millis(20),
        ..Limits::default()
    };
    let full = Taps(vec![Tap::shut("full")]);
    let client = limited(little_room).transport(full).build().unwrap();
    client.start().unwrap();
    let text = "x".repeat(100);
    client.note(All, args::Note::default().text(text)).unwrap();
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::Overloaded("full".into()))
    );
}

fn one_call_at_a_time() -> qrpc_runtime::Builder<Bench> {
    Bench::builder().limits(Limits {
        calls_in: 1,
        ..Limits::default()
    })
}

#[test]
fn calls_too_many_of_a_peer_are_read_later() {
    let (bench, client) = talk_as(one_call_at_a_time(), Client::builder(), |_, _| {});
    let held = hold(&bench);
    let calls: Vec<_> = (0..100)
        .map(|_| client.echo(All, args::Echo::default()))
        .collect();
    for _ in &calls {
        held.recv_timeout(SOON).unwrap().send("done".into());
    }
    for call in calls {
        assert_eq!(call.result().as_deref(), Ok("done"));
    }
}

#[test]
fn calls_too_many_are_answered_as_overloaded_while_their_peer_is_asked() {
    let (replies, asked) = mpsc::channel();
    let (bench, client) = talk_as(one_call_at_a_time(), Client::builder(), |_, client| {
        client
            .ask
            .connect_later(move |_, _, reply| replies.send(reply).unwrap());
    });
    let held = hold(&bench);
    let asks = bench.ask(All, args::Ask::default());
    let reply = asked.recv_timeout(SOON).unwrap();
    let admitted: Vec<_> = (0..16)
        .map(|_| client.echo(All, args::Echo::default()))
        .collect();
    let one_more = client.echo(All, args::Echo::default()).result();
    assert!(
        matches!(&one_more, Err(CallError::Remote(error)) if error.code == RemoteError::OVERLOADED),
        "{one_more:?}"
    );

    reply.send("here".into());
    assert_eq!(outcome(&bench, asks).as_deref(), Ok("here"));
    for call in admitted {
        held.recv_timeout(SOON).unwrap().send("done".into());
        assert_eq!(call.result().as_deref(), Ok("done"));
    }
    assert_eq!(bench.counters().calls_handled, 0);
}
