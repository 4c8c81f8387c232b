//! The dialect is the one of the delimiter, unless the program chooses another one.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use end_to_end::SOON;
use end_to_end::json_rpc::args;
use qrpc_runtime::codec::{Dialect, Jrpc};
use qrpc_runtime::{All, Limits};

use crate::{answering, answers};

/// Whether a side with this codec answers noise, and whether it sends batches.
fn habits(codec: Jrpc, delimiter: u8) -> (bool, bool) {
    let (api, wire) = answering(codec, Limits::default());
    let mut wire = wire.delimited_by(delimiter);
    let answers_noise = !answers(&mut wire, "noise").is_empty();
    let calls = |peer: &end_to_end::json_rpc::PublishedPeer| {
        peer.notify_hello(args::NotifyHello::default())?;
        peer.notify_hello(args::NotifyHello::default())
    };
    api.batch(All, calls).unwrap();
    (answers_noise, wire.receive().is_array())
}

#[test]
fn the_delimiter_implies_the_dialect_and_the_program_may_choose_it() {
    let lines = || Jrpc::delimited_by("\n").unwrap();
    assert_eq!(habits(Jrpc::default(), 0), (false, false));
    assert_eq!(habits(lines(), b'\n'), (true, true));
    let strict = Jrpc::default().with_dialect(Dialect::JsonRpc);
    assert_eq!(habits(strict, 0), (true, true));
    let careful = lines().with_dialect(Dialect::QuickRpc);
    assert_eq!(habits(careful, b'\n'), (false, false));
}

/// Everything that a side with this codec answers to a peer that sends these bytes and nothing more.
fn answer_to(codec: &str, bytes: &[u8]) -> Vec<u8> {
    let (api, _wire) = answering(codec, Limits::default());
    let mut peer = TcpStream::connect(api.address().unwrap()).unwrap();
    peer.set_read_timeout(Some(SOON)).unwrap();
    peer.write_all(bytes).unwrap();
    peer.shutdown(Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    peer.read_to_end(&mut answer).unwrap();
    assert!(api.counters().noise + api.counters().strays > 0, "{codec}");
    answer
}

#[test]
fn two_sides_never_answer_the_errors_of_each_other() {
    for (codec, noise) in [
        ("jrpc", &b"x\0{}\0[1]\0{\"method\":1,\"id\":\"a\"}\0"[..]),
        (r"jrpc:\n", b"x\n{}\n[1]\n[\n[]\n{\"method\":1,\"id\":1}\n"),
        (
            "headers",
            b"Content-Length: 1\r\n\r\nxContent-Length: 3\r\n\r\n[1]",
        ),
        ("terse", b"[5\nm/ a:1\nm/5 a\n\xff\n"),
        (
            "msgpack",
            b"\0\0\0\x01\x05\0\0\0\x02\x91\x03\0\0\0\x03\x92\x00\x05",
        ),
    ] {
        let errors = answer_to(codec, noise);
        assert!(!errors.is_empty(), "{codec}");
        let answer = answer_to(codec, &errors);
        assert_eq!(answer, b"", "{codec}: {}", errors.escape_ascii());
    }
}
