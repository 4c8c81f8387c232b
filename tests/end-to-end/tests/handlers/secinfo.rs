//! The security information about the sender that handlers get.

use end_to_end::bench::{Bench, Client};
use end_to_end::{Wire, serve, talk_as};
use qrpc_runtime::{All, Builder};
use serde_json::json;

/// Connects a handler of `maybe` that returns the user of the caller.
fn tells_user(bench: &Bench) {
    bench
        .maybe
        .connect(|sender| sender.secinfo().user().map(str::to_owned));
}

fn user(bench: Builder<Bench>, client: Builder<Client>) -> Option<String> {
    let (_bench, client) = talk_as(bench, client, |bench, _| tells_user(bench));
    client.maybe(All).result().unwrap()
}

#[test]
fn a_handler_is_told_the_senders_user() {
    let believe = Bench::builder().security("blindly_believe_everything");
    let alice = Client::builder().security("blindly_believe_everything:alice");
    assert_eq!(user(believe, alice).as_deref(), Some("alice"));
}

#[test]
fn a_user_without_a_name_is_the_empty_text() {
    let believe = Bench::builder().security("blindly_believe_everything:bob");
    let nameless = Client::builder().security("blindly_believe_everything");
    assert_eq!(user(believe, nameless).as_deref(), Some(""));
}

#[test]
fn without_security_a_claim_is_not_believed() {
    let alice = Client::builder().security("blindly_believe_everything:alice");
    assert_eq!(user(Bench::builder(), alice), None);
}

#[test]
fn a_message_without_claim_has_no_user() {
    let believe = Bench::builder().security("blindly_believe_everything");
    assert_eq!(user(believe, Client::builder()), None);
}

#[test]
fn a_claim_holds_for_one_message() {
    let believe = Bench::builder().security("blindly_believe_everything");
    let (_bench, address) = serve(believe, tells_user);
    let mut wire = Wire::to(&address);
    let mut ask = |claim: bool| {
        if claim {
            wire.send(r#"{"jsonrpc":"2.0","method":"rpc.secinfo","params":{"user":"eve"}}"#);
        }
        wire.send(r#"{"jsonrpc":"2.0","method":"maybe","params":{},"id":1}"#);
        let header = wire.receive();
        assert_eq!(header["method"], "rpc.secinfo");
        wire.receive()["result"].take()
    };
    assert_eq!(ask(true), json!("eve"));
    assert_eq!(ask(false), json!(null));
}

#[test]
fn the_answer_carries_the_answerers_claim() {
    let (_bench, address) = serve(
        Bench::builder().security("blindly_believe_everything:bob"),
        tells_user,
    );
    let mut wire = Wire::to(&address);
    wire.send(r#"{"jsonrpc":"2.0","method":"maybe","params":{},"id":1}"#);
    assert_eq!(
        wire.receive(),
        json!({"jsonrpc": "2.0", "method": "rpc.secinfo", "params": {"user": "bob"}})
    );
}
