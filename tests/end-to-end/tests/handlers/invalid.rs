//! Messages that are invalid as a whole, but have the id of a call.

use end_to_end::bench::Bench;
use end_to_end::{Wire, serve};

const INVALID_REQUEST: i64 = -32600;

const CALL: &str = r#"{"jsonrpc":"2.0","method":"maybe","params":{},"id":"end"}"#;

const INVALID: &[(&str, i64)] = &[
    (r#"{"method":"maybe","id":7}"#, INVALID_REQUEST),
    (
        r#"{"jsonrpc":"1.0","method":"maybe","id":7}"#,
        INVALID_REQUEST,
    ),
    (
        r#"{"jsonrpc":2.0,"method":"maybe","id":7}"#,
        INVALID_REQUEST,
    ),
    (r#"{"jsonrpc":"2.0","params":{},"id":7}"#, INVALID_REQUEST),
    (r#"{"jsonrpc":"2.0","method":5,"id":7}"#, INVALID_REQUEST),
    (
        r#"{"jsonrpc":"2.0","method":"maybe","result":1,"id":7}"#,
        INVALID_REQUEST,
    ),
    (
        r#"{"jsonrpc":"2.0","method":"maybe","params":5,"id":7}"#,
        INVALID_REQUEST,
    ),
    (
        r#"{"jsonrpc":"2.0","method":"maybe","params":"x","id":7}"#,
        INVALID_REQUEST,
    ),
    (
        r#"{"jsonrpc":"2.0","method":"maybe","params":null,"id":7}"#,
        INVALID_REQUEST,
    ),
];

fn connected(codec: &str, delimiter: u8) -> (Bench, Wire) {
    let (bench, address) = serve(Bench::builder().codec(codec), |_| {});
    (bench, Wire::to(&address).delimited_by(delimiter))
}

fn is_answered_once_with_its_id(codec: &str, delimiter: u8) {
    let (_bench, mut wire) = connected(codec, delimiter);
    for (message, code) in INVALID {
        let answer = wire.exchange(message);
        assert_eq!(answer["id"], 7, "{message}: {answer}");
        assert_eq!(answer["error"]["code"], *code, "{message}: {answer}");
        assert_eq!(wire.exchange(CALL)["id"], "end", "{message}");
    }
}

#[test]
fn an_invalid_call_is_answered_with_its_id() {
    is_answered_once_with_its_id("jrpc", 0);
}

#[test]
fn an_invalid_call_is_answered_with_its_id_where_noise_is_answered_too() {
    is_answered_once_with_its_id("jrpc:\\n", b'\n');
}

#[test]
fn the_id_of_an_invalid_call_is_echoed_as_it_came() {
    let (_bench, mut wire) = connected("jrpc", 0);
    wire.send(r#"{"jsonrpc":"2.0","method":"maybe","params":5,"id":"a\u0062"}"#);
    assert!(wire.receive_text().ends_with(r#","id":"a\u0062"}"#));
}

#[test]
fn an_invalid_reply_is_not_answered() {
    let (_bench, mut wire) = connected("jrpc", 0);
    for reply in [
        r#"{"jsonrpc":"2.0","error":5,"id":7}"#,
        r#"{"jsonrpc":"2.0","result":1,"error":null,"id":7}"#,
        r#"{"jsonrpc":"2.0","result":1,"error":{},"id":7}"#,
        r#"{"jsonrpc":"2.0","result":null,"error":{},"id":7}"#,
        r#"{"result":1,"id":7}"#,
    ] {
        wire.send(reply);
        assert_eq!(wire.exchange(CALL)["id"], "end", "{reply}");
    }
}
