//! Messages that an interceptor refuses.

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Wire, serve, talk_as};
use qrpc_runtime::{All, CallError, RemoteError};

use super::seen::spy;

#[test]
fn a_refused_call_is_not_sent() {
    let (mut at_client, sent) = spy();
    at_client.refuses = "echo";
    let (_bench, client) = talk_as(
        Bench::builder(),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench
                .echo
                .connect(|_sender, _args| panic!("the call was sent"));
            bench.note.connect(|_sender, _args| ());
        },
    );
    let result = client.all().echo(args::Echo::default()).result();
    assert_eq!(result, Err(CallError::Refused("not here".to_owned())));
    sent.before();
    assert_eq!(
        sent.after().1,
        Err(CallError::Refused("not here".to_owned()))
    );
    client.note(All, args::Note::default()).unwrap();
}

#[test]
fn a_refused_notification_is_not_sent() {
    let (mut at_client, _sent) = spy();
    at_client.refuses = "note";
    let (_bench, client) = talk_as(
        Bench::builder(),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench
                .note
                .connect(|_sender, _args| panic!("the notification was sent"));
            bench.echo.connect(|_sender, args| args.text);
        },
    );
    let error = client.note(All, args::Note::default()).unwrap_err();
    assert_eq!(error.failed.len(), 1);
    client.all().echo(args::Echo::default()).result().unwrap();
}

#[test]
fn a_refused_call_is_not_handled() {
    let (mut at_bench, received) = spy();
    at_bench.refuses = "echo";
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder(),
        |bench, _client| {
            bench
                .echo
                .connect(|_sender, _args| panic!("the call was handled"));
        },
    );
    let result = client.all().echo(args::Echo::default()).result();
    let is_refused = |error: &CallError| matches!(error, CallError::Remote(it) if it.code == 9);
    assert!(result.as_ref().is_err_and(is_refused), "{result:?}");
    received.before();
    assert!(received.after().1.as_ref().is_err_and(is_refused));
}

#[test]
fn a_panic_refuses_only_its_own_message() {
    let (at_bench, _received) = spy();
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder(),
        |bench, _client| {
            bench.on_unknown(|call| call.answer(1));
            bench.echo.connect(|_sender, args| args.text);
        },
    );
    match client.all().call_raw("panic", ()).result() {
        Err(CallError::Remote(error)) => assert_eq!(error.code, RemoteError::INTERNAL_ERROR),
        result => panic!("{result:?}"),
    }
    client.all().echo(args::Echo::default()).result().unwrap();
}

#[test]
fn a_call_with_wrong_arguments_ends_without_having_begun() {
    let (at_bench, received) = spy();
    let (_bench, address) = serve(Bench::builder().intercept(at_bench), |bench| {
        bench.echo.connect(|_sender, args| args.text);
    });
    let mut wire = Wire::to(&address);
    wire.send(r#"{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":5}}"#);
    assert_eq!(wire.receive()["error"]["code"], -32602);
    let (call, result) = received.after();
    assert_eq!(call.method, "echo");
    assert!(matches!(result, Err(CallError::Remote(error)) if error.code == -32602));
    assert!(received.is_empty());
}
