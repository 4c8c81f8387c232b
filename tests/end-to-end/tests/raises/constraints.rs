//! Constraints on values, checked on both sides and in both directions.

use qrpc_runtime::{All, CallError, RemoteError};

use crate::meter::{bench, both, client};
use crate::stubs::raises::{MeasureError, Reading, args};

const TOO_MANY: &str = "`samples` must be at most 1000, but is 5000";

#[test]
fn arguments_that_do_not_fit_are_not_sent() {
    let (_bench, client, measured) = both();
    let wrong = args::Measure::new("first").samples(5000);
    let error = CallError::Unsendable(TOO_MANY.to_owned());
    let result = client.measure(All, wrong).result();
    assert_eq!(result, Err(MeasureError::Other(error)));
    let right = client.measure(All, args::Measure::new("second").samples(1000));
    assert_eq!(right.result(), Ok(Reading::new(1.0)));
    assert_eq!(measured.try_iter().collect::<Vec<_>>(), ["second"]);
}

#[test]
fn a_notification_that_does_not_fit_is_not_sent() {
    let (bench, mut wire, _measured) = bench();
    let peer = bench.to(wire.name());
    // The answer to this call shows that the bench knows this peer.
    wire.exchange(r#"{"jsonrpc":"2.0","method":"measure","params":{"channel":""},"id":1}"#);
    let failed = peer.note(args::Note::new(f64::NAN)).unwrap_err().failed;
    let error = "`value` must be at least -0.5, but is NaN".to_owned();
    assert_eq!(failed, [(wire.name(), CallError::Unsendable(error))]);
    peer.note(args::Note::new(-0.5)).unwrap();
    assert_eq!(wire.receive()["params"]["value"], -0.5);
}

#[test]
fn arguments_that_do_not_fit_are_answered_and_not_handled() {
    let (_bench, mut wire, measured) = bench();
    let call = |samples| {
        let params = format!(r#"{{"channel":"{samples}","samples":{samples}}}"#);
        format!(r#"{{"jsonrpc":"2.0","method":"measure","params":{params},"id":1}}"#)
    };
    let error = &wire.exchange(&call(5000))["error"];
    assert_eq!(error["code"], RemoteError::INVALID_PARAMS);
    let message = error["message"].as_str().unwrap();
    let expected = format!("invalid arguments: {TOO_MANY}");
    assert!(message.starts_with(&expected), "{message}");
    assert!(wire.exchange(&call(5))["result"].is_object());
    assert_eq!(measured.try_iter().collect::<Vec<_>>(), ["5"]);
}

#[test]
fn a_reply_that_does_not_fit_becomes_an_error() {
    let (_bench, client, _measured) = both();
    let result = client.measure(All, args::Measure::new("far")).result();
    let error = RemoteError::new(
        RemoteError::INTERNAL_ERROR,
        "the result cannot be sent: `value` must be at most 3.141592653589793, but is 100.0",
    );
    let error = MeasureError::Other(CallError::Remote(error));
    assert_eq!(result, Err(error));
}

#[test]
fn a_reply_that_does_not_fit_is_not_believed() {
    let (client, mut wire) = client();
    let promise = client.measure(All, args::Measure::new("x"));
    let id = wire.receive()["id"].clone();
    wire.send(format!(
        r#"{{"jsonrpc":"2.0","result":{{"value":-1}},"id":{id}}}"#
    ));
    let Err(MeasureError::Other(CallError::WrongReply(problem))) = promise.result() else {
        panic!("it was believed");
    };
    let expected = "`value` must be at least -0.5, but is -1.0";
    assert!(problem.starts_with(expected), "{problem}");
}

#[test]
fn every_constraint_is_checked() {
    let (_bench, mut wire, _measured) = bench();
    for (params, problem) in [
        (r#"{"type":0}"#, "`type` must be at least 1, but is 0"),
        (r#"{"type":60001}"#, "`type` must be at most 60000"),
        (r#"{"name":""}"#, "`name` must have at least 1 character, "),
        (r#"{"name":"abcd"}"#, "at most 3 characters, but has 4"),
        (
            r#"{"name":"äöü"}"#,
            "`name` must match `^[a-z]+ä?$`, but is",
        ),
        (
            r#"{"raw":{"__bytes":""}}"#,
            "`raw` must have at least 1 byte",
        ),
        (r#"{"list":[]}"#, "`list` must have at least 1 item, "),
        (
            r#"{"map":{}}"#,
            "`map` must have at least 1 item, but has 0",
        ),
    ] {
        let call = r#"{"jsonrpc":"2.0","method":"set_limits","id":1,"params":"#;
        let answer = wire.exchange(&format!("{call}{params}}}"));
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.contains(problem), "{params}: {message}");
    }
}

#[test]
fn null_is_no_value_that_anything_must_hold_of() {
    let (bench, mut wire, _measured) = bench();
    let params = r#"{"type":null,"name":"abä"}"#;
    let call = r#"{"jsonrpc":"2.0","method":"set_limits","id":1,"params":"#;
    let answer = wire.exchange(&format!("{call}{params}}}"));
    assert_eq!(answer["error"]["code"], 3, "{answer}");
    drop(bench);
}
