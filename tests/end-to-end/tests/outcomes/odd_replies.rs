//! Replies that violate JSON-RPC: a reply with the id of a call settles the call at once.

use end_to_end::bench::{Client, args};
use end_to_end::{Server, outcome};
use qrpc_runtime::{All, CallError, RemoteError, Value};

/// Returns the outcome of a call with this reply, in which `ID` stands for the id of the call.
fn replied(reply: &str) -> Result<String, CallError> {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport())
        .build()
        .unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let call = client.echo(All, args::Echo::default());
    let id = wire.receive()["id"].to_string();
    wire.send(reply.replace("ID", &id));
    outcome(&client, call)
}

#[test]
fn readable_results_are_taken() {
    for reply in [
        r#"{"jsonrpc":"2.0","result":"x","id":ID}"#,
        r#"{"jsonrpc":"2.0","result":"x","id":ID.0}"#,
        r#"{"jsonrpc":"2.0","result":"x","id":ID.000e0}"#,
        r#"{"jsonrpc":"2.0","result":"x","id":0.IDe1}"#,
        r#"{"jsonrpc":"2.0","result":"x","id":"ID"}"#,
        r#"{"jsonrpc":"2.0","result":"x","id":"ID.0"}"#,
        r#"{"jsonrpc":"2.0","result":"x","error":null,"id":ID}"#,
        r#"{"error":null,"id":ID,"result":"x"}"#,
        r#"{"jsonrpc":"2.0","method":null,"params":null,"result":"x","error":null,"id":ID}"#,
        r#"{"jsonrpc":"2.0","result":"x","id":ID,"more":{"any":[1,2]}}"#,
        r#"[{"jsonrpc":"2.0","result":"x","id":ID}]"#,
        r#" [ {"result":NaN,"id":77} , 5, {"jsonrpc":"2.0","result":"x","id":"ID"} ] "#,
    ] {
        assert_eq!(replied(reply).as_deref(), Ok("x"), "{reply}");
    }
}

