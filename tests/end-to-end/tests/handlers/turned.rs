//! Converting an API, or the builder of an API, into its other side.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Wire, talk_as};
use qrpc_runtime::{All, BuildError, CallError, Fault, InvertError};

use super::sides::Workbench;

#[test]
fn a_builder_can_build_the_other_side_instead() {
    let (_bench, client) = talk_as(
        Client::builder().invert(),
        Bench::builder().invert(),
        |bench, _| {
            bench.echo.connect(|_, args| args.text);
        },
    );
    assert!(client.echo(All, args::Echo::default()).result().is_ok());
}

#[test]
fn an_api_turns_into_its_other_side_and_keeps_its_transport() {
    let bench = Client::builder()
        .transport("internal:turned:bench")
        .build()
        .unwrap()
        .invert()
        .unwrap();
    bench.echo.connect(|_, args| args.text);
    bench.start().unwrap();
    let client = Bench::builder()
        .transport("internal:turned:client")
        .build()
        .unwrap()
        .invert()
        .unwrap();
    client.start().unwrap();
    let answer = client.echo("bench", args::Echo::default().text("x"));
    assert_eq!(answer.result().as_deref(), Ok("x"));
}

#[test]
fn an_api_that_has_handlers_is_not_inverted() {
    let bench = Bench::builder().build().unwrap();
    bench.echo.connect(|_, args| args.text);
    assert_eq!(bench.invert().unwrap_err(), InvertError);
}

#[test]
fn an_api_with_peer_watchers_is_not_inverted() {
    let bench = Bench::builder().build().unwrap();
    bench.on_peer(|_| {});
    assert_eq!(bench.invert().unwrap_err(), InvertError);
}

#[test]
fn a_builder_with_handlers_does_not_build_the_other_side() {
    let built = Bench::builder()
        .handlers(Workbench::default())
        .invert()
        .build();
    assert!(matches!(built, Err(BuildError::Inverted(_))), "{built:?}");
}

#[test]
fn guards_hold_on_the_other_side_too() {
    let bench = Bench::builder().transport("tcpserv:127.0.0.1:0");
    let bench = bench.build().unwrap();
    bench.note.guard(|_, args| match args.text.as_str() {
        "" => Err(Fault::new("say something")),
        _ => Ok(()),
    });
    let client = bench.invert().unwrap();
    client.start().unwrap();
    let refused = client.note(All, args::Note::default()).unwrap_err();
    let reason = CallError::Refused("say something".to_owned());
    assert_eq!(refused.failed, [("*".to_owned(), reason)]);
    client.note(All, args::Note::default().text("x")).unwrap();
}

#[test]
fn the_problem_hook_is_told_on_the_other_side_too() {
    let (tells, told) = mpsc::channel();
    let bench = Bench::builder().transport("tcpserv:127.0.0.1:0");
    let bench = bench.build().unwrap();
    bench.on_problem(move |problem| tells.send(problem.error.code).unwrap());
    let client = bench.invert().unwrap();
    client.start().unwrap();
    Wire::to(&client.address().unwrap()).send("no message");
    assert_eq!(told.recv_timeout(SOON), Ok(-32700));
}

#[test]
fn an_api_that_runs_is_not_inverted() {
    let bench = Bench::builder()
        .transport("tcpserv:127.0.0.1:0")
        .build()
        .unwrap();
    bench.start().unwrap();
    assert_eq!(bench.invert().unwrap_err(), InvertError);
}
