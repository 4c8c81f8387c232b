//! What interceptors see of calls and notifications.

use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Wire, serve, talk_as};
use qrpc_runtime::{All, CallEnd, CallError, CallInfo, Fault, Interceptor, SendError, Value};

use super::seen::{is_incoming, is_outgoing, spy};

#[test]
fn both_sides_see_a_call() {
    let (at_client, sent) = spy();
    let (at_bench, received) = spy();
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench.echo.connect(|_sender, args| args.text);
        },
    );
    let text = "a".repeat(1000);
    client
        .all()
        .echo(args::Echo::default().text(text.as_str()))
        .result()
        .unwrap();
    for call in [sent.before(), sent.after().0] {
        assert!(is_outgoing(&call, "echo", true) && call.is_in_spec);
        assert!((1000..1100).contains(&call.size), "{}", call.size);
        assert_eq!(call.arguments, None);
        assert_eq!(call.peer.name(), client.peers()[0].name());
    }
    for call in [received.before(), received.after().0] {
        assert!(is_incoming(&call, "echo", true) && call.is_in_spec);
        assert!((1000..1100).contains(&call.size), "{}", call.size);
        assert_eq!(call.arguments, None);
    }
    assert!(sent.is_empty() && received.is_empty());
}

#[test]
fn both_sides_see_a_notification() {
    let (at_client, sent) = spy();
    let (at_bench, received) = spy();
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench.note.connect(|_sender, _args| ());
        },
    );
    client.note(All, args::Note::default()).unwrap();
    assert!(is_outgoing(&sent.before(), "note", false));
    assert_eq!(sent.after().1, Ok(()));
    assert!(is_incoming(&received.before(), "note", false));
    assert_eq!(received.after().1, Ok(()));
}

#[test]
fn a_notification_in_a_batch_ends_when_the_batch_is_sent() {
    let (at_client, sent) = spy();
    let (_bench, client) = talk_as(
        Bench::builder().codec(r"jrpc:\n"),
        Client::builder().codec(r"jrpc:\n").intercept(at_client),
        |_bench, _client| {},
    );
    client
        .batch(All, |peer| {
            peer.note(args::Note::default())?;
            assert!(is_outgoing(&sent.before(), "note", false));
            assert!(sent.is_empty());
            peer.note(args::Note::default())
        })
        .unwrap();
    sent.before();
    assert_eq!(sent.after().1, Ok(()));
    assert_eq!(sent.after().1, Ok(()));
    let failed: Result<(), _> = client.batch(All, |peer| {
        peer.note(args::Note::default())?;
        Err(SendError { failed: Vec::new() })
    });
    assert!(failed.is_err());
    sent.before();
    assert_eq!(sent.after().1, Err(CallError::Cancelled));
    assert!(sent.is_empty());
}

#[test]
fn arguments_are_seen_on_request() {
    let (mut at_client, sent) = spy();
    let (mut at_bench, received) = spy();
    (at_client.wants_arguments, at_bench.wants_arguments) = (true, true);
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench.echo.connect(|_sender, args| args.text);
        },
    );
    client
        .all()
        .echo(args::Echo::default().text("secret"))
        .result()
        .unwrap();
    for arguments in [sent.before().arguments, received.before().arguments] {
        let text = arguments.unwrap().get("text").cloned();
        assert_eq!(text, Some(Value::from("secret")));
    }
}

#[test]
fn both_sides_see_how_a_call_fails() {
    let (at_client, sent) = spy();
    let (at_bench, received) = spy();
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench
                .echo
                .try_connect(|_sender, _args| Err(Fault::with_code(7, "no")));
        },
    );
    let result = client.all().echo(args::Echo::default()).result();
    sent.before();
    assert_eq!(sent.after().1.as_ref().err(), result.as_ref().err());
    received.before();
    let error = received.after().1.unwrap_err();
    assert!(
        matches!(&error, CallError::Remote(error) if error.code == 7),
        "{error}"
    );
}

