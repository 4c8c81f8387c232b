//! The messages that every codec carries, and those that every codec refuses.

use super::heard::{Heard, codecs, hear, protocol};
use crate::error::RemoteError;
use crate::limits::Limits;
use crate::{Bytes, Map, Value};

fn call(args: Value) -> Heard {
    Heard::Call("a/b.c_d".to_owned(), Some(7), args)
}

fn nested(levels: usize) -> Value {
    (0..levels).fold(Value::Null, |value, _| Value::List(vec![value]))
}

fn messages() -> Vec<Heard> {
    let named = Value::from_iter([
        ("text", Value::from("grüße \u{1f600} \"\\\r\n\t\0")),
        ("least", i64::MIN.into()),
        ("most", u64::MAX.into()),
        ("beyond floats", 9_007_199_254_740_993_u64.into()),
        ("float", Value::Float(-0.5)),
        ("whole", Value::Float(5.0)),
        ("flag", true.into()),
        ("none", Value::Null),
        (
            "bytes",
            Value::Bytes(Bytes::from((0..=255).collect::<Vec<u8>>())),
        ),
        ("", Value::Map(Map::new())),
    ]);
    let detailed = RemoteError {
        data: Some(named.clone()),
        ..RemoteError::new(i64::MIN, "no\n")
    };
    vec![
        call(named.clone()),
        Heard::Call(
            "m".to_owned(),
            Some(u64::MAX),
            Value::List(vec![1.into(), named.clone()]),
        ),
        Heard::Call("m".to_owned(), Some(0), Value::Map(Map::new())),
        Heard::Call("m".to_owned(), None, Value::List(vec![])),
        Heard::Call("m".to_owned(), None, Value::Map(Map::new())),
        Heard::Result(0, Value::Null),
        Heard::Result(u64::MAX, named),
        Heard::Result(1, "".into()),
        Heard::Error(Some(1), detailed),
        Heard::Error(Some(u64::MAX), RemoteError::new(0, "")),
        Heard::Error(None, RemoteError::new(-32700, "what?")),
    ]
}

#[test]
fn every_message_arrives_as_it_was_sent() {
    for codec in codecs() {
        let (protocol, mut bytes) = (protocol(&*codec, Limits::default()), Vec::new());
        for message in messages() {
            message.write(&protocol, &mut bytes).unwrap();
        }
        for size in [1, 2, 7, bytes.len()] {
            let heard = hear(&protocol, bytes.chunks(size)).unwrap();
            assert_eq!(heard, messages(), "{}, {size}", codec.expression());
        }
    }
}

#[test]
fn a_frame_that_is_cut_off_is_no_message_and_no_fault() {
    for codec in codecs() {
        let (protocol, mut bytes) = (protocol(&*codec, Limits::default()), Vec::new());
        for message in messages() {
            bytes.clear();
            message.write(&protocol, &mut bytes).unwrap();
            for end in 0..bytes.len() {
                let heard = hear(&protocol, [&bytes[..end]]);
                assert_eq!(heard.as_deref(), Ok(&[][..]), "{}", codec.expression());
            }
        }
    }
}

#[test]
fn numbers_that_would_arrive_differently_are_not_sent() {
    let large = Value::Int(i128::from(u64::MAX) + 1);
    let small = Value::Int(i128::from(i64::MIN) - 1);
    let floats = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(Value::Float);
    for codec in codecs() {
        let protocol = protocol(&*codec, Limits::default());
        for value in floats
            .clone()
            .into_iter()
            .chain([large.clone(), small.clone()])
        {
            let mut bytes = b"before".to_vec();
            let message = call(Value::from_iter([("a", value)]));
            assert!(
                message.write(&protocol, &mut bytes).is_err(),
                "{}",
                codec.expression()
            );
            assert_eq!(bytes, b"before");
        }
    }
}

#[test]
fn the_depth_is_limited_in_both_directions() {
    const DEPTH: usize = 8;
    let limits = |depth| Limits {
        depth,
        ..Limits::default()
    };
    for codec in codecs() {
        let (deep, shallow) = (
            protocol(&*codec, limits(100)),
            protocol(&*codec, limits(DEPTH)),
        );
        let name = codec.expression();
        for message in [
            |levels| call(nested(levels)),
            |levels| Heard::Result(1, nested(levels)),
        ] {
            // The message itself is one level.
            for levels in [1, DEPTH - 1, DEPTH, DEPTH + 1, 99] {
                let fits = levels < DEPTH;
                let message = message(levels);
                let written = message.write(&shallow, &mut Vec::new());
                assert_eq!(written.is_ok(), fits, "{name}, {levels}");
                let mut bytes = Vec::new();
                message.write(&deep, &mut bytes).unwrap();
                let expected = if fits { message } else { Heard::Nothing };
                assert_eq!(
                    hear(&shallow, [&*bytes]).unwrap(),
                    [expected],
                    "{name}, {levels}"
                );
            }
        }
    }
}

#[test]
fn after_a_message_that_cannot_be_read_the_next_one_is_read() {
    let message = call(Value::Map(Map::new()));
    for codec in codecs() {
        let protocol = protocol(&*codec, Limits::default());
        for garbage in [
            &b"oops:"[..],
            b"\xff",
            b"[",
            b"{",
            b"\xc1",
            b"\xdd\xff\xff\xff\xff",
        ] {
            let mut bytes = garbage.to_vec();
            protocol.codec.frame(&mut bytes, 0).unwrap();
            message.write(&protocol, &mut bytes).unwrap();
            let heard = hear(&protocol, [&*bytes]).unwrap();
            let name = codec.expression();
            let read = heard.last() == Some(&message) && heard.len() <= 2;
            assert!(read, "{name}, {}: {heard:?}", garbage.escape_ascii());
        }
    }
}
