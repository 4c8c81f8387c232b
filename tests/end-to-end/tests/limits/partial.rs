//! Frames that arrive in pieces, cut at any byte.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use end_to_end::SOON;
use end_to_end::bench::Bench;
use qrpc_runtime::transport::{Channel, Host, OnEnd, Transport};
use qrpc_runtime::{Builder, TransportError};

/// A transport with one connection, on which each read returns one of these pieces. `answers` gets
/// the bytes that are written.
struct Pieces {
    pieces: Vec<Vec<u8>>,
    answers: mpsc::Sender<Vec<u8>>,
}

impl Transport for Pieces {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        let channel = Scripted {
            pieces: Mutex::new(self.pieces.drain(..).collect()),
            answers: self.answers.clone(),
        };
        host.attach("pieces", channel, OnEnd::End);
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {}

    fn address(&self) -> Option<String> {
        None
    }
}

struct Scripted {
    pieces: Mutex<VecDeque<Vec<u8>>>,
    answers: mpsc::Sender<Vec<u8>>,
}

impl Channel for Scripted {
    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        let Some(piece) = self.pieces.lock().unwrap().pop_front() else {
            return Err(ErrorKind::WouldBlock.into());
        };
        into[..piece.len()].copy_from_slice(&piece);
        Ok(piece.len())
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.answers.send(bytes.to_vec()).unwrap();
        Ok(bytes.len())
    }

    fn close(&self) {}
}

/// Returns the first `bytes` bytes that are written in answer to a stream that arrives in these
/// pieces.
fn answered(bench: Builder<Bench>, pieces: Vec<Vec<u8>>, bytes: usize) -> String {
    let (answers, answered) = mpsc::channel();
    let bench = bench.transport(Pieces { pieces, answers }).build().unwrap();
    bench.echo.connect(|sender, args| {
        let user = sender.secinfo().user().unwrap_or_default().to_owned();
        format!("{user} {}", args.text)
    });
    bench.start().unwrap();
    let mut all = Vec::new();
    while all.len() < bytes {
        all.extend(answered.recv_timeout(SOON).unwrap());
    }
    String::from_utf8(all).unwrap()
}

/// Returns a stream of messages, one of which follows a message with security information.
fn stream(delimiter: &str) -> Vec<u8> {
    let messages = [
        r#"{"jsonrpc":"2.0","method":"rpc.secinfo","params":{"user":"eve"}}"#,
        r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"grüße \u0000 \"\\"},"id":1}"#,
        r#"{"jsonrpc":"2.0","method":"note","params":{"text":"quiet"}}"#,
        r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"two"},"id":2}"#,
    ];
    let framed = messages.map(|message| format!("{message}{delimiter}"));
    framed.concat().into_bytes()
}

fn cut_at_every_byte(delimiter: &'static str) {
    let bench = || {
        Bench::builder()
            .codec(format!("jrpc:{delimiter}"))
            .security("blindly_believe_everything:bob")
    };
    let stream = stream(delimiter);
    let header = r#"{"jsonrpc":"2.0","method":"rpc.secinfo","params":{"user":"bob"}}"#;
    let first = r#"{"jsonrpc":"2.0","result":"eve grüße \u0000 \"\\","id":1}"#;
    let second = r#"{"jsonrpc":"2.0","result":" two","id":2}"#;
    let expected = [header, first, header, second].map(|part| format!("{part}{delimiter}"));
    let expected = expected.concat();
    for at in 1..stream.len() {
        let pieces = vec![stream[..at].to_vec(), stream[at..].to_vec()];
        assert_eq!(
            answered(bench(), pieces, expected.len()),
            expected,
            "cut at {at}"
        );
    }
    let bytes = stream.iter().map(|byte| vec![*byte]).collect();
    assert_eq!(answered(bench(), bytes, expected.len()), expected);
}

#[test]
fn a_stream_may_be_cut_at_every_byte() {
    cut_at_every_byte("\0");
}

#[test]
fn a_stream_may_be_cut_within_a_long_delimiter() {
    cut_at_every_byte("\r\n--\r\n");
}
