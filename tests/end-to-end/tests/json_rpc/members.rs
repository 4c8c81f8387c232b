//! The members of a request.

use serde_json::Value;

use crate::{check, error, result};

const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;

#[test]
fn the_members_of_a_request() {
    let invalid_with_id = || vec![error(1, INVALID_REQUEST)];
    check(&[
        // `jsonrpc` is exactly the string "2.0".
        (
            r#"{"method":"sum","params":[1,2,4],"id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":2.0,"method":"nothing","id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2","method":"nothing","id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.00","method":"nothing","id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","id":1}"#,
            vec![result(1, Value::Null)],
        ),
        (
            r#"{"jsonrpc":"\u0032.0","method":"nothing","id":1}"#,
            vec![result(1, Value::Null)],
        ),
        // Names of members are case-sensitive.
        (
            r#"{"jsonrpc":"2.0","Method":"nothing","params":[],"id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"JSONRPC":"2.0","method":"nothing","id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","\u006dethod":"nothing","id":1}"#,
            vec![result(1, Value::Null)],
        ),
        // `method` is a string.
        (r#"{"jsonrpc":"2.0","method":1,"id":1}"#, invalid_with_id()),
        (
            r#"{"jsonrpc":"2.0","method":null,"params":[],"id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":["nothing"],"id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"noth\u0069ng","id":1}"#,
            vec![result(1, Value::Null)],
        ),
        (r#"{"jsonrpc":"2.0","params":{},"id":1}"#, invalid_with_id()),
        // Without `params`, the message may be a reply that lacks its result. With the id 1, the
        // peer could take the error for the reply to its own call 1.
        (
            r#"{"jsonrpc":"2.0","id":1}"#,
            vec![error(Value::Null, INVALID_REQUEST)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"","id":1}"#,
            vec![error(1, METHOD_NOT_FOUND)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"Nothing","id":1}"#,
            vec![error(1, METHOD_NOT_FOUND)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"rpc.discover","id":1}"#,
            vec![error(1, METHOD_NOT_FOUND)],
        ),
    ]);
}

#[test]
fn the_values_of_members() {
    let invalid = || vec![error(Value::Null, INVALID_REQUEST)];
    let invalid_with_id = || vec![error(1, INVALID_REQUEST)];
    check(&[
        // `params` is an object or a list, or absent.
        (
            r#"{"jsonrpc":"2.0","method":"nothing","params":{},"id":1}"#,
            vec![result(1, Value::Null)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","params":[],"id":1}"#,
            vec![result(1, Value::Null)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","params":null,"id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","params":"x","id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","params":1,"id":1}"#,
            invalid_with_id(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","params":true,"id":1}"#,
            invalid_with_id(),
        ),
        // `id` is a string, a number or null.
        (
            r#"{"jsonrpc":"2.0","method":"nothing","id":true}"#,
            invalid(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"nothing","id":[1]}"#,
            invalid(),
        ),
        (r#"{"jsonrpc":"2.0","method":"nothing","id":{}}"#, invalid()),
        // Other members are ignored.
        (
            r#"{"jsonrpc":"2.0","method":"nothing","id":1,"traceparent":"00-1","meta":{"a":[1]}}"#,
            vec![result(1, Value::Null)],
        ),
        // A message is an object.
        ("1", invalid()),
        ("\"nothing\"", invalid()),
        ("null", invalid()),
        ("true", invalid()),
        ("{}", invalid()),
    ]);
}
