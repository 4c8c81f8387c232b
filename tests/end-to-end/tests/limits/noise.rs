//! Frames that do not contain a message.

use end_to_end::bench::Bench;
use end_to_end::{Wire, serve};
use serde_json::json;

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;

const CALL: &str = r#"{"jsonrpc":"2.0","method":"maybe","params":{},"id":1}"#;

/// Frames that are not messages, each with the error code of JSON-RPC for it.
const NOISE: &[(&[u8], i64)] = &[
    (b"{", PARSE_ERROR),
    (b"}{", PARSE_ERROR),
    (b"nonsense", PARSE_ERROR),
    (b"\xff\xfe", PARSE_ERROR),
    (
        br#"{"jsonrpc":"2.0","method":"maybe","id":1} x"#,
        PARSE_ERROR,
    ),
    (b"[]", INVALID_REQUEST),
    (b"1", INVALID_REQUEST),
    (b"null", INVALID_REQUEST),
    (br#""text""#, INVALID_REQUEST),
    (b"{}", INVALID_REQUEST),
    (br#"{"jsonrpc":"2.0","method":7}"#, INVALID_REQUEST),
    (
        br#"{"jsonrpc":"2.0","method":"maybe","id":true}"#,
        INVALID_REQUEST,
    ),
    (
        br#"{"jsonrpc":"2.0","method":"maybe","id":[1]}"#,
        INVALID_REQUEST,
    ),
    (
        br#"{"jsonrpc":"2.0","method":"maybe","method":"echo"}"#,
        INVALID_REQUEST,
    ),
];

#[test]
fn where_the_delimiter_is_zero_noise_is_counted_and_not_answered() {
    let (bench, address) = serve(Bench::builder(), |_| {});
    let mut wire = Wire::to(&address);
    for (frame, _) in NOISE {
        wire.send(frame);
        let answer = wire.exchange(CALL);
        assert_eq!(answer, json!({"jsonrpc": "2.0", "result": null, "id": 1}));
    }
    assert_eq!(bench.counters().noise, NOISE.len() as u64);
}

#[test]
fn where_the_delimiter_is_another_noise_is_answered_once_with_id_null() {
    let (bench, address) = serve(Bench::builder().codec("jrpc:\\n"), |_| {});
    let mut wire = Wire::to(&address).delimited_by(b'\n');
    for (frame, code) in NOISE {
        wire.send(frame);
        let answer = wire.receive();
        let text = String::from_utf8_lossy(frame);
        assert_eq!(answer["error"]["code"], *code, "{text}: {answer}");
        assert!(answer["id"].is_null(), "{text}: {answer}");
        assert_eq!(wire.exchange(CALL)["id"], 1);
    }
    assert_eq!(bench.counters().noise, NOISE.len() as u64);
}

#[test]
fn lines_may_have_blanks_around_them_and_a_byte_order_mark_before_them() {
    let (bench, address) = serve(Bench::builder().codec("jrpc:\\n"), |_| {});
    let mut wire = Wire::to(&address).delimited_by(b'\n');
    for before in [
        "\u{FEFF}",
        "\n",
        "\r\n",
        " \t\r\n",
        "\u{FEFF}\r\n",
        "  \n  \n ",
        "",
    ] {
        wire.send_raw(before.as_bytes());
        wire.send_raw(format!("{CALL} \r\n").as_bytes());
        let answer = wire.receive();
        assert_eq!(answer["result"], json!(null), "{before:?}: {answer}");
    }
    assert_eq!(bench.counters().noise, 0);
}

#[test]
fn lines_that_end_otherwise_may_have_blanks_too() {
    for (codec, end) in [("jrpc:\\r", "\r"), ("jrpc:\\r\\n", "\r\n")] {
        let (bench, address) = serve(Bench::builder().codec(codec), |_| {});
        let last = *end.as_bytes().last().unwrap();
        let mut wire = Wire::to(&address).delimited_by(last);
        wire.send_raw(format!("{end} \t{end}\u{FEFF}{CALL} {end}").as_bytes());
        let answer = wire.receive_text();
        assert!(answer.contains("\"result\":null"), "{codec:?}: {answer}");
        assert_eq!(bench.counters().noise, 0);
    }
}

#[test]
fn what_is_no_message_is_shown_shortened_and_escaped() {
    let (tells, told) = std::sync::mpsc::channel();
    let (_bench, address) = serve(Bench::builder(), |bench| {
        bench.on_problem(move |problem| tells.send(problem.error.message.clone()).unwrap());
    });
    let mut wire = Wire::to(&address);
    for (frame, shown) in [
        ("Listening on port 80".to_owned(), "`Listening on port 80`"),
        ("a\u{1b}[31mred\n".to_owned(), r"`a\u{1b}[31mred\n`"),
        ("x".repeat(5000), "xxx…`"),
    ] {
        wire.send(frame);
        let message = told.recv_timeout(end_to_end::SOON).unwrap();
        assert!(message.contains(shown), "{message}");
        assert!(message.len() < 300, "{message}");
    }
}

#[test]
fn empty_frames_are_skipped() {
    let (bench, address) = serve(Bench::builder(), |_| {});
    let mut wire = Wire::to(&address);
    wire.send_raw(b"\0\0\0");
    assert_eq!(wire.exchange(CALL)["id"], 1);
    assert_eq!(bench.counters().noise, 0);
}

#[test]
fn replies_that_nobody_asked_for_are_strays_and_not_answered() {
    let (bench, address) = serve(Bench::builder().codec("jrpc:\\n"), |_| {});
    let mut wire = Wire::to(&address).delimited_by(b'\n');
    for reply in [
        r#"{"jsonrpc":"2.0","result":1,"id":1}"#,
        r#"{"jsonrpc":"2.0","result":1,"id":"abc"}"#,
        r#"{"jsonrpc":"2.0","result":1,"id":null}"#,
        r#"{"jsonrpc":"2.0","result":1}"#,
        r#"{"jsonrpc":"2.0","error":{"code":1,"message":"m"},"id":null}"#,
    ] {
        wire.send(reply);
    }
    assert_eq!(wire.exchange(CALL)["id"], 1);
    assert_eq!(bench.counters().strays, 5);
    assert_eq!(bench.counters().noise, 0);
}
