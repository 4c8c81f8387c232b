//! The real quickrpc reads the notifications that qrpc writes with the codec `terse`.

use anyhow::Result;
use interop::run_python;
use qrpc_runtime::codec::{Codec as _, OutgoingMessage, Terse};
use qrpc_runtime::{Bytes, Map, Value};

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
    let floats = [0.5, -2.25, 123.456_789, 0.1, 1234.5678];
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
