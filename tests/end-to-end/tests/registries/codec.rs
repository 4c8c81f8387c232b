//! A codec of the program's own.

use std::io::Read as _;
use std::sync::Arc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::talk_as;
use qrpc_runtime::codec::{Codec, Jrpc, register_codec};
use qrpc_runtime::security::SecurityExpression;
use qrpc_runtime::{All, Bytes};

use crate::bench::{prepare, works};
use crate::packed::Packed;
use crate::security::Turned;

fn register(name: &'static str) {
    register_codec(name, "packed", |rest| match rest {
        "" => Ok(Arc::new(Packed) as Arc<dyn Codec>),
        rest => Err(format!("nothing can follow it, such as `{rest}`")),
    });
}

#[test]
fn an_api_runs_over_every_codec_and_security_provider() {
    fn runs(codec: &str, security: impl SecurityExpression + Clone) {
        let (bench, client) = talk_as(
            Bench::builder().codec(codec).security(security.clone()),
            Client::builder().codec(codec).security(security),
            prepare,
        );
        assert_eq!(bench.codec(), codec);
        works(&bench, &client);
    }
    runs("terse", "null");
    runs("terse", "blindly_believe_everything:alice");
    for codec in ["headers", "msgpack"] {
        runs(codec, "null");
        runs(codec, "blindly_believe_everything:alice");
        runs(codec, Turned { key: 99 });
    }
}

#[test]
fn an_api_runs_over_a_binary_codec() {
    register("packed");
    let (bench, client) = talk_as(
        Bench::builder().codec("packed"),
        Client::builder().codec("packed"),
        prepare,
    );
    works(&bench, &client);
}

#[test]
fn a_binary_codec_runs_with_a_provider_that_changes_what_is_sent() {
    let (bench, client) = talk_as(
        Bench::builder().codec(Packed).security(Turned { key: 99 }),
        Client::builder().codec(Packed).security(Turned { key: 99 }),
        prepare,
    );
    works(&bench, &client);
}

#[test]
fn a_binary_codec_carries_bytes_as_they_are() {
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::builder()
        .codec(Packed)
        .transport(format!("tcp:{}", server.local_addr().unwrap()))
        .build()
        .unwrap();
    client.start().unwrap();
    let data: Vec<u8> = (0..=255).collect();
    let promise = client.blob(All, args::Blob::new(Bytes::from(data.clone())));
    let mut length = [0; 4];
    let (mut peer, _) = server.accept().unwrap();
    peer.read_exact(&mut length).unwrap();
    let mut frame = vec![0; u32::from_be_bytes(length) as usize];
    peer.read_exact(&mut frame).unwrap();
    assert!(frame.windows(data.len()).any(|window| window == data));
    drop(promise);
}

#[test]
fn what_a_registered_codec_finds_wrong_is_part_of_the_error() {
    register("packed_here");
    let error = Bench::builder().codec("packed_here:x").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`packed_here:x` is not a valid codec: nothing can follow it, such as `x`; expected `packed`"
    );
}

#[test]
fn a_codec_may_be_given_as_it_is() {
    let (bench, client) = talk_as(
        Bench::builder().codec("jrpc:\r\n"),
        Client::builder().codec(Jrpc::delimited_by("\r\n").unwrap()),
        prepare,
    );
    works(&bench, &client);
}
