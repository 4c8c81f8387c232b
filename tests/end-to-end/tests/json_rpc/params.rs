//! Calls without arguments: peers that require `params`, refuse an empty one, or send null.

use end_to_end::json_rpc::{PublishedClient, args};
use end_to_end::{Server, Wire};
use qrpc_runtime::codec::{Codec, Headers, Jrpc};
use qrpc_runtime::{All, Limits};
use serde_json::{Value, json};

use crate::{answering, result};

/// The `params` of a call without arguments, of a notification whose arguments have their defaults,
/// of one whose arguments are a record without fields, and of a call with arguments.
fn params(codec: impl Codec, framed: impl FnOnce(Wire) -> Wire) -> [Option<Value>; 4] {
    let server = Server::open();
    let client = PublishedClient::builder()
        .codec(codec)
        .transport(server.transport());
    let client = client.build().unwrap();
    client.start().unwrap();
    let mut wire = framed(server.accept());
    let _nothing = client.nothing(All);
    client
        .notify_hello(All, args::NotifyHello::default())
        .unwrap();
    client.ready(All).unwrap();
    let _sum = client.sum(All, args::Sum::new(1, 2, 4));
    [(); 4].map(|()| wire.receive().get("params").cloned())
}

#[test]
fn a_method_without_arguments_has_empty_or_no_params_as_the_codec_says() {
    let sum = Some(json!({ "a": 1, "b": 2, "c": 4 }));
    let empty = || Some(json!({}));
    let always = [empty(), empty(), empty(), sum.clone()];
    let absent = [None, empty(), empty(), sum];
    assert_eq!(params(Jrpc::default(), |wire| wire), always);
    assert_eq!(params(Headers::default(), Wire::with_headers), absent);
    let jrpc = Jrpc::default().without_empty_params();
    assert_eq!(params(jrpc, |wire| wire), absent);
    let headers = Headers::default().with_empty_params();
    assert_eq!(params(headers, Wire::with_headers), always);
}

/// The reply of a side with this codec to a call whose `params` are null.
fn answer_to_null(codec: impl Codec, framed: impl FnOnce(Wire) -> Wire) -> Value {
    let (_api, wire) = answering(codec, Limits::default());
    let mut wire = framed(wire);
    wire.exchange(r#"{"jsonrpc":"2.0","method":"nothing","params":null,"id":1}"#)
}

#[test]
fn null_as_params_is_accepted_if_the_program_says_so() {
    let lines = || Jrpc::delimited_by("\n").unwrap();
    let by_lines = |wire: Wire| wire.delimited_by(b'\n');
    let accepting = lines().accepting_null_params();
    assert_eq!(answer_to_null(accepting, by_lines), result(1, Value::Null));
    let accepting = Headers::default().accepting_null_params();
    let answer = answer_to_null(accepting, Wire::with_headers);
    assert_eq!(answer, result(1, Value::Null));
    let refused = answer_to_null(lines(), by_lines);
    assert_eq!(refused["error"]["code"], -32600);
}
