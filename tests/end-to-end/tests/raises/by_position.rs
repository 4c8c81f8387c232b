//! Arguments that are sent as a list.

#![expect(deprecated, reason = "the method is, and whoever uses it is told")]

use qrpc_runtime::{All, RemoteError};

use crate::meter::{bench, both, client};
use crate::stubs::raises::args;

#[test]
fn defaults_at_the_end_are_left_out() {
    let (client, mut wire) = client();
    let mut params = |args: args::Old| {
        drop(client.old(All, args));
        wire.receive()["params"].to_string()
    };
    assert_eq!(params(args::Old::new(1)), "[1]");
    assert_eq!(params(args::Old::new(1).y(5)), "[1,5]");
    assert_eq!(params(args::Old::new(1).z(5)), "[1,2,5]");
}

#[test]
fn both_sides_understand_it() {
    let (_bench, client, _measured) = both();
    let promise = client.old(All, args::Old::from((4, 2, 5)));
    assert_eq!(promise.result(), Ok(425));
}

#[test]
fn either_form_is_received() {
    let (_bench, mut wire, _measured) = bench();
    for params in ["[1]", "[1,2,3]", r#"{"x":1}"#, r#"{"z":3,"x":1}"#] {
        let call = r#"{"jsonrpc":"2.0","method":"old","id":1,"params":"#;
        let answer = wire.exchange(&format!("{call}{params}}}"));
        assert_eq!(answer["result"], 123, "{params}: {answer}");
    }
}

#[test]
fn a_list_that_does_not_fit_is_refused() {
    let (_bench, mut wire, _measured) = bench();
    for params in ["[]", "[1,2,3,4]", r#"["1"]"#] {
        let call = r#"{"jsonrpc":"2.0","method":"old","id":1,"params":"#;
        let answer = wire.exchange(&format!("{call}{params}}}"));
        assert_eq!(answer["error"]["code"], RemoteError::INVALID_PARAMS);
    }
}
