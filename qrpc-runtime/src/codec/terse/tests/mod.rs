mod refused;

use super::Terse;
use crate::codec::{Codec as _, Id, IncomingMessage, OutgoingMessage, Params, Split};
use crate::error::RemoteError;
use crate::{Bytes, Value};

fn line(message: &OutgoingMessage<'_>) -> String {
    let mut bytes = Vec::new();
    Terse::default().encode(message, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn notification(args: &Value) -> String {
    line(&OutgoingMessage::Call {
        method: "m",
        id: None,
        args,
        timeout: None,
    })
}

/// The arguments that a line carries by name or by position.
fn arguments(line: &str) -> Value {
    let codec = Terse::default();
    match codec.decode(line.as_bytes()) {
        Ok(IncomingMessage::Call { params, .. }) => match params {
            Params::Absent => Value::Map(crate::Map::new()),
            Params::Named(raw) | Params::Positional(raw) => raw.decode().unwrap(),
        },
        _ => panic!("{line}"),
    }
}

fn one(value: impl Into<Value>) -> Value {
    Value::from_iter([("a", value.into())])
}

#[test]
fn messages_are_written_as_quickrpc_writes_them() {
    let id = Id::Number(7);
    let call = OutgoingMessage::Call {
        method: "echo",
        id: Some(1),
        args: &Value::from_iter([("text", "hello")]),
        timeout: None,
    };
    assert_eq!(line(&call), "echo/1 text:\"hello\"");
    let result = OutgoingMessage::Result {
        id: &id,
        value: &Bytes::from([255]),
    };
    assert_eq!(line(&result), "[7]:'/w=='");
    let error = RemoteError {
        data: Some("RuntimeError: boom\n".into()),
        ..RemoteError::new(3, "grüße \"q\" \\ \n")
    };
    let failure = OutgoingMessage::Error {
        id: Some(&id),
        error: &error,
    };
    let expected = r#"[7]! message:"grüße \"q\" \\ \n" details:"RuntimeError: boom\n" code:3"#;
    assert_eq!(line(&failure), expected);
    let unreadable = OutgoingMessage::Error {
        id: None,
        error: &RemoteError::new(-32700, "no"),
    };
    assert_eq!(line(&unreadable), "[]! message:\"no\" code:-32700");
}

#[test]
fn values_are_written_and_read() {
    let bytes = Value::Bytes(Bytes::from([0, 1, 255]));
    let list = Value::List(vec![1.into(), Value::List(vec![]), "x".into()]);
    let odd = Value::from_iter([("", 1), ("a b", 2), ("\"\\:\n", 3), ("ü-_.$", 4)]);
    for (value, text) in [
        (Value::Null, "null"),
        (true.into(), "true"),
        (i64::MIN.into(), "-9223372036854775808"),
        (u64::MAX.into(), "18446744073709551615"),
        (Value::Float(1.0), "1.0"),
        (Value::Float(-1.5e-7), "-1.5e-7"),
        (Value::Float(0.00001), "0.00001"),
        (Value::Float(2e19), "2e19"),
        (Value::Float(-1.8e19), "-18000000000000000000.0"),
        (Value::Float(f64::MAX), "1.7976931348623157e308"),
        (Value::Float(5e-324), "5e-324"),
        (Value::Float(0.0), "0.0"),
        (Value::Float(1e16), "10000000000000000.0"),
        ("".into(), "\"\""),
        ("a\"b\\n\n\t\r\0".into(), "\"a\\\"b\\\\n\\n\t\r\0\""),
        (bytes, "'AAH/'"),
        (list, "[1 [] \"x\"]"),
        (odd, "{\"\":1 \"a b\":2 \"\\\"\\\\:\\n\":3 ü-_.$:4}"),
    ] {
        let line = notification(&one(value.clone()));
        assert_eq!(line, format!("m a:{text}"));
        assert_eq!(arguments(&line), one(value));
    }
    for number in [f64::MAX, f64::MIN_POSITIVE, 5e-324, 0.1, 1e22, 1e300] {
        assert_eq!(
            arguments(&notification(&one(Value::Float(number)))),
            one(Value::Float(number))
        );
    }
}

#[test]
fn lines_of_quickrpc_and_of_people_are_read() {
    for (line, value) in [
        ("m a:1e+06", one(1_000_000)),
        ("m a:1.23457e+07", one(12_345_700)),
        ("m a:1.84467e+19", one(18_446_700_000_000_000_000_u64)),
        ("m a:-1.5e-07", one(Value::Float(-1.5e-7))),
        ("m a:.5", one(Value::Float(0.5))),
        ("m a:5.", one(Value::Float(5.0))),
        ("m a:-0", one(0)),
        ("m a: 1 ", one(1)),
        ("  m  a:1\t", one(1)),
        ("m\ta:1\r", one(1)),
        (r#"m a:"x\qy\\""#, one(r"x\qy\")),
        (r#"m a:"\\ny""#, one(r"\ny")),
        ("m a:[ 1,  2 ]", one(Value::List(vec![1.into(), 2.into()]))),
        (
            "m a:{x:{y:[]}}",
            one(Value::from_iter([(
                "x",
                Value::from_iter([("y", Value::List(vec![]))]),
            )])),
        ),
        (
            "m a:\"x\"b:1",
            Value::from_iter([("a", Value::from("x")), ("b", 1.into())]),
        ),
        ("m a:1, b:2", Value::from_iter([("a", 1), ("b", 2)])),
        ("m 5:1", Value::from_iter([("5", 1)])),
        (
            "m a:{a\"b:1,c},d:2}",
            one(Value::from_iter([("a\"b", 1), ("c},d", 2)])),
        ),
        ("m true:1", Value::from_iter([("true", 1)])),
        ("m \"a\":1", one(1)),
        ("m [1 \"a:\"]", Value::List(vec![1.into(), "a:".into()])),
        ("m", Value::Map(crate::Map::new())),
        ("m ", Value::Map(crate::Map::new())),
    ] {
        assert_eq!(arguments(line), value, "{line}");
    }
}

#[test]
fn numbers_stand_for_booleans_where_a_boolean_is_expected() {
    let codec = Terse::default();
    let flags = |line: &str| -> Result<Vec<(bool, Value)>, String> {
        let Ok(IncomingMessage::Call { params, .. }) = codec.decode(line.as_bytes()) else {
            panic!("{line}");
        };
        let (Params::Named(raw) | Params::Positional(raw)) = params else {
            panic!("{line}");
        };
        raw.decode()
    };
    let read = flags("m [[1 1] [0 0] [true true] [false false]]");
    let expected = [
        (true, 1.into()),
        (false, 0.into()),
        (true, true.into()),
        (false, false.into()),
    ];
    assert_eq!(read, Ok(expected.to_vec()));
    for line in ["m [[2 0]]", "m [[-1 0]]", "m [[1.0 0]]", "m [[\"1\" 0]]"] {
        assert!(flags(line).is_err(), "{line}");
    }
}

#[test]
fn methods_and_ids_are_told_apart() {
    for (line, expected) in [
        ("say/7 a:1", ("say", Some(7))),
        ("a/1/2", ("a/1", Some(2))),
        ("textDocument/didOpen", ("textDocument/didOpen", None)),
        ("a//5", ("a/", Some(5))),
        ("say/x5", ("say/x5", None)),
        ("say/-1", ("say/-1", None)),
    ] {
        let codec = Terse::default();
        let Ok(IncomingMessage::Call { method, id, .. }) = codec.decode(line.as_bytes()) else {
            panic!("{line}");
        };
        assert_eq!(
            (&*method, id),
            (expected.0, expected.1.map(Id::Number)),
            "{line}"
        );
    }
}

#[test]
fn methods_that_would_be_read_otherwise_are_not_written() {
    for (method, id) in [
        ("a/1", None),
        ("a/", None),
        ("a/99999999999999999999", None),
        ("", Some(1)),
        ("a b", None),
        ("[5]:1", None),
        ("a\n", None),
    ] {
        let call = OutgoingMessage::Call {
            method,
            id,
            args: &(),
            timeout: None,
        };
        assert!(
            Terse::default().encode(&call, &mut Vec::new()).is_err(),
            "{method:?}"
        );
    }
}

#[test]
fn replies_are_read() {
    let codec = Terse::default();
    for (line, expected) in [("[5]:\"x\"", "x"), ("[5]: \"x\" ", "x")] {
        match codec.decode(line.as_bytes()) {
            Ok(IncomingMessage::Result { id: Some(5), value }) => {
                assert_eq!(value.decode::<String>().as_deref(), Ok(expected));
            }
            _ => panic!("{line}"),
        }
    }
    let detailed = RemoteError {
        data: Some("d".into()),
        ..RemoteError::new(0, "m")
    };
    for (line, expected) in [
        ("[5]! message:\"m\" details:\"d\"", detailed),
        ("[5]!", RemoteError::new(0, "")),
        ("[5]! message:1 code:\"x\"", RemoteError::new(0, "1")),
        ("[5]! code:-7", RemoteError::new(-7, "")),
    ] {
        match codec.decode(line.as_bytes()) {
            Ok(IncomingMessage::Error { id, error }) => {
                assert_eq!((id, error), (Some(5), expected), "{line}");
            }
            _ => panic!("{line}"),
        }
    }
}

#[test]
fn lines_end_with_either_line_end_and_empty_lines_are_skipped() {
    let split = |text: &str| Terse::default().split(text.as_bytes(), 0);
    for (text, payload, next) in [
        ("a\nb", 0..1, 2),
        ("a\r\n", 0..2, 3),
        ("\n", 0..0, 1),
        (" \r\n", 0..0, 3),
    ] {
        assert_eq!(split(text), Split::Frame { payload, next }, "{text:?}");
    }
    assert_eq!(split("ab"), Split::Partial(2));
    assert!(Terse::default().frame(&mut b"a\nb".to_vec(), 0).is_err());
}
