//! A peer with a timeout of its own, which wins over the method's and the builder's.

use std::mem;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use end_to_end::bench::{BenchPeer, Client, args};
use end_to_end::{SOON, Server, hold, outcome, talk};
use futures::executor::block_on;
use qrpc_runtime::{All, CallError};

use crate::{BRIEF, LONG, talk_within};

#[test]
fn a_call_times_out_after_what_its_peer_says() {
    let (bench, client) = talk_within(LONG, |_, _| {});
    let _held = hold(&bench);
    let begin = Instant::now();
    let promise = client.all().within(BRIEF).echo(args::Echo::default());
    assert_eq!(outcome(&client, promise), Err(CallError::Timeout(BRIEF)));
    assert!(begin.elapsed() >= BRIEF);
}

#[test]
fn a_shorter_time_wins_over_what_the_method_says() {
    let (_bench, client) = talk(|bench, _| {
        bench.brief.connect_later(|_, _, reply| mem::forget(reply));
    });
    let promise = client.all().within(BRIEF).brief(args::Brief::default());
    assert_eq!(outcome(&client, promise), Err(CallError::Timeout(BRIEF)));
}

#[test]
fn a_longer_time_wins_over_what_the_method_says() {
    let (holds, held) = mpsc::channel();
    let (_bench, client) = talk(|bench, _| {
        bench
            .brief
            .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    });
    let mut long = client.all().within(LONG).brief(args::Brief::default());
    let short = client.brief(All, args::Brief::default()).result();
    assert!(matches!(short, Err(CallError::Timeout(_))));
    assert_eq!(long.result_within(Duration::ZERO), Err(CallError::NotYet));
    held.recv_timeout(SOON).unwrap().send("here".into());
    assert_eq!(outcome(&client, long).as_deref(), Ok("here"));
}

#[test]
fn a_longer_time_wins_over_what_the_builder_says() {
    // The longest durations are as good as none, and some of them fit into the system's clock.
    for time in [LONG, Duration::MAX / 4, Duration::MAX] {
        let (bench, client) = talk_within(BRIEF, |_, _| {});
        let held = hold(&bench);
        let mut long = client.all().within(time).echo(args::Echo::default());
        let short = client.echo(All, args::Echo::default()).result();
        assert_eq!(short, Err(CallError::Timeout(BRIEF)));
        assert_eq!(long.result_within(Duration::ZERO), Err(CallError::NotYet));
        held.recv_timeout(SOON).unwrap().send("here".into());
        assert_eq!(outcome(&client, long).as_deref(), Ok("here"));
    }
}

#[test]
fn an_awaited_call_times_out_after_what_its_peer_says() {
    let (bench, client) = talk_within(LONG, |_, _| {});
    let _held = hold(&bench);
    let awaited = block_on(client.all().within(BRIEF).echo(args::Echo::default()));
    assert_eq!(awaited, Err(CallError::Timeout(BRIEF)));
}

#[test]
fn a_handler_calls_its_sender_back_within_a_time() {
    let (says, said) = mpsc::channel();
    let (_bench, client) = talk(|bench, client| {
        bench.note.connect(move |sender, _| {
            let ask = |peer: &BenchPeer, question: &str| {
                peer.ask(args::Ask::default().question(question)).result()
            };
            says.send(ask(&sender.within(BRIEF), "hold")).unwrap();
            says.send(ask(&sender, "answer")).unwrap();
        });
        client.ask.connect_later(|_, args, reply| {
            if args.question == "hold" {
                mem::forget(reply);
            } else {
                reply.send("here".into());
            }
        });
    });
    client.note(All, args::Note::default()).unwrap();
    let held = said.recv_timeout(SOON).unwrap();
    assert_eq!(held, Err(CallError::Timeout(BRIEF)));
    let answered = said.recv_timeout(SOON).unwrap();
    assert_eq!(answered.as_deref(), Ok("here"));
}

#[test]
fn the_peer_that_it_was_made_from_keeps_its_own_time() {
    let (bench, client) = talk_within(LONG, |_, _| {});
    let held = hold(&bench);
    let peer = client.all();
    let brief = peer.within(LONG).within(BRIEF);
    let mut kept = peer.echo(args::Echo::default());
    let short = brief.echo(args::Echo::default()).result();
    assert_eq!(
        short,
        Err(CallError::Timeout(BRIEF)),
        "the last time counts"
    );
    assert_eq!(kept.result_within(Duration::ZERO), Err(CallError::NotYet));
    held.recv_timeout(SOON).unwrap().send("here".into());
    assert_eq!(outcome(&client, kept).as_deref(), Ok("here"));
}

#[test]
fn a_call_without_time_fails_at_once_and_is_not_sent() {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport().as_str())
        .build()
        .unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let none = client.all().within(Duration::ZERO);
    let promise = none.echo(args::Echo::default());
    let timeout = CallError::Timeout(Duration::ZERO);
    assert_eq!(outcome(&client, promise), Err(timeout));
    client.note(All, args::Note::default()).unwrap();
    assert_eq!(wire.receive()["method"], "note");
}

#[test]
fn a_notification_is_sent_whatever_the_time() {
    let (notes, noted) = mpsc::channel();
    let (_bench, client) = talk(|bench, _| {
        bench
            .note
            .connect(move |_, args| notes.send(args.text).unwrap());
    });
    let none = client.all().within(Duration::ZERO);
    none.note(args::Note::default().text("x")).unwrap();
    assert_eq!(noted.recv_timeout(SOON).as_deref(), Ok("x"));
}
