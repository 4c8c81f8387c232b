//! Calls without arguments, for peers that require `params` or refuse an empty one.

use end_to_end::json_rpc::{PublishedClient, args};
use end_to_end::{Server, Wire};
use qrpc_runtime::All;
use qrpc_runtime::codec::{Codec, Headers, Jrpc};
use serde_json::{Value, json};

/// The `params` of a call without arguments, of a notification whose arguments have their defaults,
/// and of a call with arguments.
fn params(codec: impl Codec, framed: impl FnOnce(Wire) -> Wire) -> [Option<Value>; 3] {
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
    let _sum = client.sum(All, args::Sum::new(1, 2, 4));
    [(); 3].map(|()| wire.receive().get("params").cloned())
}

#[test]
fn params_are_empty_or_absent_as_the_codec_says() {
    let sum = Some(json!({ "a": 1, "b": 2, "c": 4 }));
    let empty = [Some(json!({})), Some(json!({})), sum.clone()];
    let absent = [None, None, sum];
    assert_eq!(params(Jrpc::default(), |wire| wire), empty);
    assert_eq!(params(Headers::default(), Wire::with_headers), empty);
    let jrpc = Jrpc::default().without_empty_params();
    assert_eq!(params(jrpc, |wire| wire), absent);
    let headers = Headers::default().without_empty_params();
    assert_eq!(params(headers, Wire::with_headers), absent);
}
