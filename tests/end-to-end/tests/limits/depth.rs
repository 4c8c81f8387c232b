//! The limit on the nesting depth of values.

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Wire, outcome, serve, talk_as};
use qrpc_runtime::{All, CallError, Limits, Value};

const DEPTH: usize = 8;

/// The nesting levels around an argument: the message itself, and its parameters.
const AROUND: usize = 2;

fn limited() -> Limits {
    Limits {
        depth: DEPTH,
        ..Limits::default()
    }
}

fn keeping(bench: &Bench) {
    bench.keep.connect(|_, args| args.value);
}

fn call(depth: usize) -> String {
    let lists = depth - AROUND;
    let (open, close) = ("[".repeat(lists), "]".repeat(lists));
    format!(r#"{{"jsonrpc":"2.0","method":"keep","params":{{"value":{open}{close}}},"id":1}}"#)
}

#[test]
fn the_deepest_message_is_read() {
    let (_bench, address) = serve(Bench::builder().limits(limited()), keeping);
    let answer = Wire::to(&address).exchange(&call(DEPTH));
    assert!(answer["result"].is_array(), "{answer}");
}

#[test]
fn a_deeper_call_is_answered_with_an_error() {
    let (bench, address) = serve(Bench::builder().limits(limited()), keeping);
    let mut wire = Wire::to(&address);
    let answer = wire.exchange(&call(DEPTH + 1));
    assert_eq!(answer["error"]["code"], -32600);
    assert_eq!(answer["id"], 1);
    assert!(wire.exchange(&call(DEPTH))["result"].is_array());
    assert_eq!(bench.counters().noise, 1);
}

#[test]
fn brackets_in_a_text_are_not_deep() {
    let (_bench, address) = serve(Bench::builder().limits(limited()), keeping);
    let text =
        r#"{"jsonrpc":"2.0","method":"keep","params":{"value":"[[[[[[[[[[[[\"{{{{"},"id":1}"#;
    let answer = Wire::to(&address).exchange(text);
    assert!(answer["result"].is_string(), "{answer}");
}

fn nested(depth: usize) -> Value {
    (AROUND..depth).fold(Value::Null, |inner, _| Value::List(vec![inner]))
}

#[test]
fn a_deeper_message_is_not_sent() {
    let client = Client::builder().limits(limited());
    let (_bench, client) = talk_as(Bench::builder(), client, |bench, _| keeping(bench));
    let promise = client.keep(All, args::Keep::new(nested(DEPTH + 1)));
    assert!(matches!(
        outcome(&client, promise),
        Err(CallError::Unsendable(problem)) if problem.contains("8 levels")
    ));
    let promise = client.keep(All, args::Keep::new(nested(DEPTH)));
    assert_eq!(outcome(&client, promise), Ok(nested(DEPTH)));
}

#[test]
fn the_deepest_nesting_that_anybody_could_send_is_refused() {
    let (bench, address) = serve(Bench::builder(), keeping);
    let mut wire = Wire::to(&address);
    assert_eq!(wire.exchange(&call(1_000_000))["error"]["code"], -32600);
    assert_eq!(bench.counters().noise, 1);
    assert!(wire.exchange(&call(DEPTH))["result"].is_array());
}
