//! Cancelling notifications that wait because reading is paused.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Inbound;
use super::heard::{codecs, protocol};
use crate::codec::{Codec, Id, Jrpc, OutgoingMessage};
use crate::limits::Limits;
use crate::protocol::{CallKey, Protocol};
use crate::security::{BlindlyBelieveEverything, Opened, Sealed, SecInfo, Security, SecurityError};

fn security_providers() -> [Arc<dyn Security>; 2] {
    let believe = BlindlyBelieveEverything::default();
    [Arc::new(crate::security::NoSecurity), Arc::new(believe)]
}

/// Settings for each codec with each security provider that is stateless.
fn protocols() -> impl Iterator<Item = Protocol> {
    codecs().into_iter().flat_map(|codec| {
        let limits = Limits::default;
        security_providers().map(|security| Protocol::new(&*codec, security, limits()))
    })
}

fn write(protocol: &Protocol, method: &str, id: Option<u64>, call: u64) -> Vec<u8> {
    let message = OutgoingMessage::Call {
        method,
        id,
        args: &BTreeMap::from([("id", call)]),
        timeout: None,
    };
    let mut frame = Vec::new();
    protocol.write(&message, &mut frame).unwrap();
    frame
}

fn cancel(protocol: &Protocol, call: u64) -> Vec<u8> {
    write(protocol, "rpc.cancel", None, call)
}

/// Messages of which the second and the fourth cancel the calls 1 and 2.
fn messages(protocol: &Protocol) -> [Vec<u8>; 5] {
    [
        write(protocol, "rpc.cancel", Some(7), 8),
        cancel(protocol, 1),
        write(protocol, "other", None, 9),
        cancel(protocol, 2),
        write(protocol, "other", Some(2), 9),
    ]
}

fn keys(protocol: &Protocol, ids: &[u64]) -> Vec<CallKey> {
    let key = |id: &u64| CallKey::new(&Id::Number(*id), &*protocol.codec);
    ids.iter().map(key).collect()
}

#[test]
fn the_calls_of_all_cancelling_notifications_are_found_once() {
    for protocol in protocols() {
        let bytes = messages(&protocol).concat();
        for piece in 1..=bytes.len() {
            let mut inbound = Inbound::default();
            let mut found = Vec::new();
            for piece in bytes.chunks(piece) {
                inbound.wait(piece);
                found.extend(inbound.cancelled_ahead(&protocol));
            }
            assert_eq!(found, keys(&protocol, &[1, 2]), "pieces of {piece} bytes");
        }
    }
}

#[test]
fn the_calls_are_found_again_until_their_notification_is_handled() {
    for protocol in protocols() {
        let mut inbound = Inbound::default();
        inbound.wait(&messages(&protocol).concat());
        let turns: [&[u64]; 5] = [&[1, 2], &[1, 2], &[2], &[2], &[]];
        for expected in turns {
            let found = inbound.cancelled_ahead(&protocol);
            assert_eq!(found, keys(&protocol, expected));
            assert_eq!(inbound.cancelled_ahead(&protocol), []);
            let handled = std::cell::Cell::new(0);
            let received = inbound.receive(&protocol, &[], &|| handled.get() == 1, &mut |_, _| {
                handled.set(handled.get() + 1);
            });
            assert_eq!(received, Ok(()));
        }
        assert!(!inbound.is_paused() && !inbound.has_waiting());
    }
}

#[test]
fn a_batch_within_the_limit_cancels_calls() {
    for (limit, expected) in [(2, &[1, 2][..]), (1, &[])] {
        let limits = Limits {
            batch: limit,
            ..Limits::default()
        };
        let protocol = protocol(&Jrpc::default(), limits);
        let cancel =
            |id| format!(r#"{{"jsonrpc":"2.0","method":"rpc.cancel","params":{{"id":{id}}}}}"#);
        let mut inbound = Inbound::default();
        inbound.wait(format!("[{},{}]\0", cancel(1), cancel(2)).as_bytes());
        let found = inbound.cancelled_ahead(&protocol);
        assert_eq!(found, keys(&protocol, expected));
    }
}

#[test]
fn frames_without_a_message_hide_no_cancelling_notification() {
    let protocol = protocol(&Jrpc::default(), Limits::default());
    let mut inbound = Inbound::default();
    inbound.wait(b"{\0\0[1]\0[]\0");
    inbound.wait(&cancel(&protocol, 1));
    let found = inbound.cancelled_ahead(&protocol);
    assert_eq!(found, keys(&protocol, &[1]));
}

#[test]
fn the_number_of_bytes_and_of_calls_is_limited() {
    let protocol = protocol(&Jrpc::default(), Limits::default());
    let mut inbound = Inbound::default();
    let cancel = b"{\"method\":\"rpc.cancel\",\"params\":[1],\"jsonrpc\":\"2.0\"}\0";
    let mut waiting = 0;
    let mut found = 0;
    while inbound.room_ahead() > 0 {
        let piece = cancel.get(..inbound.room_ahead()).unwrap_or(cancel);
        inbound.wait(piece);
        waiting += piece.len();
        found += inbound.cancelled_ahead(&protocol).len();
    }
    assert_eq!(waiting, 64 << 10);
    assert_eq!(found, 1024);
}

/// A security provider whose state changes with each payload.
struct Stateful;

impl Security for Stateful {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        Ok(None)
    }

    fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError> {
        let payload = payload.into();
        Ok(Opened { info, payload })
    }
}

/// A security provider that trusts nobody.
struct Refusing;

impl Security for Refusing {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        Ok(None)
    }

    fn open<'p>(&self, _payload: &'p [u8], _info: SecInfo) -> Result<Opened<'p>, SecurityError> {
        Err(SecurityError("not trusted".to_owned()))
    }

    fn is_stateless(&self) -> bool {
        true
    }
}

#[test]
fn a_payload_that_is_not_checked_cancels_nothing() {
    for security in [Arc::new(Stateful) as Arc<dyn Security>, Arc::new(Refusing)] {
        let codec: &dyn Codec = &Jrpc::default();
        let protocol = Protocol::new(codec, security, Limits::default());
        let mut inbound = Inbound::default();
        inbound.wait(&cancel(&protocol, 1));
        assert_eq!(inbound.cancelled_ahead(&protocol), []);
    }
}
