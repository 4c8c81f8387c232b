//! Ids in every notation, and what the text of JSON-RPC leaves open.

use serde_json::Value;

use crate::{check, error, result};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const INVALID_PARAMS: i64 = -32602;

#[test]
fn ids_come_back_as_they_came() {
    for id in [
        "0",
        "-1",
        "1.5",
        "1e3",
        "1.0",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "null",
        r#""""#,
        r#""1""#,
        r#""a\u0062\n""#,
        r#""äö😀""#,
    ] {
        crate::everywhere(|codec, wire| {
            let frame = format!(r#"{{"jsonrpc":"2.0","method":"nothing","id":{id}}}"#);
            wire.send(frame);
            let expected = format!(r#"{{"jsonrpc":"2.0","result":null,"id":{id}}}"#);
            assert_eq!(wire.receive_text(), expected, "{codec}");
        });
    }
}

#[test]
fn what_the_text_leaves_open() {
    let unreadable = || vec![error(Value::Null, PARSE_ERROR)];
    let invalid = || vec![error(Value::Null, INVALID_REQUEST)];
    let long = format!(
        r#"{{"jsonrpc":"2.0","method":"nothing","id":"{}"}}"#,
        "x".repeat(255)
    );
    check(&[
        // A duplicated member of the message, or of the arguments.
        (
            r#"{"jsonrpc":"2.0","method":"nothing","method":"sum"}"#,
            invalid(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":{"a":1,"a":1,"b":2,"c":4},"id":1}"#,
            vec![error(1, INVALID_PARAMS)],
        ),
        // Not JSON: Python's NaN, a comma too many, text behind. Half of a surrogate pair, which is
        // JSON but not text.
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[NaN,1,2],"id":1}"#,
            unreadable(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,4,],"id":1}"#,
            unreadable(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","id":1} x"#,
            unreadable(),
        ),
        (r"{'jsonrpc':'2.0'}", unreadable()),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":{"\ud800":1},"id":1}"#,
            vec![error(1, INVALID_PARAMS)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"\ud800","id":1}"#,
            vec![error(1, INVALID_REQUEST)],
        ),
        // Ids above 256 bytes.
        (&long, invalid()),
        // Integers in any notation.
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1.0,2e0,4],"id":1}"#,
            vec![result(1, 7)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1.5,2,4],"id":1}"#,
            vec![error(1, INVALID_PARAMS)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[9007199254740993,0,0],"id":1}"#,
            vec![result(1, 9_007_199_254_740_993_i64)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[9223372036854775808,0,0],"id":1}"#,
            vec![error(1, INVALID_PARAMS)],
        ),
        // Both a call and a reply.
        (
            r#"{"jsonrpc":"2.0","method":"nothing","result":1,"id":1}"#,
            vec![error(1, INVALID_REQUEST)],
        ),
    ]);
}
