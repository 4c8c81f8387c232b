//! Numbers that are not sent, and integers that are written in unusual ways, such as
//! `1.0`.

use end_to_end::bench::{Bench, Channel, Client, Reading, args};
use end_to_end::{Server, Wire, outcome, serve, talk};
use qrpc_runtime::{All, CallError, Fault, RemoteError, Value};

fn unsendable_values() -> [Value; 5] {
    let large = Value::Int(i128::from(u64::MAX) + 1);
    [
        Value::Float(f64::NAN),
        Value::List(vec![Value::Float(f64::INFINITY)]),
        Value::from_iter([("a", f64::NEG_INFINITY)]),
        large.clone(),
        Value::from_iter([("a", Value::List(vec![large]))]),
    ]
}

#[test]
fn arguments_that_json_cannot_carry_are_not_sent() {
    let (_bench, client) = talk(|bench, _| {
        bench.keep.connect(|_, args| args.value);
        bench.measure.connect(|_, args| args.history);
    });
    for value in unsendable_values() {
        let result = client.keep(All, args::Keep::new(value)).result();
        assert!(
            matches!(result, Err(CallError::Unsendable(_))),
            "{result:?}"
        );
    }
    let mut measured = args::Measure::new(Channel::Volts);
    measured.history = vec![Reading::new(1.0), Reading::new(f64::NAN)];
    let result = client.measure(All, measured).result();
    let problem = "the number NaN is not finite, so it cannot be sent".to_owned();
    assert_eq!(result, Err(CallError::Unsendable(problem)));
}

#[test]
fn results_that_json_cannot_carry_are_answered_as_errors() {
    for value in unsendable_values() {
        let (_bench, client) = talk(|bench, _| {
            bench.keep.connect(move |_, _| value.clone());
        });
        let result = client.keep(All, args::Keep::new(Value::Null)).result();
        assert!(matches!(result, Err(CallError::Remote(_))), "{result:?}");
    }
}

#[test]
fn an_error_goes_without_what_json_cannot_carry() {
    for data in unsendable_values() {
        let (_bench, client) = talk(|bench, _| {
            bench
                .keep
                .try_connect(move |_, _| Err(Fault::with_code(7, "no").with_data(data.clone())));
        });
        let result = client.keep(All, args::Keep::new(Value::Null)).result();
        assert_eq!(result, Err(CallError::Remote(RemoteError::new(7, "no"))));
    }
}

/// Returns the reply of `add` to these arguments.
fn added(params: &str) -> serde_json::Value {
    let (_bench, address) = serve(Bench::builder(), |bench| {
        bench.add.connect(|_, args| args.a.wrapping_add(args.b));
    });
    let call = format!(r#"{{"jsonrpc":"2.0","method":"add","params":{params},"id":1}}"#);
    Wire::to(&address).exchange(&call)
}

#[test]
fn exact_integers_are_taken_as_arguments_however_they_are_written() {
    for (params, sum) in [
        (r#"{"a":5.0}"#, 6),
        (r#"{"a":-5.00,"b":1e3}"#, 995),
        (r#"{"b":1.5E+1,"a":-0.0}"#, 15),
        (r#"{"a":-0,"b":-0.0}"#, 0),
        ("[5.0,2]", 7),
        ("[20e-1]", 3),
        (
            r#"{"a":9007199254740993.0,"b":0}"#,
            9_007_199_254_740_993_i64,
        ),
        (r#"{"a":-9223372036854775808.0,"b":0}"#, i64::MIN),
    ] {
        assert_eq!(added(params)["result"], sum, "{params}");
    }
    for params in [
        r#"{"a":5.5}"#,
        r#"{"a":1e19}"#,
        r#"{"a":9223372036854775808.0}"#,
        r#"{"a":"5.0"}"#,
        "[1e-1]",
    ] {
        assert_eq!(added(params)["error"]["code"], -32602, "{params}");
    }
}

#[test]
fn exact_integers_are_taken_as_results_however_they_are_written() {
    for (result, expected) in [
        ("5.0", Some(5)),
        ("5e0", Some(5)),
        ("9223372036854775807.0", Some(i64::MAX)),
        ("5.5", None),
        ("9223372036854775808.0", None),
    ] {
        let server = Server::open();
        let client = Client::builder().transport(server.transport());
        let client = client.build().unwrap();
        client.start().unwrap();
        let mut wire = server.accept();
        let call = client.add(All, args::Add::new(1));
        let id = wire.receive()["id"].to_string();
        wire.send(format!(
            r#"{{"jsonrpc":"2.0","result":{result},"id":{id}}}"#
        ));
        let settled = outcome(&client, call);
        assert_eq!(settled.clone().ok(), expected, "{result}: {settled:?}");
    }
}

#[test]
fn what_takes_any_number_gets_it_as_it_was_written() {
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.measure.connect(|_, args| args.history);
    });
    let call = r#"{"jsonrpc":"2.0","method":"measure","id":1,"params":{"channel":"volts",
        "names":{"a":1.0,"b":2e0},"history":[{"value":-0.0,"at":5.0}]}}"#;
    let answer = Wire::to(&address).exchange(call);
    assert_eq!(answer["result"][0]["value"].to_string(), "-0.0", "{answer}");
    assert_eq!(answer["result"][0]["at"], 5);
    drop(bench);
}