#[test]
fn a_reply_of_the_wrong_type_is_seen_as_an_error() {
    let (at_bench, seen) = spy();
    let (bench, address) = serve(Bench::builder().intercept(at_bench), |_bench| {});
    let mut wire = Wire::to(&address);
    wire.send(r#"{"jsonrpc":"2.0","method":"ping"}"#);
    seen.before();
    seen.after().1.unwrap();
    let promise = bench.ask(All, args::Ask::default());
    let call = wire.receive();
    wire.send(format!(
        r#"{{"jsonrpc":"2.0","id":{},"result":5}}"#,
        call["id"]
    ));
    assert!(matches!(promise.result(), Err(CallError::WrongReply(_))));
    seen.before();
    assert!(matches!(seen.after().1, Err(CallError::WrongReply(_))));
}

#[test]
fn a_call_that_ends_on_this_side_is_seen_once() {
    let (at_client, sent) = spy();
    let (bench, client) = talk_as(
        Bench::builder(),
        Client::builder().intercept(at_client),
        |bench, _client| {
            bench
                .echo
                .connect_later(|_sender, _args, reply| std::mem::forget(reply));
        },
    );
    let brief = Duration::from_millis(50);
    client
        .all()
        .within(brief)
        .echo(args::Echo::default())
        .result()
        .unwrap_err();
    sent.before();
    assert_eq!(sent.after().1, Err(CallError::Timeout(brief)));

    client.all().echo(args::Echo::default()).cancel();
    sent.before();
    assert_eq!(sent.after().1, Err(CallError::Cancelled));

    drop(client.all().echo(args::Echo::default()));
    sent.before();
    assert_eq!(sent.after().1, Err(CallError::Cancelled));

    let promise = client.all().echo(args::Echo::default());
    sent.before();
    bench.stop();
    promise.result().unwrap_err();
    assert!(matches!(
        sent.after().1,
        Err(CallError::Disconnected { .. })
    ));
    assert!(sent.is_empty());
}

#[test]
fn each_receiver_is_seen() {
    let (at_bench, seen) = spy();
    let (bench, address) = serve(Bench::builder().intercept(at_bench), |_bench| {});
    let mut wires = [Wire::to(&address), Wire::to(&address)];
    end_to_end::until("both", || bench.peers().len() == 2);
    bench.tell(All, args::Tell::default()).unwrap();
    let before = [seen.before(), seen.before()];
    assert_ne!(before[0].peer.name(), before[1].peer.name());
    for wire in &mut wires {
        assert_eq!(wire.receive()["method"], "tell");
        assert_eq!(seen.after().1, Ok(()));
    }
}

#[test]
fn a_method_that_the_spec_does_not_have_is_marked() {
    let (at_client, sent) = spy();
    let (at_bench, received) = spy();
    let (_bench, client) = talk_as(
        Bench::builder().intercept(at_bench),
        Client::builder().intercept(at_client),
        |bench, _client| bench.on_unknown(|call| call.answer(1)),
    );
    client.all().call_raw("vendor/x", ()).result().unwrap();
    assert!(!sent.before().is_in_spec);
    assert!(!received.before().is_in_spec);
}

/// An interceptor that panics after each message.
struct PanicsAfter;

impl Interceptor for PanicsAfter {
    fn after(&self, _info: &CallInfo, _end: &CallEnd) {
        panic!("on purpose");
    }
}

#[test]
fn a_panic_after_a_message_does_not_concern_other_interceptors() {
    let (spy, seen) = spy();
    let (_bench, client) = talk_as(
        Bench::builder(),
        Client::builder().intercept(PanicsAfter).intercept(spy),
        |bench, _client| {
            bench.echo.connect(|_sender, args| args.text);
        },
    );
    client.echo(All, args::Echo::default()).result().unwrap();
    assert!(is_outgoing(&seen.before(), "echo", true));
    assert_eq!(seen.after().1, Ok(()));
}

#[test]
fn an_argument_that_cannot_be_read_is_not_told_to_interceptors() {
    let (spy, seen) = spy();
    let (_bench, address) = serve(Bench::builder().intercept(spy), |bench| {
        bench.blob.connect(|_sender, args| args.data);
    });
    let call = r#"{"jsonrpc":"2.0","method":"blob","params":{"data":"SECRET"},"id":1}"#;
    let answer = Wire::to(&address).exchange(call);
    assert_eq!(answer["error"]["code"], -32602);
    let end = seen.after().1.unwrap_err().to_string();
    assert!(
        end.contains("invalid arguments") && !end.contains("SECRET"),
        "{end}"
    );
}
