//! The real quickrpc reads the notifications that qrpc writes with the codec `terse`, and the other
//! way round.

use std::collections::BTreeMap;

use anyhow::{Error, Result, bail};
use interop::run_python;
use qrpc_runtime::codec::{Codec as _, IncomingMessage, OutgoingMessage, Params, Terse};
use qrpc_runtime::{Bytes, Map, Value};
use serde::de::DeserializeOwned;

/// Arguments of every kind that quickrpc can read.
fn arguments() -> Vec<Value> {
    let one = |value: Value| Value::from_iter([("a", value)]);
    let texts = [
        "",
        "hello",
        "a b",
        "gr\u{fc}\u{df}e",
        "say \"x\"",
        "it's",
        "{a:1}",
        "a\nb",
        "\u{1f600}",
    ];
    let integers = [0, 1, -1, 255, 999_999, -123_456];
    let floats = [
        0.5,
        -2.25,
        123.456_789,
        0.1,
        1234.5678,
        1e-7,
        -1.5e-9,
        1e300,
        -2.5e20,
        1e16,
        f64::MAX,
        5e-324,
    ];
    let lists = [
        Value::List(Vec::new()),
        Value::List(vec![1.into(), "two".into(), Value::Float(2.5)]),
        Value::List(vec![Value::List(vec![1.into()]), Value::List(vec![])]),
    ];
    let maps = [
        Value::Map(Map::new()),
        Value::from_iter([("x", Value::from(1)), ("y", "z".into())]),
    ];
    let mut all = vec![Value::Map(Map::new())];
    all.extend(texts.map(|text| one(text.into())));
    all.extend(integers.map(|integer: i64| one(integer.into())));
    all.extend(floats.map(|float| one(Value::Float(float))));
    all.extend(lists.map(one));
    all.extend(maps.map(one));
    all.push(one(Value::Bytes(Bytes::from([0, 1, 255]))));
    all.push(Value::from_iter([
        ("first", Value::from(1)),
        ("second", "x".into()),
    ]));
    all
}

#[test]
fn quickrpc_reads_what_qrpc_writes() -> Result<()> {
    let codec = Terse::default();
    let mut lines = Vec::new();
    for args in arguments() {
        let start = lines.len();
        let message = OutgoingMessage::Call {
            method: "notify",
            id: None,
            args: &args,
            timeout: None,
        };
        codec.encode(&message, &mut lines)?;
        codec.frame(&mut lines, start)?;
    }
    let printed = run_python("python/terse_reader.py", &lines)?;
    let read: Vec<(String, Value)> = printed
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let written: Vec<_> = arguments()
        .into_iter()
        .map(|args| ("notify".to_owned(), args))
        .collect();
    assert_eq!(read, written);
    Ok(())
}

/// The arguments of the notifications that quickrpc writes for these lines of JSON.
fn written_by_quickrpc<T: DeserializeOwned>(lines: &str) -> Result<Vec<T>> {
    let codec = Terse::default();
    let written = run_python("python/terse_writer.py", lines.as_bytes())?;
    let read = |line: &str| match codec.decode(line.as_bytes()) {
        Ok(IncomingMessage::Call {
            params: Params::Named(args),
            ..
        }) => args.decode().map_err(Error::msg),
        _ => bail!("not a notification with arguments: {line}"),
    };
    written.lines().map(read).collect()
}

#[test]
fn qrpc_reads_what_quickrpc_writes_as_the_types_of_a_spec() -> Result<()> {
    let flags: Vec<BTreeMap<String, bool>> = written_by_quickrpc("{\"on\": true, \"off\": false}")?;
    assert_eq!(flags, [[("on", true), ("off", false)].map(owned).into()]);
    let counts: Vec<BTreeMap<String, i64>> = written_by_quickrpc("{\"a\": 0, \"b\": -2500000}")?;
    assert_eq!(counts, [[("a", 0), ("b", -2_500_000)].map(owned).into()]);
    let ratios: Vec<BTreeMap<String, f64>> = written_by_quickrpc("{\"a\": 1.0, \"b\": 0.25}")?;
    assert_eq!(ratios, [[("a", 1.0), ("b", 0.25)].map(owned).into()]);
    let texts: Vec<BTreeMap<String, Vec<String>>> =
        written_by_quickrpc("{\"a\": [\"gr\u{fc}\u{df}e \\\"x\\\"\", \"\"]}")?;
    let expected = ["gr\u{fc}\u{df}e \"x\"", ""].map(str::to_owned);
    assert_eq!(texts, [[("a", expected.to_vec())].map(owned).into()]);
    Ok(())
}

fn owned<T>((name, value): (&str, T)) -> (String, T) {
    (name.to_owned(), value)
}
