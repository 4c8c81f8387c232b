//! JSON-RPC 2.0 to the letter: the examples of its text, and one row for each of its rules.
//!
//! The rows run over every codec whose messages are JSON, on a side that accepts connections and on
//! a side that opens them.

mod batch_parts;
mod batch_replies;
mod batches;
mod dialect;
mod members;
mod notations;
mod params;
mod replies;
mod requests;
mod sent_batches;

use std::any::Any;

use end_to_end::json_rpc::{Published, PublishedClient};
use end_to_end::{Server, Wire};
use qrpc_runtime::codec::CodecExpression;
use qrpc_runtime::{Limits, Value as AnyValue};
use serde_json::{Value, json};

/// The codecs, as strings.
const CODECS: [&str; 3] = ["jrpc", r"jrpc:\n", "headers"];

/// The codec with which a message without an id is not answered, because quickrpc ends when it gets
/// a reply without an id.
const QUICKRPC: &str = "jrpc";

fn framed(wire: Wire, codec: &str) -> Wire {
    match codec {
        "headers" => wire.with_headers(),
        r"jrpc:\n" => wire.delimited_by(b'\n'),
        _ => wire,
    }
}

/// Connects the handlers of the examples.
macro_rules! answer {
    ($api:expr) => {{
        $api.subtract
            .connect(|_, args| args.minuend - args.subtrahend);
        $api.sum.connect(|_, args| args.a + args.b + args.c);
        $api.get_data
            .connect(|_| vec![AnyValue::from("hello"), AnyValue::from(5)]);
        $api.nothing.connect(|_| ());
        $api.update.connect(|_, _args| ());
        $api.notify_hello.connect(|_, _args| ());
    }};
}

/// A side that answers and accepts connections, and a connection to it.
fn server(codec: &str) -> (Box<dyn Any>, Wire) {
    let api = Published::builder()
        .codec(codec)
        .transport("tcpserv:127.0.0.1:0");
    let api = api.build().unwrap();
    answer!(api);
    api.start().unwrap();
    let wire = Wire::to(&api.address().unwrap());
    (Box::new(api), framed(wire, codec))
}

/// A side that answers and opens its connection, and the other end of the connection.
fn client(codec: &str) -> (Box<dyn Any>, Wire) {
    let server = Server::open();
    let api = PublishedClient::builder()
        .codec(codec)
        .transport(server.transport());
    let api = api.build().unwrap();
    answer!(api);
    api.start().unwrap();
    (Box::new(api), framed(server.accept(), codec))
}

/// A side that answers `nothing`, and a connection to it, whose frames end with 0x00.
fn answering(codec: impl CodecExpression, limits: Limits) -> (Published, Wire) {
    let api = Published::builder()
        .codec(codec)
        .limits(limits)
        .transport("tcpserv:127.0.0.1:0");
    let api = api.build().unwrap();
    api.nothing.connect(|_| ());
    api.start().unwrap();
    let wire = Wire::to(&api.address().unwrap());
    (api, wire)
}

/// A side that calls, and the plain server to which it is connected.
fn caller(codec: &str, limits: Limits) -> (PublishedClient, Wire) {
    let server = Server::open();
    let api = PublishedClient::builder()
        .codec(codec)
        .limits(limits)
        .transport(server.transport());
    let api = api.build().unwrap();
    api.start().unwrap();
    (api, framed(server.accept(), codec))
}

/// Runs `test` with each codec, on both sides.
fn everywhere(test: impl Fn(&str, &mut Wire)) {
    for codec in CODECS {
        for connect in [server, client] {
            let (_api, mut wire) = connect(codec);
            test(codec, &mut wire);
        }
    }
}

/// Sends a frame, and returns everything that answers it.
fn answers(wire: &mut Wire, frame: &str) -> Vec<Value> {
    wire.send(frame);
    wire.send(r#"{"jsonrpc":"2.0","method":"nothing","id":"end"}"#);
    let mut answers = Vec::new();
    loop {
        let answer = wire.receive();
        if answer["id"] == "end" {
            assert_eq!(answer["result"], Value::Null, "{answer}");
            return answers;
        }
        answers.push(answer);
    }
}

/// The answer without what the text of JSON-RPC leaves open: the message and the data of an error.
/// The replies of a batch are sorted, since a batch may be answered in any order.
fn essence(answer: &Value) -> Value {
    if let Some(batch) = answer.as_array() {
        let mut batch: Vec<_> = batch.iter().map(essence).collect();
        batch.sort_by_key(Value::to_string);
        return Value::Array(batch);
    }
    let mut answer = answer.clone();
    if let Some(error) = answer.get_mut("error").and_then(Value::as_object_mut) {
        assert!(error["message"].is_string(), "{error:?}");
        error.retain(|member, _| member == "code");
    }
    answer
}

/// The result with this id.
fn result(id: impl Into<Value>, result: impl Into<Value>) -> Value {
    json!({ "jsonrpc": "2.0", "result": result.into(), "id": id.into() })
}

/// The error with this id.
fn error(id: impl Into<Value>, code: i64) -> Value {
    json!({ "jsonrpc": "2.0", "error": { "code": code, "message": "" }, "id": id.into() })
}

/// The answers that are expected with a codec: with quickrpc's, none without an id.
fn expected(codec: &str, answers: &[Value]) -> Vec<Value> {
    let answers = answers.iter().map(essence);
    if codec != QUICKRPC {
        return answers.collect();
    }
    let answered = answers.filter_map(|answer| match answer {
        Value::Array(batch) => {
            let batch: Vec<_> = batch.into_iter().filter(has_id).collect();
            (!batch.is_empty()).then_some(Value::Array(batch))
        }
        answer => has_id(&answer).then_some(answer),
    });
    answered.collect()
}

fn has_id(answer: &Value) -> bool {
    !answer["id"].is_null() || answer.get("result").is_some()
}

/// Checks rows of frames with their answers, everywhere.
fn check(rows: &[(&str, Vec<Value>)]) {
    everywhere(|codec, wire| {
        for (frame, answer) in rows {
            let got: Vec<_> = answers(wire, frame).iter().map(essence).collect();
            assert_eq!(got, expected(codec, answer), "{codec}: {frame}");
        }
    });
}
