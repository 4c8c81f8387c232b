//! Single requests and notifications.

use serde_json::{Value, json};

use crate::{check, error, result};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

#[test]
fn the_published_examples() {
    check(&[
        (
            r#"{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}"#,
            vec![result(1, 19)],
        ),
        (
            r#"{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}"#,
            vec![result(2, -19)],
        ),
        (
            r#"{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}"#,
            vec![result(3, 19)],
        ),
        (
            r#"{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}"#,
            vec![result(4, 19)],
        ),
        (
            r#"{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"#,
            vec![],
        ),
        (r#"{"jsonrpc": "2.0", "method": "foobar"}"#, vec![]),
        (
            r#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#,
            vec![error("1", METHOD_NOT_FOUND)],
        ),
        (
            r#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#,
            vec![error(Value::Null, PARSE_ERROR)],
        ),
        (
            r#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#,
            vec![error(Value::Null, INVALID_REQUEST)],
        ),
    ]);
}

#[test]
fn a_notification_is_never_answered() {
    check(&[
        (
            r#"{"jsonrpc":"2.0","method":"notify_hello","params":[7]}"#,
            vec![],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"notify_hello","params":{"wrong":7}}"#,
            vec![],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"notify_hello","params":["text"]}"#,
            vec![],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,4]}"#,
            vec![],
        ),
        (r#"{"jsonrpc":"2.0","method":"sum","params":[1]}"#, vec![]),
        (r#"{"jsonrpc":"2.0","method":"foobar"}"#, vec![]),
        (
            r#"{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":99}}"#,
            vec![],
        ),
        // With `"id": null`, a request is a call.
        (
            r#"{"jsonrpc":"2.0","method":"nothing","id":null}"#,
            vec![result(Value::Null, Value::Null)],
        ),
    ]);
}

#[test]
fn arguments_by_name_and_by_position() {
    let wrong = || vec![error(1, INVALID_PARAMS)];
    check(&[
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":1}"#,
            vec![result(1, 7)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":{"c":4,"b":2,"a":1},"id":1}"#,
            vec![result(1, 7)],
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":1}"#,
            wrong(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,3,4],"id":1}"#,
            wrong(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":{"a":1,"b":2},"id":1}"#,
            wrong(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":{"A":1,"b":2,"c":4},"id":1}"#,
            wrong(),
        ),
        (
            r#"{"jsonrpc":"2.0","method":"sum","params":{"a":"1","b":2,"c":4},"id":1}"#,
            wrong(),
        ),
        (r#"{"jsonrpc":"2.0","method":"sum","id":1}"#, wrong()),
        (
            r#"{"jsonrpc":"2.0","method":"get_data","id":"9"}"#,
            vec![result("9", json!(["hello", 5]))],
        ),
    ]);
}
