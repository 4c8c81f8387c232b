//! Handlers that call their caller back.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, outcome, talk, talk_as};
use futures::executor::block_on;
use qrpc_runtime::{All, Builder, CallError, Reply};

/// Tests a handler that calls its caller back, and waits for the answer by `wait`.
fn calls_back(
    bench: Builder<Bench>,
    wait: fn(qrpc_runtime::Promise<String>) -> Result<String, CallError>,
) {
    let (_bench, client) = talk_as(bench, Client::builder(), |bench, client| {
        bench.echo.try_connect(move |sender, args| {
            let question = args::Ask::default().question(args.text);
            Ok(wait(sender.ask(question))?)
        });
        client.ask.connect(|_, args| args.question + "!");
    });
    let promise = client.echo(All, args::Echo::default().text("x"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("x!"));
}

#[test]
fn a_handler_calls_back_and_waits() {
    calls_back(Bench::builder(), qrpc_runtime::Promise::result);
}

#[test]
fn a_handler_on_an_extra_thread_calls_back_and_waits() {
    let bench = Bench::builder().async_processing(true);
    calls_back(bench, qrpc_runtime::Promise::result);
}

#[test]
fn a_handler_calls_back_and_blocks_on_the_future() {
    calls_back(Bench::builder(), block_on);
}

#[test]
fn a_call_back_to_a_thread_that_waits_ends_with_its_deadline() {
    let (_bench, client) = talk_as(
        Bench::builder().async_processing(true),
        Client::builder().async_processing(true),
        |bench, client| {
            bench
                .echo
                .try_connect(|sender, _| Ok(sender.ask(args::Ask::default()).result()?));
            client
                .ask
                .try_connect(|sender, _| Ok(sender.brief(args::Brief::default()).result()?));
            bench.brief.connect(|_, args| args.text);
        },
    );
    let promise = client.echo(All, args::Echo::default());
    let told = outcome(&client, promise).unwrap_err().to_string();
    assert!(told.contains("no answer within 100ms"), "{told}");
}

#[test]
fn an_async_handler_calls_back_on_the_receive_thread() {
    let (_bench, client) = talk(|bench, client| {
        bench
            .echo
            .connect_async(|sender, _| async move { Ok(sender.ask(args::Ask::default()).await?) });
        client.ask.connect_async(|sender, _| async move {
            Ok(sender.maybe().await?.unwrap_or_default())
        });
        bench.maybe.connect(|_| Some("deep".into()));
    });
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(outcome(&client, promise).as_deref(), Ok("deep"));
}

/// Tests two calls whose async handlers each ask their caller back; no question is answered before
/// both are asked.
fn two_overlap(bench: Builder<Bench>) {
    let (asks, asked) = mpsc::channel();
    let (_bench, client) = talk_as(bench, Client::builder(), move |bench, client| {
        bench.echo.connect_async(|sender, args| async move {
            let question = args::Ask::default().question(args.text);
            Ok(sender.ask(question).await?)
        });
        client
            .ask
            .connect_later(move |_, args, reply| asks.send((args.question, reply)).unwrap());
    });
    let calls = ["a", "b"].map(|text| client.echo(All, args::Echo::default().text(text)));
    let held: [(String, Reply<String>); 2] = [(); 2].map(|()| asked.recv_timeout(SOON).unwrap());
    for (question, reply) in held {
        reply.send(question + "!");
    }
    let answers = calls.map(|call| call.result().unwrap());
    assert_eq!(answers, ["a!", "b!"]);
}

#[test]
fn async_handlers_of_one_connection_overlap() {
    two_overlap(Bench::builder());
}

#[test]
fn async_handlers_of_one_connection_overlap_on_the_extra_thread() {
    two_overlap(Bench::builder().async_processing(true));
}
