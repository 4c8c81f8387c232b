//! One codec: the same bytes in one piece and byte by byte give the same messages, and what can be
//! read can be written and read again.

use qrpc_runtime::Value;
use qrpc_runtime::codec::{Codec, Id, IncomingMessage, OutgoingMessage, Params, Raw, Split};

use crate::planted;

pub(crate) fn check(codec: &dyn Codec, bytes: &[u8]) {
    let whole = payloads(codec, [bytes]);
    let split = payloads(codec, bytes.chunks(1));
    assert_eq!(whole, split, "split at every byte");
    for payload in whole {
        if let Ok(message) = codec.decode(&payload) {
            read(codec, message);
        }
    }
}

/// The payloads of the frames in the bytes, which arrive in pieces.
fn payloads<'b>(codec: &dyn Codec, pieces: impl IntoIterator<Item = &'b [u8]>) -> Vec<Vec<u8>> {
    let mut payloads = Vec::new();
    let (mut arrived, mut scanned) = (Vec::new(), 0);
    for piece in pieces {
        arrived.extend_from_slice(piece);
        loop {
            match codec.split(&arrived, scanned) {
                Split::Frame { payload, next } if next <= arrived.len() => {
                    assert!(payload.end <= next && next > 0);
                    payloads.push(arrived[payload].to_vec());
                    arrived.drain(..next);
                    scanned = 0;
                }
                Split::Frame { .. } => break,
                Split::Partial(seen) => {
                    assert!(seen <= arrived.len());
                    scanned = seen;
                    break;
                }
                Split::Broken(_) => return payloads,
            }
        }
    }
    payloads
}

fn read(codec: &dyn Codec, message: IncomingMessage<'_>) {
    planted::panic_if_told(&message);
    match message {
        IncomingMessage::Call {
            method, id, params, ..
        } => call(codec, &method, id, &params),
        IncomingMessage::Result {
            id: Some(id),
            value,
        } => result(codec, id, &value),
        IncomingMessage::Batch { messages, .. } => {
            for message in messages.flatten() {
                assert!(!matches!(message, IncomingMessage::Batch { .. }));
                read(codec, message);
            }
        }
        _ => {}
    }
}

fn call(codec: &dyn Codec, method: &str, id: Option<Id>, params: &Params<'_>) {
    if let Some(id) = &id {
        let reply = OutgoingMessage::Result { id, value: &() };
        // An id is echoed as it came, so its reply can always be written.
        codec
            .encode(&reply, &mut Vec::new())
            .expect("the id can be echoed");
    }
    let (Params::Named(args) | Params::Positional(args)) = params else {
        return;
    };
    let Ok(args) = args.decode::<Value>() else {
        return;
    };
    let call = OutgoingMessage::Call {
        method,
        id: id.map(|_| 5),
        args: &args,
        timeout: None,
    };
    let mut written = Vec::new();
    if codec.encode(&call, &mut written).is_err() {
        return;
    }
    match codec.decode(&written) {
        Ok(IncomingMessage::Call {
            method: read,
            params,
            ..
        }) => {
            assert_eq!(read, method);
            match params {
                Params::Named(again) | Params::Positional(again) => assert_same(&args, again),
                Params::Absent => assert!(is_empty(&args), "the arguments are lost"),
            }
        }
        _ => panic!("what was written is not a call"),
    }
}

fn is_empty(args: &Value) -> bool {
    match args {
        Value::Map(map) => map.is_empty(),
        Value::List(list) => list.is_empty(),
        _ => false,
    }
}

fn result(codec: &dyn Codec, id: u64, value: &Raw<'_>) {
    let Ok(value) = value.decode::<Value>() else {
        return;
    };
    let id = Id::Number(id);
    let result = OutgoingMessage::Result {
        id: &id,
        value: &value,
    };
    let mut written = Vec::new();
    if codec.encode(&result, &mut written).is_err() {
        return;
    }
    match codec.decode(&written) {
        Ok(IncomingMessage::Result { value: again, .. }) => assert_same(&value, again),
        _ => panic!("what was written is not a result"),
    }
}

fn assert_same(value: &Value, again: Raw<'_>) {
    let again: Value = again.decode().expect("what was written can be read");
    assert_eq!(*value, again);
}
