//! Too much is under way already.

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

#[test]
fn one_call_too_many_of_a_peer_is_answered_as_overloaded() {
    let one_call = Limits {
        calls_in: 1,
        ..Limits::default()
    };
    let (bench, client) = talk_as(
        Bench::builder().limits(one_call),
        Client::builder(),
        |_, _| {},
    );
    let held = hold(&bench);
    let first = client.echo(All, args::Echo::default());
    let reply = held.recv_timeout(SOON).unwrap();
    let second = client.echo(All, args::Echo::default()).result();
    assert!(
        matches!(&second, Err(CallError::Remote(error)) if error.code == RemoteError::OVERLOADED),
        "{second:?}"
    );

    reply.send("done".into());
    assert_eq!(outcome(&client, first).as_deref(), Ok("done"));
    let third = client.echo(All, args::Echo::default());
    held.recv_timeout(SOON).unwrap().send("again".into());
    assert_eq!(outcome(&client, third).as_deref(), Ok("again"));
    assert_eq!(bench.counters().calls_handled, 0);
}
