//! Properties of every codec: what is sent arrives however it is split, and no bytes cause a panic.

use proptest::prelude::*;

use super::heard::{Heard, codecs, hear, protocol};
use crate::Value;
use crate::error::RemoteError;
use crate::limits::Limits;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i32>().prop_map(|eighths| Value::Float(f64::from(eighths) / 8.0)),
        any::<String>().prop_map(Value::from),
        any::<Vec<u8>>().prop_map(|bytes| Value::Bytes(bytes.into())),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![list(inner.clone()), map(inner)]
    })
}

fn list(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec(inner, 0..5).prop_map(Value::List)
}

fn map(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::btree_map(any::<String>(), inner, 0..5)
        .prop_map(|entries| Value::Map(entries.into_iter().collect()))
}

fn message() -> impl Strategy<Value = Heard> {
    let args = prop_oneof![list(value()), map(value())];
    let error = (any::<i64>(), any::<String>(), prop::option::of(value()));
    let error = error.prop_map(|(code, message, data)| RemoteError {
        data,
        ..RemoteError::new(code, message)
    });
    prop_oneof![
        ("[a-z][A-Za-z./]{0,9}[a-z]", any::<Option<u64>>(), args)
            .prop_map(|(method, id, args)| Heard::Call(method, id, args)),
        (any::<u64>(), value()).prop_map(|(id, value)| Heard::Result(id, value)),
        (any::<Option<u64>>(), error).prop_map(|(id, error)| Heard::Error(id, error)),
    ]
}

/// Splits the bytes into chunks of these sizes, and a rest.
fn chunks<'a>(bytes: &'a [u8], sizes: &[usize]) -> Vec<&'a [u8]> {
    let mut rest = bytes;
    let mut chunks = Vec::new();
    for size in sizes {
        let (chunk, after) = rest.split_at((*size).min(rest.len()));
        chunks.push(chunk);
        rest = after;
    }
    chunks.push(rest);
    chunks
}

proptest! {
    #[test]
    fn what_is_sent_arrives_however_it_is_split(
        messages in prop::collection::vec(message(), 1..4),
        sizes in prop::collection::vec(0_usize..40, 0..40),
    ) {
        for codec in codecs() {
            let (protocol, mut bytes) = (protocol(&*codec, Limits::default()), Vec::new());
            for message in &messages {
                message.write(&protocol, &mut bytes).unwrap();
            }
            let heard = hear(&protocol, chunks(&bytes, &sizes)).unwrap();
            prop_assert_eq!(&heard, &messages, "{}", codec.expression());
        }
    }

    #[test]
    fn bytes_of_any_kind_give_the_same_messages_however_they_are_split(
        message in message(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        rest in any::<Vec<u8>>(),
        sizes in prop::collection::vec(0_usize..40, 0..40),
    ) {
        let limits = Limits { frame: 1 << 20, ..Limits::default() };
        for codec in codecs() {
            let (protocol, mut bytes) = (protocol(&*codec, limits.clone()), Vec::new());
            message.write(&protocol, &mut bytes).unwrap();
            bytes.extend_from_slice(&rest);
            for (place, byte) in &places {
                let place = place.index(bytes.len());
                bytes[place] = *byte;
            }
            let whole = hear(&protocol, [&*bytes]);
            let split = hear(&protocol, chunks(&bytes, &sizes));
            prop_assert_eq!(whole, split, "{}", codec.expression());
        }
    }
}
