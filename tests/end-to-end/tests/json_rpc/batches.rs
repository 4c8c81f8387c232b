//! Batches that this side receives.

use serde_json::{Value, json};

use crate::{check, error, result};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;

#[test]
fn the_published_examples() {
    let invalid = || error(Value::Null, INVALID_REQUEST);
    check(&[
        (
            r#"[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
                {"jsonrpc": "2.0", "method"]"#
                .replace('\n', " ")
                .leak(),
            vec![error(Value::Null, PARSE_ERROR)],
        ),
        ("[]", vec![invalid()]),
        ("[1]", vec![json!([invalid()])]),
        ("[1,2,3]", vec![json!([invalid(), invalid(), invalid()])]),
        (
            r#"[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
                {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
                {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
                {"foo": "boo"},
                {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
                {"jsonrpc": "2.0", "method": "get_data", "id": "9"}]"#
                .replace('\n', " ")
                .leak(),
            vec![json!([
                result("1", 7),
                result("2", 19),
                invalid(),
                error("5", METHOD_NOT_FOUND),
                result("9", json!(["hello", 5])),
            ])],
        ),
        (
            r#"[{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
                {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}]"#
                .replace('\n', " ")
                .leak(),
            vec![],
        ),
    ]);
}

#[test]
fn other_batches() {
    let invalid = || error(Value::Null, INVALID_REQUEST);
    let call = |id: &str| format!(r#"{{"jsonrpc":"2.0","method":"nothing","id":{id}}}"#);
    let (one, two) = (call("1"), call("2"));
    check(&[
        // A batch of one is answered with a batch of one.
        (&format!("[{one}]"), vec![json!([result(1, Value::Null)])]),
        (
            &format!(" [ {one} ] "),
            vec![json!([result(1, Value::Null)])],
        ),
        // The same id twice is answered twice.
        (
            &format!("[{one},{one}]"),
            vec![json!([result(1, Value::Null), result(1, Value::Null)])],
        ),
        // A batch in a batch is invalid.
        (
            &format!("[[{one}],{two}]"),
            vec![json!([invalid(), result(2, Value::Null)])],
        ),
        ("[[]]", vec![json!([invalid()])]),
        (
            "[null,true,\"x\",{}]",
            vec![json!([invalid(), invalid(), invalid(), invalid()])],
        ),
        // A batch that is not JSON as a whole runs nothing.
        (&format!("[{one},]"), vec![error(Value::Null, PARSE_ERROR)]),
        (
            &format!("[{one},NaN]"),
            vec![error(Value::Null, PARSE_ERROR)],
        ),
        (&format!("[{one}"), vec![error(Value::Null, PARSE_ERROR)]),
        (&format!("[{one}]]"), vec![error(Value::Null, PARSE_ERROR)]),
        // The same for batches of replies.
        (
            r#"[{"jsonrpc":"2.0","result":1,"id":77}"#,
            vec![error(Value::Null, PARSE_ERROR)],
        ),
        (
            r#"[{"jsonrpc":"2.0","result":1,"id":77}] x"#,
            vec![error(Value::Null, PARSE_ERROR)],
        ),
        (
            r#"[{"jsonrpc":"2.0","result":NaN,"id":77}]"#,
            vec![error(Value::Null, PARSE_ERROR)],
        ),
        // Replies to unknown calls are not answered, also beside a call.
        (r#"[{"jsonrpc":"2.0","result":1,"id":77}]"#, vec![]),
        (
            r#"[{"jsonrpc":"2.0","error":{"code":1,"message":"m"},"id":null}]"#,
            vec![],
        ),
        (
            &format!(r#"[{{"jsonrpc":"2.0","result":1,"id":77}},{one}]"#),
            vec![json!([result(1, Value::Null)])],
        ),
    ]);
}
