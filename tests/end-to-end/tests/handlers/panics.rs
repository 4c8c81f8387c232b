//! A panic in the program's own code affects only the message that it handles.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, outcome, talk, talk_as};
use qrpc_runtime::{All, CallError, PeerEvent, RemoteError};

/// Checks that the caller gets an error if the handler that `connect` connects panics, which it
/// does for the text "panic", and that the next call works.
fn only_the_call_fails(connect: impl FnOnce(&Bench)) {
    let (_bench, client) = talk(|bench, _| connect(bench));
    fails_then_works(&client);
}

fn fails_then_works(client: &Client) {
    let call = |text: &str| outcome(client, client.echo(All, args::Echo::default().text(text)));
    let error = RemoteError::new(RemoteError::INTERNAL_ERROR, "the handler panicked");
    assert_eq!(call("panic"), Err(CallError::Remote(error)));
    assert_eq!(call("fine").as_deref(), Ok("fine"));
}

fn calm(text: String) -> String {
    assert_ne!(text, "panic", "as the test wants it");
    text
}

#[test]
fn of_a_handler() {
    only_the_call_fails(|bench| {
        bench.echo.connect(|_, args| calm(args.text));
    });
}

#[test]
fn of_a_handler_on_the_extra_thread() {
    let (_bench, client) = talk_as(
        Bench::builder().async_processing(true),
        Client::builder(),
        |bench, _| {
            bench.echo.connect(|_, args| calm(args.text));
        },
    );
    fails_then_works(&client);
}

#[test]
fn of_an_async_handler() {
    only_the_call_fails(|bench| {
        bench
            .echo
            .connect_async(|_, args| async { Ok(calm(args.text)) });
    });
}

#[test]
fn of_an_async_handler_does_not_let_the_next_handler_wait_for_ever() {
    let (log, waited) = mpsc::channel();
    let (_bench, client) = talk(|bench, client| {
        client.ask.connect(|_, args| args.question);
        bench
            .echo
            .connect_async(|_, args| async { Ok(calm(args.text)) });
        bench.note.connect(move |sender, _| {
            let answer = futures::executor::block_on(sender.ask(args::Ask::default()));
            log.send(answer).unwrap();
        });
    });
    let panics = client.echo(All, args::Echo::default().text("panic"));
    assert!(outcome(&client, panics).is_err());
    client.note(All, args::Note::default()).unwrap();
    let answer = waited.recv_timeout(SOON).unwrap();
    assert_eq!(answer.as_deref(), Ok("?"));
}

#[test]
fn of_an_async_handler_before_its_future_is_there() {
    only_the_call_fails(|bench| {
        bench.echo.connect_async(|_, args| {
            let text = calm(args.text);
            async { Ok(text) }
        });
    });
}

#[test]
fn of_a_handler_that_would_answer_later() {
    only_the_call_fails(|bench| {
        bench
            .echo
            .connect_later(|_, args, reply| reply.send(calm(args.text)));
    });
}

#[test]
fn of_a_guard() {
    only_the_call_fails(|bench| {
        bench.echo.guard(|_, args| {
            calm(args.text.clone());
            Ok(())
        });
        bench.echo.connect(|_, args| args.text);
    });
}

#[test]
fn of_an_observer_is_no_business_of_the_caller() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.observe(|_, args| drop(calm(args.text)));
        bench.echo.connect(|_, args| args.text);
    });
    let call = || {
        client
            .echo(All, args::Echo::default().text("panic"))
            .result()
    };
    assert_eq!(call().as_deref(), Ok("panic"));
    assert_eq!(call().as_deref(), Ok("panic"));
}

#[test]
fn of_the_message_hook() {
    only_the_call_fails(|bench| {
        bench.on_problem(|_| panic!("as the test wants it"));
        bench.echo.connect(|_, args| calm(args.text));
    });
}

#[test]
fn of_a_watcher_of_peers() {
    let (log, seen) = mpsc::channel();
    let (_bench, client) = talk(|bench, _| {
        bench.on_peer(|_| panic!("as the test wants it"));
        bench.on_peer(move |event| {
            log.send(matches!(event, PeerEvent::Connected(_))).unwrap();
        });
        bench.echo.connect(|_, args| args.text);
    });
    assert_eq!(seen.recv_timeout(SOON), Ok(true));
    assert!(client.echo(All, args::Echo::default()).result().is_ok());
}

/// Tests a callback that panics, on a client whose handlers may have an extra thread.
fn of_a_callback(client: qrpc_runtime::Builder<Client>) {
    let (_bench, client) = talk_as(Bench::builder(), client, |bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    client
        .echo(All, args::Echo::default())
        .then(|_| panic!("as the test wants it"), |_| ());
    let (comes, came) = mpsc::channel();
    client
        .echo(All, args::Echo::default().text("x"))
        .then(move |text| comes.send(text).unwrap(), |_| ());
    assert_eq!(came.recv_timeout(SOON).as_deref(), Ok("x"));
}

#[test]
fn of_a_callback_on_the_receive_thread() {
    of_a_callback(Client::builder());
}

#[test]
fn of_a_callback_on_the_extra_thread() {
    of_a_callback(Client::builder().async_processing(true));
}
