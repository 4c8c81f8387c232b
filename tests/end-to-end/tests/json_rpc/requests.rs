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
