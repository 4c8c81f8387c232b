//! JSON-RPC 2.0 messages without framing, which the codecs `jrpc` and `headers` share.

mod batch;
mod envelope;
mod numbers;
mod unreadable;

use super::json::{self, check_depth};
use super::message::milliseconds;
use super::{
    Body, CallParts, DecodeError, Decoder, EncodeError, Id, IncomingMessage, OutgoingMessage,
    excerpt,
};
use crate::error::RemoteError;

/// Converts between messages and JSON payloads.
#[derive(Clone, Debug)]
pub(super) struct JsonRpc {
    pub(super) max_depth: usize,
    /// Whether calls of methods without arguments have no `params`, instead of an empty object.
    pub(super) omits_params: bool,
    /// Whether null as the `params` of a received call means that there are none.
    pub(super) accepts_null_params: bool,
}

impl Default for JsonRpc {
    fn default() -> Self {
        Self {
            max_depth: 64,
            omits_params: false,
            accepts_null_params: false,
        }
    }
}

impl JsonRpc {
    pub(super) fn with_max_depth(&self, max_depth: usize) -> Self {
        Self {
            max_depth,
            ..self.clone()
        }
    }

    /// Appends the payload of `message`.
    pub(super) fn encode(
        &self,
        message: &OutgoingMessage<'_>,
        into: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        let start = into.len();
        match message {
            OutgoingMessage::Call {
                method,
                id,
                args,
                timeout,
            } => {
                into.extend_from_slice(br#"{"jsonrpc":"2.0","method":"#);
                write_json(method, into)?;
                self.write_params(*args, into)?;
                if let Some(id) = id {
                    into.extend_from_slice(br#","id":"#);
                    write_json(id, into)?;
                }
                if let Some(timeout) = timeout {
                    into.extend_from_slice(br#","rpc.timeout":"#);
                    write_json(&milliseconds(*timeout), into)?;
                }
            }
            OutgoingMessage::Result { id, value } => {
                into.extend_from_slice(br#"{"jsonrpc":"2.0","result":"#);
                write_json(*value, into)?;
                into.extend_from_slice(br#","id":"#);
                write_id(Some(id), into)?;
            }
            OutgoingMessage::Error { id, error } => {
                into.extend_from_slice(br#"{"jsonrpc":"2.0","error":"#);
                write_error(error, into)?;
                into.extend_from_slice(br#","id":"#);
                write_id(*id, into)?;
            }
        }
        into.push(b'}');
        let written = into.get(start..).unwrap_or_default();
        check_depth(written, self.max_depth).map_err(EncodeError)
    }

    fn write_params(&self, args: &dyn Body, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        let before = into.len();
        into.extend_from_slice(br#","params":"#);
        let start = into.len();
        write_json(args, into)?;
        if into.get(start..) == Some(b"null") {
            into.truncate(before);
            if !self.omits_params {
                into.extend_from_slice(br#","params":{}"#);
            }
        }
        Ok(())
    }

    /// Reads a payload.
    pub(super) fn decode<'f>(&self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError> {
        match batch::messages(payload) {
            Some(messages) => {
                let codec = self.clone();
                Ok(IncomingMessage::Batch {
                    messages: Box::new(messages.map(move |message| codec.read(message))),
                    problem: batch::problem(payload).map(|problem| problem.with_excerpt(payload)),
                })
            }
            None => self.read(payload),
        }
    }

    /// Reads one message.
    fn read<'f>(&self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError> {
        match std::str::from_utf8(payload) {
            Ok(text) => {
                let problem = check_depth(payload, self.max_depth).err();
                let read = envelope::read(text, problem, self.accepts_null_params);
                read.map_err(|error| error.with_excerpt(payload))
            }
            Err(error) => {
                let problem = format!("{error}: {}", excerpt(payload));
                unreadable::read(&String::from_utf8_lossy(payload), problem)
            }
        }
    }
}

/// Passes a deserializer over JSON to `read`.
pub(super) fn deserialize(json: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error> {
    let mut json = serde_json::Deserializer::from_slice(json);
    read(&mut <dyn erased_serde::Deserializer<'_>>::erase(&mut json))
}

fn write_json(value: &dyn Body, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    value
        .write_json(into)
        .map_err(|error| EncodeError(error.to_string()))
}

fn write_id(id: Option<&Id>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    match id {
        Some(Id::Number(number)) => write_json(number, into)?,
        Some(Id::Other(text)) => into.extend_from_slice(text),
        None => into.extend_from_slice(b"null"),
    }
    Ok(())
}

fn write_error(error: &RemoteError, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    into.extend_from_slice(br#"{"code":"#);
    write_json(&error.code, into)?;
    into.extend_from_slice(br#","message":"#);
    write_json(&error.message, into)?;
    if let Some(data) = &error.data {
        into.extend_from_slice(br#","data":"#);
        write_json(data, into)?;
    }
    into.push(b'}');
    Ok(())
}
