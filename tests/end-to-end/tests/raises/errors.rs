//! Errors that a method raises.

use std::error::Error as _;
use std::time::Duration;

use end_to_end::SOON;
use qrpc_runtime::{All, CallError, Fault, RemoteError, Value};

use crate::meter::{bench, both, client, limits};
use crate::stubs::raises::{Busy, Gone, MeasureError, ResetError, SetLimitsError, Wrong, args};

fn failure(channel: &str) -> MeasureError {
    let (_bench, client, _measured) = both();
    client
        .measure(All, args::Measure::new(channel))
        .result()
        .unwrap_err()
}

#[test]
fn each_error_arrives_as_what_it_is() {
    assert_eq!(failure("busy"), MeasureError::Busy(Busy::new("me")));
    assert_eq!(failure("gone"), MeasureError::Gone(Gone {}));
}

#[test]
fn an_error_arrives_with_all_its_data() {
    let (_bench, client, _measured) = both();
    let error = client.set_limits(All, limits().into()).result();
    let wrong = Wrong::new(limits());
    assert_eq!(error, Err(SetLimitsError::Wrong(wrong)));
}

#[test]
#[expect(deprecated, reason = "it is, and has no arguments")]
fn a_blocking_call_fails_as_others_do() {
    let (_bench, client, _measured) = both();
    let error = client.reset.blocking(All);
    assert_eq!(error, Err(ResetError::Gone(Gone {})));
}

#[test]
fn a_code_that_the_method_does_not_raise_is_a_call_error() {
    let error = CallError::Remote(RemoteError::new(77, "strange"));
    assert_eq!(failure("strange"), MeasureError::Other(error));
}

#[test]
fn data_that_does_not_fit_is_a_call_error() {
    let error = RemoteError {
        data: Some(Value::from("me")),
        ..RemoteError::new(1, "busy?")
    };
    let error = CallError::Remote(error);
    assert_eq!(failure("other data"), MeasureError::Other(error));
}

#[test]
fn an_error_whose_own_data_is_wrong_says_so() {
    let MeasureError::Other(CallError::Remote(error)) = failure("too busy") else {
        panic!("it was sent");
    };
    assert_eq!(error.code, RemoteError::INTERNAL_ERROR);
    let message =
        "the error cannot be sent: `by` must have at most 8 characters, but has 13".to_owned();
    assert_eq!(error.message, message);
}

#[test]
fn what_happens_on_this_side_is_a_call_error() {
    let (client, _wire) = client();
    let mut promise = client.measure(All, args::Measure::new("none"));
    let early = promise.result_within(Duration::from_millis(1));
    assert_eq!(early, Err(MeasureError::Other(CallError::NotYet)));
    promise.cancel();
    let late = promise.result_within(SOON);
    assert_eq!(late, Err(MeasureError::Other(CallError::Cancelled)));
}

#[test]
fn an_error_says_what_the_spec_says() {
    let busy = failure("busy");
    assert_eq!(busy.to_string(), "Somebody else measures.");
    let other = failure("strange");
    let inner = CallError::Remote(RemoteError::new(77, "strange"));
    assert_eq!(other.to_string(), inner.to_string());
    assert!(busy.source().is_none() && other.source().is_none());
}

#[test]
fn an_error_is_forwarded_with_its_code_and_fields() {
    for (channel, code) in [("busy", 1), ("gone", -32099), ("strange", 77)] {
        let fault = Fault::from(failure(channel));
        assert_eq!(fault.as_remote().code, code, "{channel}");
    }
    let busy = Fault::from(failure("busy"));
    assert_eq!(busy.as_remote(), Fault::from(Busy::new("me")).as_remote());
    let other = Fault::from(failure("strange"));
    assert_eq!(other.to_string(), "strange");
}

#[test]
fn its_code_message_and_fields_are_on_the_wire() {
    let (_bench, mut wire, _measured) = bench();
    wire.send(r#"{"jsonrpc":"2.0","method":"measure","params":{"channel":"busy"},"id":1}"#);
    let error = r#"{"code":1,"message":"Somebody else measures.","data":{"by":"me"}}"#;
    let reply = format!(r#"{{"jsonrpc":"2.0","error":{error},"id":1}}"#);
    assert_eq!(wire.receive_text(), reply);
}

#[test]
fn an_error_without_fields_has_no_data() {
    let (_bench, mut wire, _measured) = bench();
    wire.send(r#"{"jsonrpc":"2.0","method":"measure","params":{"channel":"gone"},"id":1}"#);
    let error = r#"{"code":-32099,"message":"the meter is gone"}"#;
    let reply = format!(r#"{{"jsonrpc":"2.0","error":{error},"id":1}}"#);
    assert_eq!(wire.receive_text(), reply);
}
