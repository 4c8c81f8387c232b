//! Calls that fail before anything is sent.

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{outcome, talk, talk_as};
use qrpc_runtime::{All, CallError, Fault, Receivers};

#[test]
fn nobody_of_that_name_is_an_unknown_receiver() {
    let (_bench, client) = talk(|_, _| {});
    let promise = client.echo("nobody", args::Echo::default());
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::UnknownReceiver("nobody".into()))
    );
}

#[test]
fn a_call_to_all_where_nobody_is_ends_at_once() {
    let bench = Bench::builder()
        .transport("tcpserv:127.0.0.1:0")
        .build()
        .unwrap();
    bench.start().unwrap();
    let promise = bench.ask(All, args::Ask::default());
    assert_eq!(outcome(&bench, promise), Err(CallError::NobodyThere));
}

#[test]
fn a_call_to_no_names_at_all_ends_at_once() {
    let (_bench, client) = talk(|_, _| {});
    let promise = client.echo(Receivers::from([""; 0]), args::Echo::default());
    assert_eq!(outcome(&client, promise), Err(CallError::NobodyThere));
}

#[test]
fn what_a_guard_refuses_is_not_sent() {
    let (log, heard) = std::sync::mpsc::channel();
    let (_bench, client) = talk(move |bench, client| {
        bench.echo.connect(move |_, args| {
            log.send(args.text.clone()).unwrap();
            args.text
        });
        client.echo.guard(|_, args| match args.text.as_str() {
            "bad" => Err(Fault::new("not that word")),
            _ => Ok(()),
        });
    });
    let promise = client.echo(All, args::Echo::default().text("bad"));
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::Refused("not that word".into()))
    );
    let promise = client.echo(All, args::Echo::default().text("good"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("good"));
    assert_eq!(heard.try_iter().collect::<Vec<_>>(), ["good"]);
}

#[test]
fn what_does_not_fit_in_a_frame_is_not_sent() {
    let small = qrpc_runtime::Limits {
        frame: 1000,
        ..qrpc_runtime::Limits::default()
    };
    let (_bench, client) = talk_as(
        Bench::builder(),
        Client::builder().limits(small),
        |bench, _| {
            bench.echo.connect(|_, args| args.text);
        },
    );
    let promise = client.echo(All, args::Echo::default().text("x".repeat(1000)));
    let long = outcome(&client, promise);
    assert!(
        matches!(&long, Err(CallError::Unsendable(problem)) if problem.contains("1000")),
        "{long:?}"
    );
    let promise = client.echo(All, args::Echo::default().text("short"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("short"));
}

#[test]
fn what_holds_the_delimiter_is_not_sent() {
    let (_bench, client) = talk_as(
        Bench::builder().codec("jrpc:END"),
        Client::builder().codec("jrpc:END"),
        |bench, _| {
            bench.echo.connect(|_, args| args.text);
        },
    );
    let promise = client.echo(All, args::Echo::default().text("the END"));
    assert!(matches!(
        outcome(&client, promise),
        Err(CallError::Unsendable(_))
    ));
    let promise = client.echo(All, args::Echo::default().text("the end"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("the end"));
}
