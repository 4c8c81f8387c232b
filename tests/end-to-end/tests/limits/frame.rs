//! The limit on the size of a frame, for receiving and sending.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Server, Wire, outcome, serve};
use qrpc_runtime::{All, CallError, DisconnectReason, Fault, Limits, PeerEvent};

const LIMIT: usize = 1000;

fn limited() -> Limits {
    Limits {
        frame: LIMIT,
        ..Limits::default()
    }
}

/// Returns a bench, its address, and a channel with the reasons why peers were disconnected.
fn bench() -> (Bench, String, mpsc::Receiver<DisconnectReason>) {
    let (log, gone) = mpsc::channel();
    let (bench, address) = serve(Bench::builder().limits(limited()), |bench| {
        bench.echo.connect(|_, args| args.text.len().to_string());
        bench.on_peer(move |event| {
            if let PeerEvent::Disconnected(_, reason) = event {
                log.send(reason.clone()).unwrap();
            }
        });
    });
    (bench, address, gone)
}

/// Returns a call whose payload has exactly this number of bytes.
fn call_of(bytes: usize) -> String {
    let call = |text: &str| {
        format!(r#"{{"jsonrpc":"2.0","method":"echo","params":{{"text":"{text}"}},"id":1}}"#)
    };
    call(&"x".repeat(bytes - call("").len()))
}

#[test]
fn the_longest_frame_is_taken() {
    let (_bench, address, _gone) = bench();
    let mut wire = Wire::to(&address);
    let answer = wire.exchange(&call_of(LIMIT));
    assert!(answer["result"].is_string(), "{answer}");
}

#[test]
fn a_longer_frame_ends_its_connection() {
    let (_bench, address, gone) = bench();
    let mut wire = Wire::to(&address);
    wire.send(call_of(LIMIT + 1));
    assert!(wire.ends());
    let reason = gone.recv_timeout(SOON).unwrap();
    assert!(matches!(&reason, DisconnectReason::Broken(_)), "{reason}");
}

#[test]
fn a_frame_that_gets_too_long_ends_its_connection_before_it_is_whole() {
    let (_bench, address, gone) = bench();
    let mut wire = Wire::to(&address);
    wire.send_raw(&vec![b'x'; LIMIT + 1]);
    assert!(wire.ends());
    let reason = gone.recv_timeout(SOON).unwrap();
    assert!(reason.to_string().contains("1000 bytes"), "{reason}");
}

#[test]
fn a_frame_that_is_too_long_costs_nobody_else() {
    let (_bench, address, gone) = bench();
    let mut good = Wire::to(&address);
    assert!(good.exchange(&call_of(100))["result"].is_string());
    Wire::to(&address).send(call_of(LIMIT + 1));
    assert!(gone.recv_timeout(SOON).is_ok());
    assert!(good.exchange(&call_of(100))["result"].is_string());
}

#[test]
fn many_small_frames_in_one_read_are_no_long_one() {
    let (_bench, address, _gone) = bench();
    let mut wire = Wire::to(&address);
    let calls = [call_of(500).as_str(); 10].join("\0");
    wire.send(calls);
    for _ in 0..10 {
        assert!(wire.receive()["result"].is_string());
    }
}

/// Returns a client with the limit, and the plain server to which it is connected.
fn client() -> (Client, Wire) {
    let server = Server::open();
    let client = Client::builder()
        .limits(limited())
        .transport(server.transport())
        .build()
        .unwrap();
    client.start().unwrap();
    let wire = server.accept();
    (client, wire)
}

#[test]
fn what_fills_a_frame_is_sent_and_one_byte_more_is_not() {
    let (client, mut wire) = client();
    client.note(All, args::Note::default().text("x")).unwrap();
    let around = wire.receive_text().len() + "\0".len() - "x".len();
    let note = |bytes| {
        let text = "x".repeat(bytes - around);
        client.note(All, args::Note::default().text(text))
    };
    note(LIMIT).unwrap();
    assert_eq!(wire.receive_text().len() + "\0".len(), LIMIT);
    let error = note(LIMIT + 1).unwrap_err();
    assert!(
        matches!(error.failed[0].1, CallError::Unsendable(_)),
        "{error}"
    );
    note(LIMIT).unwrap();
    assert_eq!(wire.receive_text().len() + "\0".len(), LIMIT);
}

#[test]
fn an_answer_that_is_too_long_disconnects_its_call() {
    let (client, mut wire) = client();
    let promise = client.echo(All, args::Echo::default());
    let id = wire.receive()["id"].take();
    let text = "x".repeat(LIMIT);
    wire.send(format!(
        r#"{{"jsonrpc":"2.0","result":"{text}","id":{id}}}"#
    ));
    assert!(matches!(
        outcome(&client, promise),
        Err(CallError::Disconnected {
            reason: DisconnectReason::Broken(_),
            ..
        })
    ));
}

#[test]
fn a_result_and_an_error_that_hold_the_delimiter_are_answered() {
    let (_bench, address) = serve(Bench::builder().codec("jrpc:|"), |bench| {
        bench.echo.try_connect(|_, args| match args.text.as_str() {
            "error" => Err(Fault::with_code(7, "a|b")),
            _ => Ok("a|b".to_owned()),
        });
    });
    let mut wire = Wire::to(&address).delimited_by(b'|');
    for (text, code) in [("error", 7), ("result", -32603)] {
        let call =
            format!(r#"{{"jsonrpc":"2.0","method":"echo","params":{{"text":"{text}"}},"id":1}}"#);
        let answer = wire.exchange(&call);
        assert_eq!(answer["error"]["code"], code, "{answer}");
        let message = answer["error"]["message"].as_str().unwrap();
        assert_eq!(message.contains("contains the delimiter"), text == "result");
    }
}

#[test]
fn an_error_that_fills_more_than_a_frame_keeps_its_code() {
    let (_bench, address) = serve(Bench::builder().limits(limited()), |bench| {
        bench
            .echo
            .try_connect(|_, args| Err(Fault::with_code(7, args.text.repeat(LIMIT))));
    });
    let answer = Wire::to(&address).exchange(&call_of(100));
    assert_eq!(answer["error"]["code"], 7, "{answer}");
    assert_eq!(answer["id"], 1);
}
