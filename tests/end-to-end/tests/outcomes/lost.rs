//! Calls whose receiver disconnects, or whose caller stops.

use end_to_end::bench::{Client, args};
use end_to_end::{SOON, Server, hold, outcome, talk};
use qrpc_runtime::{All, CallError, DisconnectReason};

#[test]
fn a_peer_that_goes_disconnects_its_calls() {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport().as_str())
        .build()
        .unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let promise = client.echo(All, args::Echo::default());
    wire.receive();
    drop(wire);
    let peer = client.address().unwrap();
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::Disconnected {
            peer,
            reason: DisconnectReason::Closed
        })
    );
}

#[test]
fn a_call_to_a_sender_that_is_gone_is_disconnected() {
    let (meets, met) = std::sync::mpsc::channel();
    let (bench, client) = talk(|bench, _| {
        bench
            .note
            .connect(move |sender, _| meets.send(sender).unwrap());
    });
    client.note(All, args::Note::default()).unwrap();
    let sender = met.recv_timeout(SOON).unwrap();
    client.stop();
    end_to_end::until("the client is gone", || bench.peers().is_empty());
    assert!(matches!(
        outcome(&bench, sender.ask(args::Ask::default())),
        Err(CallError::Disconnected { peer, .. }) if peer == sender.name()
    ));
}

#[test]
fn stopping_ends_the_calls_that_wait() {
    let (bench, client) = talk(|_, _| {});
    let held = hold(&bench);
    let promise = client.echo(All, args::Echo::default());
    let _reply = held.recv_timeout(SOON).unwrap();
    client.stop();
    assert_eq!(outcome(&client, promise), Err(CallError::Stopped));
}

#[test]
fn a_call_before_the_start_is_stopped() {
    let client = Client::builder().build().unwrap();
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(outcome(&client, promise), Err(CallError::Stopped));
}

#[test]
fn a_call_through_a_handle_whose_api_is_gone_is_stopped() {
    let (_bench, client) = talk(|_, _| {});
    let echo = client.echo.clone();
    drop(client);
    let answer = echo.blocking(All, args::Echo::default());
    assert_eq!(answer, Err(CallError::Stopped));
}
