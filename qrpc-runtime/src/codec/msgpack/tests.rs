use std::time::Duration;

use super::Msgpack;
use crate::codec::{
    Body, Codec as _, DecodeError, Id, IncomingMessage, OutgoingMessage, Params, Split,
};
use crate::error::RemoteError;
use crate::{Bytes, Value};

fn encoded(message: &OutgoingMessage<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    Msgpack::default().encode(message, &mut bytes).unwrap();
    bytes
}

fn call(args: &dyn Body) -> OutgoingMessage<'_> {
    OutgoingMessage::Call {
        method: "m",
        id: Some(5),
        args,
        timeout: None,
    }
}

#[test]
fn messages_are_written_as_documented() {
    let id = Id::Other(b"\xa1x".as_slice().into());
    let error = RemoteError::new(-32000, "no");
    let with_data = RemoteError {
        data: Some(Value::Null),
        ..error.clone()
    };
    let notification = OutgoingMessage::Call {
        method: "m",
        id: None,
        args: &[1_i64],
        timeout: None,
    };
    let result = OutgoingMessage::Result {
        id: &id,
        value: &Bytes::from([0, 255]),
    };
    let failure = OutgoingMessage::Error {
        id: None,
        error: &error,
    };
    let detailed = OutgoingMessage::Error {
        id: Some(&Id::Number(u64::MAX)),
        error: &with_data,
    };
    let timed = OutgoingMessage::Call {
        method: "m",
        id: Some(5),
        args: &[1_i64],
        timeout: Some(Duration::from_micros(255_001)),
    };
    for (message, expected) in [
        (&timed, &b"\x95\x00\x05\xa1m\x91\x01\xcd\x01\x00"[..]),
        (
            &call(&Value::from_iter([("a", 300)])),
            &b"\x94\x00\x05\xa1m\x81\xa1a\xcd\x01\x2c"[..],
        ),
        (&notification, b"\x93\x02\xa1m\x91\x01"),
        (&result, b"\x94\x01\xa1x\xc0\xc4\x02\x00\xff"),
        (
            &failure,
            b"\x94\x01\xc0\x82\xa4code\xd1\x83\x00\xa7message\xa2no\xc0",
        ),
        (
            &detailed,
            b"\x94\x01\xcf\xff\xff\xff\xff\xff\xff\xff\xff\x83\xa4code\xd1\x83\x00\xa7message\xa2no\xa4data\xc0\xc0",
        ),
    ] {
        assert_eq!(encoded(message).escape_ascii().to_string(), expected.escape_ascii().to_string());
    }
}

#[test]
fn the_length_is_before_the_message() {
    let mut bytes = b"before".to_vec();
    bytes.resize(6 + 300, b'x');
    Msgpack::default().frame(&mut bytes, 6).unwrap();
    assert_eq!(&bytes[..12], b"before\x00\x00\x01\x2cxx");
    let codec = Msgpack::default();
    for end in 0..4 {
        assert_eq!(codec.split(&bytes[6..6 + end], 0), Split::Partial(0));
    }
    let found = Split::Frame {
        payload: 4..304,
        next: 304,
    };
    assert_eq!(codec.split(&bytes[6..10], 0), found);
}

#[test]
fn ids_of_every_type_are_echoed() {
    let long = [&b"\xd9\xfe"[..], &[b'x'; 254]].concat();
    for id in [
        &b"\x05"[..],
        b"\xcf\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xff",
        b"\xc0",
        b"\xc3",
        b"\xa3abc",
        b"\xc4\x01\x00",
        b"\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00",
        &long,
    ] {
        let payload = [b"\x94\x00", id, b"\xa1m\x80"].concat();
        let codec = Msgpack::default();
        let Ok(IncomingMessage::Call { id: Some(read), .. }) = codec.decode(&payload) else {
            panic!("{}", id.escape_ascii());
        };
        let reply = encoded(&OutgoingMessage::Result {
            id: &read,
            value: &(),
        });
        assert_eq!(reply, [b"\x94\x01", id, b"\xc0\xc0"].concat());
    }
}

#[test]
fn arguments_may_be_absent_or_nil() {
    for payload in [
        &b"\x93\x00\x05\xa1m"[..],
        b"\x94\x00\x05\xa1m\xc0",
        b"\x92\x02\xa1m",
        b"\x93\x02\xa1m\xc0",
        b"\xdc\x00\x02\xd0\x02\xd9\x01m",
    ] {
        let codec = Msgpack::default();
        let Ok(IncomingMessage::Call { params, .. }) = codec.decode(payload) else {
            panic!("{}", payload.escape_ascii());
        };
        assert!(
            matches!(params, Params::Absent),
            "{}",
            payload.escape_ascii()
        );
    }
}

#[test]
fn a_time_that_is_not_a_number_of_milliseconds_is_ignored() {
    for (time, expected) in [
        (&b"\xcd\x01\x00"[..], Some(Duration::from_millis(256))),
        (b"\x00", Some(Duration::ZERO)),
        (b"\xff", None),
        (b"\xc0", None),
        (b"\xa1x", None),
        (b"\x80", None),
    ] {
        let payload = [b"\x95\x00\x05\xa1m\x80", time].concat();
        let codec = Msgpack::default();
        let Ok(IncomingMessage::Call { timeout, .. }) = codec.decode(&payload) else {
            panic!("{}", payload.escape_ascii());
        };
        assert_eq!(timeout, expected, "{}", payload.escape_ascii());
    }
}

