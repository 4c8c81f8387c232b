use super::Headers;
use super::block::MAX_BLOCK;
use crate::codec::{Codec as _, Split};

fn split(bytes: &[u8]) -> Split {
    Headers::default().split(bytes, 0)
}

/// Splits after every byte, with the progress of the previous split, as a connection does.
fn split_bytewise(bytes: &[u8]) -> Split {
    let mut scanned = 0;
    for end in 0..=bytes.len() {
        match Headers::default().split(&bytes[..end], scanned) {
            Split::Partial(progress) => scanned = progress,
            found => return found,
        }
    }
    Split::Partial(scanned)
}

fn problem(block: &[u8]) -> String {
    assert_eq!(
        split(block),
        split_bytewise(block),
        "{}",
        block.escape_ascii()
    );
    match split(block) {
        Split::Broken(problem) => problem.into_owned(),
        other => panic!("{}: {other:?}", block.escape_ascii()),
    }
}

#[test]
fn the_body_is_found_behind_every_header_block_that_peers_write() {
    let long = format!("Content-Length: 5\r\nX: {}\r\n\r\n", "x".repeat(8000));
    for block in [
        "Content-Length: 5\r\n\r\n",
        "content-length:5\r\n\r\n",
        "CONTENT-LENGTH: \t 5 \t\r\n\r\n",
        "Content-Length: 0005\r\n\r\n",
        "Content-Length: 5\n\n",
        "Content-Length: 5\n\r\n",
        "Content-Length: 5\r\nContent-Length: 5\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: 5\r\n\r\n",
        "Content-Length: 5\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n",
        "Content-Length: 5\r\ncontent-type: a/b; x=y; CharSet = \"Utf-8\" ;z\r\n\r\n",
        "Content-Length: 5\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n",
        "Content-Length: 5\r\nContent-Type:\r\n\r\n",
        "X-Other: a: b\r\nContent-Length: 5\r\nX-Empty:\r\n\r\n",
        &long,
    ] {
        let start = block.len();
        let (payload, next) = (start..start + 5, start + 5);
        let found = Split::Frame { payload, next };
        assert_eq!(split(block.as_bytes()), found, "{block:?}");
        assert_eq!(split_bytewise(block.as_bytes()), found, "{block:?}");
        let followed = format!("{block}{{   }}Content-Length: x");
        assert_eq!(split(followed.as_bytes()), found, "{followed:?}");
    }
}

#[test]
fn a_bad_header_block_is_refused_with_a_reason_that_names_the_fault() {
    const LENGTH: &str = "Content-Length is ";
    for (block, expected) in [
        ("\r\n", "the header block has no Content-Length"),
        ("\n", "the header block has no Content-Length"),
        ("X: 1\r\n\r\n", "the header block has no Content-Length"),
        (
            "Content-Length: 5\r\ncontent-length: 6\r\n\r\n",
            "the header block has two different values of Content-Length: 5 and 6",
        ),
        ("Content-Length: abc\r\n", "not a number of bytes: `abc`"),
        ("Content-Length:\r\n", "not a number of bytes: ``"),
        ("Content-Length: -5\r\n", "not a number of bytes: `-5`"),
        ("Content-Length: +5\r\n", "not a number of bytes: `+5`"),
        ("Content-Length: 5.0\r\n", "not a number of bytes: `5.0`"),
        ("Content-Length: 5, 5\r\n", "not a number of bytes: `5, 5`"),
        ("Content-Length: 0x5\r\n", "not a number of bytes: `0x5`"),
        ("Content-Length: 5\r5\r\n", r"not a number of bytes: `5\r5`"),
        (
            "Content-Length: 99999999999999999999\r\n",
            "too large: `99999999999999999999`",
        ),
        (
            "Content-Type: a/b; charset=latin1\r\n",
            "Content-Type has a charset other than utf-8: `latin1`",
        ),
        (
            "Content-Type: a/b; charset=\"utf-16\"\r\n",
            "Content-Type has a charset other than utf-8: `utf-16`",
        ),
        (
            "{\"jsonrpc\":\"2.0\"}\n",
            "a line before a message is not a header: `{\"jsonrpc\":\"2.0\"}`",
        ),
        ("Content-Length 5\r\n", "not a header: `Content-Length 5`"),
        (
            "Content-Length : 5\r\n",
            "not a header: `Content-Length : 5`",
        ),
        (
            " Content-Length: 5\r\n",
            "not a header: ` Content-Length: 5`",
        ),
        (": 5\r\n", "not a header: `: 5`"),
    ] {
        let problem = problem(block.as_bytes());
        assert!(problem.ends_with(expected), "{block:?}: {problem}");
        if expected.starts_with("not a number") || expected.starts_with("too large") {
            assert!(problem.starts_with(LENGTH), "{block:?}: {problem}");
        }
    }
    let largest = format!("Content-Length: {}\r\n\r\n", usize::MAX);
    assert_eq!(
        problem(largest.as_bytes()),
        format!("Content-Length is too large: {}", usize::MAX)
    );
}

#[test]
fn a_header_block_has_a_maximum_length() {
    let end = "\r\n\r\n";
    let block = |length: usize| {
        let headers = "Content-Length: 5\r\nX: ";
        let value = "x".repeat(length - headers.len() - end.len());
        format!("{headers}{value}{end}")
    };
    assert!(matches!(
        split(block(MAX_BLOCK).as_bytes()),
        Split::Frame { .. }
    ));
    for bytes in [
        block(MAX_BLOCK + 1),
        "x".repeat(MAX_BLOCK),
        "x: y\n".repeat(MAX_BLOCK),
    ] {
        assert_eq!(
            problem(bytes.as_bytes()),
            "the header block exceeds 8192 bytes"
        );
    }
}

#[test]
fn complete_lines_are_scanned_once() {
    let lines = b"Content-Length: 5\r\nContent-Ty";
    assert_eq!(split(lines), Split::Partial("Content-Length: 5\r\n".len()));
    assert_eq!(split(b"Content-Length: 5\r"), Split::Partial(0));
}

#[test]
fn the_header_block_is_inserted_before_its_message_only() {
    for length in [0, 1, 9, 10, 1000] {
        let mut bytes = b"before".to_vec();
        bytes.resize(6 + length, b'x');
        Headers::default().frame(&mut bytes, 6).unwrap();
        let message = "x".repeat(length);
        let expected = format!("beforeContent-Length: {length}\r\n\r\n{message}");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
