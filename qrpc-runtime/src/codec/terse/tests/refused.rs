//! Lines that are refused.

use super::Terse;
use crate::codec::{Codec as _, DecodeError, Id, IncomingMessage};

/// The problem of a line, and the number of the call that it answers or makes.
fn problem(line: &str) -> (String, Option<u64>) {
    let number = |id: Option<Id>| match id {
        Some(Id::Number(number)) => Some(number),
        _ => None,
    };
    match Terse::default().decode(line.as_bytes()) {
        Ok(IncomingMessage::Malformed { id, error }) => (error.into_problem(), Some(id)),
        Err(DecodeError::Invalid { problem, call }) => (problem, number(call.id)),
        Err(DecodeError::InvalidReply(problem)) => (problem, None),
        _ => panic!("{line}"),
    }
}

#[test]
fn a_reply_that_is_not_utf_8_fails_its_call() {
    let codec = Terse::default();
    for line in [&b"[7]:\"\xff\""[..], b" [7]! message:\"\xff\""] {
        let reply = codec.decode(line);
        assert!(matches!(
            reply,
            Ok(IncomingMessage::Malformed { id: 7, .. })
        ));
    }
    for line in [&b"[x]:\"\xff\""[..], b"m/7 a:\"\xff\"", b"[7\xff", b"\xff"] {
        let refused = codec.decode(line);
        assert!(matches!(refused, Err(DecodeError::Unreadable(_))));
    }
}

#[test]
fn bad_lines_are_refused_with_their_id() {
    let deep = format!("m/5 a:{}", "[".repeat(64));
    for (line, expected, id) in [
        ("m/ a:1", "the id after the slash is missing", None),
        ("m/18446744073709551616", "the id exceeds 64 bits", None),
        ("m/5 a", "expected a colon after a name", Some(5)),
        ("m/5 a:", "expected a value", Some(5)),
        ("m/5 a:x", "expected a value at `x`", Some(5)),
        ("m/5 a:.", "expected a value at `.`", Some(5)),
        ("m/5 a:-", "expected a value at `-`", Some(5)),
        ("m/5 a:+1", "expected a value at `+1`", Some(5)),
        ("m/5 a:0x10", "expected a value at `0x10`", Some(5)),
        ("m/5 a:nan", "expected a value at `nan`", Some(5)),
        ("m/5 a:1e999", "expected a value at `1e999`", Some(5)),
        ("m/5 a:\"x", "the closing quote is missing", Some(5)),
        ("m/5 a:\"x\\", "the closing quote is missing", Some(5)),
        ("m/5 a:'AA==", "the closing quote is missing", Some(5)),
        ("m/5 a:[1", "`]` is missing", Some(5)),
        ("m/5 a:{b:1", "`}` is missing", Some(5)),
        ("m/5 a:1 a:2", "the name \"a\" is duplicated", Some(5)),
        ("m/5 [1] 2", "expected the end of the line at `2`", Some(5)),
        (&deep, "the nesting exceeds the maximum", Some(5)),
        ("[5]", "a reply must have `:` or `!` after its id", Some(5)),
        ("[5]?", "a reply must have `:` or `!` after its id", Some(5)),
        ("[5]:", "expected a value", Some(5)),
        ("[5]:1 2", "expected the end of the line at `2`", Some(5)),
        (
            "[x]:1",
            "a reply must begin with `[<id>]:` or `[<id>]!`: `[x]:1`",
            None,
        ),
        (
            "[5",
            "a reply must begin with `[<id>]:` or `[<id>]!`: `[5`",
            None,
        ),
    ] {
        assert_eq!(problem(line), (expected.to_owned(), id), "{line}");
    }
    let base64 = problem("m/5 a:'!'").0;
    assert!(base64.contains("base64"), "{base64}");
}
