//! Replies that this side receives.

use end_to_end::json_rpc::args;
use qrpc_runtime::{All, CallError, Limits, Promise, RemoteError};
use serde_json::Value::Null;

use crate::{CODECS, caller, check, error, essence, result};

/// The outcome of a call of `sum` that is answered with `reply`, where `ID` stands for the id of
/// the call.
fn outcome(codec: &str, reply: &str) -> Result<i64, CallError> {
    let (client, mut wire) = caller(codec, Limits::default());
    let promise = client.sum(All, args::Sum::new(1, 2, 4));
    let call = wire.receive();
    assert_eq!(call["jsonrpc"], "2.0");
    assert!(call["id"].is_u64(), "{call}");
    wire.send(reply.replace("ID", &call["id"].to_string()));
    end_to_end::outcome(&client, promise)
}

#[test]
fn results_and_errors() {
    let error = |code, message: &str| Err(CallError::Remote(RemoteError::new(code, message)));
    let with_data = RemoteError {
        data: Some(vec![1.into()].into()),
        ..RemoteError::new(5, "no")
    };
    for codec in CODECS {
        for (reply, expected) in [
            (r#"{"jsonrpc":"2.0","result":7,"id":ID}"#, Ok(7)),
            (r#"{"id":ID,"result":7,"jsonrpc":"2.0"}"#, Ok(7)),
            (r#"[{"jsonrpc":"2.0","result":7,"id":ID}]"#, Ok(7)),
            (
                r#"{"jsonrpc":"2.0","error":{"code":-32601,"message":"unknown"},"id":ID}"#,
                error(-32601, "unknown"),
            ),
            (
                r#"[1,{"jsonrpc":"2.0","error":{"code":0,"message":""},"id":ID}]"#,
                error(0, ""),
            ),
            (
                r#"{"jsonrpc":"2.0","error":{"code":5,"message":"no","data":[1]},"id":ID}"#,
                Err(CallError::Remote(with_data.clone())),
            ),
        ] {
            assert_eq!(outcome(codec, reply), expected, "{codec}: {reply}");
        }
    }
}

#[test]
fn a_reply_has_either_a_result_or_an_error() {
    for codec in CODECS {
        for reply in [
            r#"{"jsonrpc":"2.0","id":ID}"#,
            r#"{"jsonrpc":"2.0","result":7,"error":{"code":1,"message":"m"},"id":ID}"#,
            r#"{"jsonrpc":"2.0","result":"seven","id":ID}"#,
            r#"{"jsonrpc":"2.0","error":"text","id":ID}"#,
            r#"{"jsonrpc":"1.0","result":7,"id":ID}"#,
        ] {
            let outcome = outcome(codec, reply);
            let is_wrong = matches!(outcome, Err(CallError::WrongReply(_)));
            assert!(is_wrong, "{codec}: {reply}: {outcome:?}");
        }
    }
}

#[test]
fn a_message_that_is_no_reply_does_not_concern_the_call_with_its_id() {
    for codec in CODECS {
        let (client, mut wire) = caller(codec, Limits::default());
        client.nothing.connect(|_| ());
        let promise = client.sum(All, args::Sum::new(1, 2, 4));
        let id = wire.receive()["id"].as_u64().unwrap();
        for (members, answer) in [
            (r#""method":"nothing""#, result(id, Null)),
            (r#""method":"nothing","result":null"#, result(id, Null)),
            (
                r#""method":"nothing","error":null,"result":null"#,
                result(id, Null),
            ),
            (r#""method":"nothing","result":7"#, error(id, -32600)),
            (
                r#""method":"nothing","error":{"code":1,"message":""}"#,
                error(id, -32600),
            ),
            (r#""method":7"#, error(id, -32600)),
            (r#""params":{}"#, error(id, -32600)),
        ] {
            let message = format!(r#"{{"jsonrpc":"2.0",{members},"id":{id}}}"#);
            let answered = wire.exchange(&message);
            assert_eq!(essence(&answered), essence(&answer), "{codec}: {message}");
        }
        wire.send(format!(r#"{{"jsonrpc":"2.0","result":7,"id":{id}}}"#));
        assert_eq!(end_to_end::outcome(&client, promise), Ok(7), "{codec}");
    }
}

#[test]
fn a_broken_reply_in_a_batch_fails_only_its_own_call() {
    for broken in [&b"\"\xff\""[..], b"NaN", b"\"\xc3", b"[}"] {
        for codec in CODECS {
            let (client, mut wire) = caller(codec, Limits::default());
            let calls = [(); 2].map(|()| client.sum(All, args::Sum::new(1, 2, 4)));
            let [first, second] = [(); 2].map(|()| wire.receive()["id"].to_string());
            let batch = [
                br#"[{"jsonrpc":"2.0","id":"#,
                first.as_bytes(),
                br#","result":7},{"jsonrpc":"2.0","id":"#,
                second.as_bytes(),
                br#","result":"#,
                broken,
                b"}]",
            ];
            wire.send(batch.concat());
            let [good, bad] = calls.map(Promise::result);
            assert_eq!(good, Ok(7), "{codec}: {broken:?}");
            let is_wrong = matches!(bad, Err(CallError::WrongReply(_)));
            assert!(is_wrong, "{codec}: {broken:?}: {bad:?}");
        }
    }
}

#[test]
fn a_reply_to_no_call_is_never_answered_even_if_it_is_invalid() {
    for reply in [
        r#"{"jsonrpc":"2.0","result":7,"id":77}"#,
        r#"{"result":7,"id":77}"#,
        r#"{"result":7,"id":null}"#,
        r#"{"jsonrpc":"1.0","result":7,"id":"x"}"#,
        r#"{"error":{"code":1,"message":"m"},"id":null}"#,
        r#"{"error":{"code":1,"message":"m"}}"#,
        r#"{"jsonrpc":"2.0","error":"text","id":77}"#,
        r#"{"jsonrpc":"2.0","error":"text","id":null}"#,
        r#"{"jsonrpc":"2.0","error":[],"id":true}"#,
        r#"{"jsonrpc":"2.0","result":7,"error":{"code":1,"message":"m"},"id":77}"#,
        r#"{"jsonrpc":"2.0","result":7,"result":7,"id":77}"#,
        r#"{"jsonrpc":"2.0","result":7,"id":[1]}"#,
    ] {
        check(&[(reply, vec![]), (&format!("[{reply}]"), vec![])]);
    }
    // Without valid JSON, nobody can say whether the message is a reply.
    let broken = r#"{"jsonrpc":"2.0","result":NaN,"id":77}"#;
    check(&[(broken, vec![error(Null, -32700)])]);
}

#[test]
fn an_error_without_an_id_belongs_to_no_call_and_is_not_answered() {
    for codec in CODECS {
        let (client, mut wire) = caller(codec, Limits::default());
        let promise = client.sum(All, args::Sum::new(1, 2, 4));
        let id = wire.receive()["id"].to_string();
        let error = r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"m"},"id":null}"#;
        wire.send(error);
        wire.send(format!("[{error},{error}]"));
        let answer = wire.exchange(r#"{"jsonrpc":"2.0","method":"unknown","id":"next"}"#);
        assert_eq!(answer["id"], "next", "{codec}");
        wire.send(format!(r#"{{"jsonrpc":"2.0","result":7,"id":{id}}}"#));
        assert_eq!(end_to_end::outcome(&client, promise), Ok(7));
        assert_eq!(client.counters().strays, 3, "{codec}");
    }
}