/// The problem of a payload, and the number that a reply to it would have as its id.
fn problem(payload: &[u8]) -> (String, Option<u64>) {
    let number = |id: Option<Id>| match id {
        Some(Id::Number(number)) => Some(number),
        _ => None,
    };
    match Msgpack::default().decode(payload) {
        Ok(IncomingMessage::Malformed { id, error }) => (error.into_problem(), Some(id)),
        Ok(_) => panic!("{}", payload.escape_ascii()),
        Err(DecodeError::Unreadable(problem) | DecodeError::InvalidReply(problem)) => {
            (problem, None)
        }
        Err(DecodeError::Invalid { problem, call }) => (problem, number(call.id)),
    }
}

#[test]
fn bad_messages_are_refused_with_their_id_if_it_can_be_read() {
    let deep = [&b"\x94\x00\x05\xa1m"[..], &[0x91; 64], b"\xc0"].concat();
    let deep_result = [&b"\x94\x01\x05\xc0"[..], &[0x91; 64], b"\xc0"].concat();
    let long_id = [&b"\x93\x00\xda\x01\x00"[..], &[b'x'; 256], b"\xa1m"].concat();
    let nesting = "the nesting exceeds the maximum of 64 levels";
    let extension = "extension types are not supported";
    let cut = "the message ends within a value";
    let bad_id = "the id must be a number, a short string or nil";
    for (payload, expected, id) in [
        (&b"\x05"[..], "a message must be a list", None),
        (b"\x80", "a message must be a list", None),
        (b"\xdd\x00", cut, None),
        (b"\x90", "the message has too few values", None),
        (
            b"\x91\x03",
            "the first value of a message must be 0, 1 or 2",
            None,
        ),
        (b"\x92\x00\x05", "the message has too few values", Some(5)),
        (b"\x93\x00\x05\x07", "the method must be a string", Some(5)),
        (
            b"\x93\x00\x05\xa1\xff",
            "the method must be a string",
            Some(5),
        ),
        (b"\x93\x00\x90\xa1m", bad_id, None),
        (b"\x93\x00\x80\xa1m", bad_id, None),
        (&long_id, bad_id, None),
        (
            b"\x94\x00\x05\xa1m\x01",
            "the arguments must be a map or a list",
            Some(5),
        ),
        (b"\x94\x00\x05\xa1m\x91", cut, Some(5)),
        (b"\x94\x00\x05\xa1m\xdf\xff\xff\xff\xff", cut, Some(5)),
        (b"\x94\x00\x05\xa1m\xc6\xff\xff\xff\xff", cut, Some(5)),
        (b"\x94\x00\x05\xa1m\x91\xd4\x01\x00", extension, Some(5)),
        (b"\x94\x00\x05\xa1m\x91\xd8\x01", extension, Some(5)),
        (b"\x94\x00\x05\xa1m\x91\xc7\x00\x01", extension, Some(5)),
        (b"\x94\x00\x05\xa1m\x91\xc9", extension, Some(5)),
        (b"\x93\x00\xd4\x01\x00\xa1m", extension, None),
        (
            b"\x94\x00\x05\xa1m\xc1",
            "the byte 0xc1 does not begin a value",
            Some(5),
        ),
        (
            b"\x96\x00\x05\xa1m\x80\x05\x80",
            "the message has too many values",
            Some(5),
        ),
        (
            b"\x94\x00\x05\xa1m\x80\x80",
            "bytes follow the message",
            Some(5),
        ),
        (&deep, nesting, Some(5)),
        (
            b"\x93\x01\x05\xc0",
            "the message has too few values",
            Some(5),
        ),
        (
            b"\x94\x01\x05\x80\x01",
            "the reply has both an error and a result",
            Some(5),
        ),
        (b"\x94\x01\x05\xa1e\xc0", "the error is not a map", Some(5)),
        (&deep_result, nesting, Some(5)),
    ] {
        assert_eq!(
            problem(payload),
            (expected.to_owned(), id),
            "{}",
            payload.escape_ascii()
        );
    }
}

#[test]
fn errors_are_read_as_far_as_possible() {
    let codec = Msgpack::default();
    for (error, expected) in [
        (&b"\x80"[..], RemoteError::new(0, "")),
        (
            b"\x82\xa4code\x07\xa7message\xa2no",
            RemoteError::new(7, "no"),
        ),
        (
            b"\x83\x01\x02\xa4code\xa1x\xa7message\xa2no",
            RemoteError::new(0, "no"),
        ),
        (
            b"\x82\xa4code\xd0\xff\xa7message\x01",
            RemoteError::new(-1, "1"),
        ),
    ] {
        let payload = [b"\x94\x01\x05", error, b"\xc0"].concat();
        match codec.decode(&payload) {
            Ok(IncomingMessage::Error { id, error }) => {
                assert_eq!((id, error), (Some(5), expected));
            }
            _ => panic!("{}", payload.escape_ascii()),
        }
    }
}

#[test]
fn numbers_that_are_not_sent_are_refused() {
    let large = Value::Int(i128::from(u64::MAX) + 1);
    for value in [Value::Float(f64::NAN), Value::List(vec![large])] {
        let written = Msgpack::default().encode(&call(&[value]), &mut Vec::new());
        assert!(written.is_err());
    }
    let small = encoded(&call(&[5_u128, u128::from(u64::MAX)]));
    assert!(small.ends_with(b"\x92\x05\xcf\xff\xff\xff\xff\xff\xff\xff\xff"));
}
