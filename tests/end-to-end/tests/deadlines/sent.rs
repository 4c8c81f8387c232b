//! The timeout of the caller on the wire.

use std::sync::mpsc;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Server, Wire, serve, talk_as};
use qrpc_runtime::All;
use serde_json::Value;

use crate::{BRIEF, LONG};

/// The member of a call that has the timeout, as a client with the timeout `LONG` sends it.
fn sent(is_sent: bool, call: impl FnOnce(&Client)) -> Value {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport())
        .timeout(LONG)
        .send_timeouts(is_sent)
        .build()
        .unwrap();
    client.start().unwrap();
    call(&client);
    server.accept().receive()["rpc.timeout"].clone()
}

#[test]
fn a_call_says_how_long_its_caller_waits() {
    let own = sent(true, |client| _ = client.echo(All, args::Echo::default()));
    assert_eq!(own, 1_000_000);
    let method = sent(true, |client| _ = client.brief(All, args::Brief::default()));
    assert_eq!(method, 100);
}

#[test]
fn a_part_of_a_millisecond_counts_as_a_whole_one() {
    for (time, milliseconds) in [
        (Duration::from_nanos(1), 1),
        (BRIEF, 20),
        (LONG / 3, 333_334),
    ] {
        // Whether the call is sent before its time is over does not matter to the sending side.
        let call = |client: &Client| _ = client.all().within(time).echo(args::Echo::default());
        assert_eq!(sent(true, call), milliseconds, "{time:?}");
    }
}

#[test]
fn a_call_says_nothing_if_it_may_take_forever_or_was_not_asked_to() {
    let patient = sent(true, |client| _ = client.patient(All));
    assert_eq!(patient, Value::Null);
    let note = sent(true, |client| {
        client.note(All, args::Note::default()).unwrap();
    });
    assert_eq!(note, Value::Null);
    let quiet = sent(false, |client| _ = client.echo(All, args::Echo::default()));
    assert_eq!(quiet, Value::Null);
}

#[test]
fn a_handler_has_the_shorter_time_of_both_sides() {
    for (here, there, shorter) in [(LONG, BRIEF, BRIEF), (BRIEF, LONG, BRIEF)] {
        let (reports, left) = mpsc::channel();
        let client = Client::builder().send_timeouts(true);
        let (_bench, client) = talk_as(Bench::builder().timeout(here), client, |bench, _| {
            bench.echo.connect(move |sender, args| {
                reports.send(sender.time_left()).unwrap();
                args.text
            });
        });
        // The reply may come too late, but the handler has run.
        _ = client
            .all()
            .within(there)
            .echo(args::Echo::default())
            .result();
        let left = left.recv_timeout(SOON).unwrap().unwrap();
        assert!(left <= shorter, "{left:?}");
    }
}

#[test]
fn a_handler_without_a_limit_has_the_time_of_its_caller() {
    let (reports, left) = mpsc::channel();
    let client = Client::builder().send_timeouts(true);
    let (_bench, client) = talk_as(Bench::builder(), client, |bench, _| {
        bench.patient.connect(move |sender| {
            reports.send(sender.time_left()).unwrap();
            String::new()
        });
    });
    client.all().within(LONG).patient().result().unwrap();
    let left = left.recv_timeout(SOON).unwrap().unwrap();
    assert!(left <= LONG && left > LONG / 2, "{left:?}");
}

#[test]
fn a_member_that_is_not_a_number_of_milliseconds_is_ignored() {
    let (reports, left) = mpsc::channel();
    let (_bench, address) = serve(Bench::builder().timeout(LONG), |bench| {
        bench.echo.connect(move |sender, args| {
            reports.send(sender.time_left()).unwrap();
            args.text
        });
    });
    let mut wire = Wire::to(&address);
    for (text, is_read) in [
        ("5", true),
        ("5.0", true),
        ("0", true),
        ("-5", false),
        ("0.5", false),
        ("1e300", false),
        ("18446744073709551616", false),
        ("18446744073709551615", false),
        ("null", false),
        ("\"soon\"", false),
        ("[5]", false),
        ("{}", false),
    ] {
        let call = format!(
            r#"{{"jsonrpc":"2.0","method":"echo","params":{{}},"id":1,"rpc.timeout":{text}}}"#
        );
        assert!(wire.exchange(&call)["result"].is_string(), "{text}");
        let left = left.recv_timeout(SOON).unwrap().unwrap();
        assert_eq!(left < LONG / 2, is_read, "{text}: {left:?}");
    }
}
