//! The codec `headers`, with a peer that writes header blocks itself.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc;

use end_to_end::bench::Bench;
use end_to_end::{SOON, serve};
use qrpc_runtime::{DisconnectReason, Limits, PeerEvent};

const LIMIT: usize = 1000;

const CALL: &str = r#"{"jsonrpc":"2.0","id":"a","method":"echo","params":{"text":"hi"}}"#;
const ANSWER: &str = r#"{"jsonrpc":"2.0","result":"hi","id":"a"}"#;

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// Returns a bench that speaks `headers`, a connection to it, and the reasons of disconnects.
fn connected() -> (Bench, TcpStream, mpsc::Receiver<DisconnectReason>) {
    let (log, gone) = mpsc::channel();
    let limits = Limits {
        frame: LIMIT,
        ..Limits::default()
    };
    let builder = Bench::builder().codec("headers").limits(limits);
    let (bench, address) = serve(builder, |bench| {
        bench.echo.connect(|_, args| args.text);
        bench.on_peer(move |event| {
            if let PeerEvent::Disconnected(_, reason) = event {
                log.send(reason.clone()).unwrap();
            }
        });
    });
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(SOON)).unwrap();
    stream.set_nodelay(true).unwrap();
    (bench, stream, gone)
}

fn receives(stream: &mut TcpStream, expected: &str) {
    let mut bytes = vec![0; expected.len()];
    stream.read_exact(&mut bytes).unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes), expected);
}

#[test]
fn a_message_is_answered_however_it_is_split() {
    let (_bench, mut stream, _gone) = connected();
    stream.write_all(framed(CALL).repeat(2).as_bytes()).unwrap();
    receives(&mut stream, &framed(ANSWER).repeat(2));
    for byte in framed(CALL).bytes() {
        stream.write_all(&[byte]).unwrap();
    }
    receives(&mut stream, &framed(ANSWER));
}

#[test]
fn a_body_that_is_not_json_is_answered_and_an_empty_one_is_skipped() {
    let (_bench, mut stream, _gone) = connected();
    let frames = [framed("oops"), framed(""), framed(CALL)].concat();
    stream.write_all(frames.as_bytes()).unwrap();
    let mut block = [0; "Content-Length: 123\r\n\r\n".len()];
    stream.read_exact(&mut block).unwrap();
    let digits: String = block.iter().map(|byte| char::from(*byte)).collect();
    let length: usize = digits.trim()["Content-Length: ".len()..].parse().unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        (&answer["id"], &answer["error"]["code"]),
        (&().into(), &(-32700).into())
    );
    receives(&mut stream, &framed(ANSWER));
}

#[test]
fn a_block_after_which_no_message_can_be_read_ends_its_connection_with_the_reason() {
    for (block, expected) in [
        (
            format!("Content-Length: {}\r\n\r\n", LIMIT + 1),
            "1001 bytes",
        ),
        ("Content-Length: -1\r\n".to_owned(), "`-1`"),
        ("Content-Type: a; charset=koi8-r\r\n".to_owned(), "`koi8-r`"),
        (format!("{CALL}\n"), "not a header"),
    ] {
        let (_bench, mut stream, gone) = connected();
        stream.write_all(block.as_bytes()).unwrap();
        let reason = gone.recv_timeout(SOON).unwrap();
        assert!(matches!(&reason, DisconnectReason::Broken(_)), "{reason}");
        assert!(reason.to_string().contains(expected), "{reason}");
    }
}