#[test]
fn readable_errors_are_taken_with_their_code() {
    let error = |code, message: &str| RemoteError::new(code, message);
    for (reply, expected) in [
        (r#"{"code":5,"message":"no"}"#, error(5, "no")),
        (r#"{"code":-5.0,"message":"no"}"#, error(-5, "no")),
        (r#"{"code":5,"message":7}"#, error(5, "`7`")),
        (r#"{"code":5}"#, error(5, "")),
        (r#"{"message":"no"}"#, error(0, "no")),
        (r#"{"code":"five","message":"no"}"#, error(0, "no")),
        (
            r#"{"code":5,"message":"no","data":{"a":1,"a":2}}"#,
            error(5, "no"),
        ),
        (r#"{"code":5,"message":"no","data":1e999}"#, error(5, "no")),
    ] {
        for template in [
            r#"{"jsonrpc":"2.0","error":ERROR,"id":ID}"#,
            r#"{"jsonrpc":"2.0","error":ERROR,"result":null,"id":"ID"}"#,
        ] {
            let reply = template.replace("ERROR", reply);
            let expected = CallError::Remote(expected.clone());
            assert_eq!(replied(&reply), Err(expected), "{reply}");
        }
    }
}

#[test]
fn usable_data_of_an_error_is_kept() {
    let reply = r#"{"jsonrpc":"2.0","error":{"code":5,"message":1,"data":[1]},"id":ID}"#;
    let Err(CallError::Remote(error)) = replied(reply) else {
        panic!("a remote error");
    };
    assert_eq!(error.data, Some(Value::from(vec![Value::from(1)])));
}

#[test]
fn other_replies_to_a_call_are_malformed_and_say_how() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    for (reply, expected) in [
        (r#"{"jsonrpc":"2.0","error":"boom","id":ID}"#, "boom"),
        (r#"{"jsonrpc":"2.0","error":[1],"id":ID}"#, "`error`"),
        (r#"{"jsonrpc":"2.0","id":ID}"#, "exactly one"),
        (r#"{"jsonrpc":"2.0","error":null,"id":ID}"#, "exactly one"),
        (
            r#"{"jsonrpc":"2.0","result":1,"error":{"code":1},"id":ID}"#,
            "exactly one",
        ),
        (r#"{"jsonrpc":"1.0","result":"x","id":ID}"#, "`jsonrpc`"),
        (
            r#"{"jsonrpc":"2.0","result":"x","result":"y","id":ID}"#,
            "`result`",
        ),
        (r#"{"jsonrpc":"2.0","result":"x","id":ID,"id":77}"#, "`id`"),
        (r#"{"jsonrpc":"2.0","result":DEEP,"id":ID}"#, "nesting"),
        (r#"{"jsonrpc":"2.0","result":NaN,"id":ID}"#, "NaN"),
        (
            r#"{"jsonrpc":"2.0","result":[-Infinity],"id":ID}"#,
            "Infinity",
        ),
        (
            "{\"jsonrpc\":\"2.0\",\"result\":\"a\nb\",\"id\":ID}",
            "control",
        ),
        (r#"{"jsonrpc":"2.0","result":"x","id":ID,}"#, "trailing"),
        (
            r#"{"jsonrpc":"2.0","result":{"no":"text"},"id":ID}"#,
            "string",
        ),
        (r#"{"jsonrpc":"2.0","result":null,"id":ID}"#, "string"),
        (r#"{"jsonrpc":"2.0","method":null,"id":ID}"#, "exactly one"),
        (r#"[{"jsonrpc":"2.0","result":NaN,"id":ID}]"#, "NaN"),
        (r#"[{"jsonrpc":"2.0","result":DEEP,"id":ID}]"#, "nesting"),
        (r#"[{"jsonrpc":"2.0","error":"boom","id":ID}"#, "boom"),
    ] {
        let reply = reply.replace("DEEP", &deep);
        let outcome = replied(&reply);
        let Err(CallError::WrongReply(problem)) = &outcome else {
            panic!("{reply}: {outcome:?}");
        };
        assert!(problem.contains(expected), "{reply}: {problem}");
    }
}

#[test]
fn a_reply_that_is_not_utf8_is_malformed() {
    let server = Server::open();
    let client = Client::builder().transport(server.transport());
    let client = client.build().unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let call = client.echo(All, args::Echo::default());
    wire.receive();
    wire.send(b"{\"jsonrpc\":\"2.0\",\"result\":\"\xff\",\"id\":1}");
    let outcome = outcome(&client, call);
    let Err(CallError::WrongReply(problem)) = &outcome else {
        panic!("{outcome:?}");
    };
    assert!(problem.contains("utf-8"), "{problem}");
}

#[test]
fn a_batch_of_replies_settles_every_call() {
    let server = Server::open();
    let codec = Client::builder().codec("jrpc:\\n");
    let client = codec.transport(server.transport()).build().unwrap();
    client.start().unwrap();
    let mut wire = server.accept().delimited_by(b'\n');
    let calls: Vec<_> = (0..3)
        .map(|_| client.echo(All, args::Echo::default()))
        .collect();
    let reply = |id| format!(r#"{{"jsonrpc":"2.0","result":"{id}","id":{id}}}"#);
    let ids: Vec<_> = calls.iter().map(|_| wire.receive()["id"].clone()).collect();
    let replies: Vec<_> = ids.iter().rev().map(reply).collect();
    wire.send(format!("[{}]", replies.join(",")));
    for (call, id) in calls.into_iter().zip(&ids) {
        assert_eq!(call.result(), Ok(id.to_string()));
    }
    let unknown = wire.exchange(r#"{"jsonrpc":"2.0","method":"nosuch","id":8}"#);
    assert_eq!(unknown["id"], 8);
}
