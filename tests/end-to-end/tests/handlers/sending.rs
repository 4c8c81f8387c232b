//! The form of a call on the wire.

use end_to_end::bench::{Channel, Client, Reading, args};
use end_to_end::{Server, Wire};
use qrpc_runtime::{All, Bytes};
use serde_json::{Value, json};

/// Returns a client, and the plain server to which it is connected.
fn connected() -> (Client, Wire) {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport())
        .build()
        .unwrap();
    client.start().unwrap();
    let wire = server.accept();
    (client, wire)
}

/// Returns the message that `call` sends.
fn sent<T>(call: impl FnOnce(&Client) -> T) -> Value {
    let (client, mut wire) = connected();
    let _promise = call(&client);
    wire.receive()
}

#[test]
fn a_notification_has_no_id() {
    assert_eq!(
        sent(|client| client.note(All, args::Note::default().text("x"))),
        json!({"jsonrpc": "2.0", "method": "note", "params": {"text": "x"}})
    );
}

#[test]
fn calls_are_counted_from_one() {
    let (client, mut wire) = connected();
    for id in 1..4 {
        let _promise = client.maybe(All);
        assert_eq!(
            wire.receive(),
            json!({"jsonrpc": "2.0", "method": "maybe", "params": {}, "id": id})
        );
    }
}

#[test]
fn an_argument_that_equals_its_default_is_left_out() {
    let params = |b| sent(|client| client.add(All, args::Add::new(1).b(b)))["params"].take();
    assert_eq!(params(1), json!({"a": 1}));
    assert_eq!(params(2), json!({"a": 1, "b": 2}));
}

#[test]
fn arguments_given_by_position_are_sent_by_name() {
    let sent = sent(|client| client.add(All, (20, 22).into()));
    assert_eq!(sent["params"], json!({"a": 20, "b": 22}));
}

#[test]
fn every_field_of_a_record_is_sent_unless_it_is_absent() {
    let history = vec![Reading::new(0.5)];
    let args = args::Measure::new(Channel::Volts).history(history);
    assert_eq!(
        sent(|client| client.measure(All, args))["params"],
        json!({"channel": "volts", "history": [{"value": 0.5, "unit": "V"}]})
    );
}

#[test]
fn bytes_are_sent_as_quickrpc_sends_them() {
    let data = Bytes::from([0, 1, 255]);
    assert_eq!(
        sent(|client| client.blob(All, args::Blob::new(data)))["params"],
        json!({"data": {"__bytes": "AAH/"}})
    );
}
