//! What quickrpc 0.1.0 writes and reads, message by message: `vectors.jsonl` has bytes, and the
//! messages that quickrpc made them from or read from them. Every difference is listed here.

use std::collections::{BTreeMap, BTreeSet};

use qrpc_runtime::codec::{Codec, CodecExpression as _, Id, IncomingMessage, Params, Split};
use qrpc_runtime::{Bytes, Map, Value};
use serde_json::Value as Json;

mod differences;

use differences::DIFFERENCES;

const VECTORS: &str = include_str!("../../vectors.jsonl");

/// A message, as both libraries can tell it. quickrpc has the id 0 for a notification.
#[derive(Debug, PartialEq)]
enum Told {
    Call(String, Value, Value),
    Reply(Value, Value),
    Error(Value, String),
    /// Bytes that are no message.
    Nothing,
}

#[test]
fn every_difference_from_quickrpc_is_listed() {
    let mut different = BTreeMap::new();
    for line in VECTORS.lines() {
        let vector: Json = serde_json::from_str(line).unwrap();
        let codec = vector["codec"]
            .as_str()
            .unwrap()
            .escape_default()
            .to_string();
        let codec = codec.as_str().codec().unwrap().with_max_depth(64);
        let ours = ours(&*codec, vector["bytes"].as_str().unwrap().as_bytes());
        let messages = vector["messages"].as_array().unwrap();
        let theirs: Vec<_> = messages.iter().map(theirs).collect();
        if ours != theirs {
            let name = vector["name"].as_str().unwrap();
            different.insert(name.to_owned(), format!("ours {ours:?}, theirs {theirs:?}"));
        }
    }
    let listed: BTreeSet<&str> = DIFFERENCES
        .iter()
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    let unlisted: Vec<_> = different
        .iter()
        .filter(|(name, _)| !listed.contains(&name.as_str()))
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:#?}");
    let equal: Vec<&&str> = listed
        .iter()
        .filter(|name| !different.contains_key(**name))
        .collect();
    assert!(equal.is_empty(), "no longer different: {equal:?}");
}

/// The messages that this codec reads.
fn ours(codec: &dyn Codec, bytes: &[u8]) -> Vec<Told> {
    let mut told = Vec::new();
    let mut rest = bytes;
    while let Split::Frame { payload, next } = codec.split(rest, 0) {
        let payload = &rest[payload];
        if !payload.is_empty() {
            told.push(
                codec
                    .decode(payload)
                    .map_or(Told::Nothing, |message| tell(codec, message)),
            );
        }
        rest = &rest[next..];
    }
    told
}

fn tell(codec: &dyn Codec, message: IncomingMessage<'_>) -> Told {
    match message {
        IncomingMessage::Call {
            method, id, params, ..
        } => {
            let args = match params {
                Params::Absent => Ok(Value::Map(Map::new())),
                Params::Named(args) | Params::Positional(args) => args.decode(),
            };
            let id = id.map_or(Value::Int(0), |id| number(codec, &id));
            args.map_or(Told::Nothing, |args| {
                Told::Call(method.into_owned(), args, id)
            })
        }
        IncomingMessage::Result { id, value } => value
            .decode()
            .map_or(Told::Nothing, |value| Told::Reply(value, id_of(id))),
        IncomingMessage::Error { id, error } => Told::Error(id_of(id), error.message),
        _ => Told::Nothing,
    }
}

fn id_of(id: Option<u64>) -> Value {
    id.map_or(Value::Null, |id| Value::Int(id.into()))
}

fn number(codec: &dyn Codec, id: &Id) -> Value {
    match id {
        Id::Number(number) => Value::Int((*number).into()),
        Id::Other(encoded) => {
            let raw = qrpc_runtime::codec::Raw::new(codec, encoded);
            raw.decode().unwrap()
        }
    }
}

/// The message in a vector.
fn theirs(message: &Json) -> Told {
    let id = value(&message["id"]);
    match message["t"].as_str().unwrap() {
        "message" => {
            let method = message["method"].as_str().unwrap_or_default();
            Told::Call(method.to_owned(), value(&message["kwargs"]), id)
        }
        "reply" => Told::Reply(value(&message["result"]), id),
        "error_reply" => Told::Error(
            id,
            message["message"].as_str().unwrap_or_default().to_owned(),
        ),
        _ => Told::Nothing,
    }
}

/// A value of Python in a vector; what JSON does not have is an object with one key.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(bool) => (*bool).into(),
        Json::Number(number) => match number.as_i128() {
            Some(int) => Value::Int(int),
            None => Value::Float(number.as_f64().unwrap()),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(list) => Value::List(list.iter().map(value).collect()),
        Json::Object(map) => {
            let first = map.iter().next().map(|(key, inner)| (key.as_str(), inner));
            match first {
                Some(("$big", Json::String(digits))) => {
                    digits.parse().map_or(Value::Null, Value::Int)
                }
                Some(("$bytes", Json::String(base64))) => bytes(base64),
                Some(("$tuple", list)) => value(list),
                Some(("$float", Json::String(float))) => Value::Float(float.parse().unwrap()),
                _ => Value::Map(
                    map.iter()
                        .map(|(key, inner)| (key.clone(), value(inner)))
                        .collect(),
                ),
            }
        }
    }
}

fn bytes(base64: &str) -> Value {
    let json = serde_json::json!({ "__bytes": base64 });
    let bytes: Bytes = serde_json::from_value(json).unwrap();
    Value::Bytes(bytes)
}
