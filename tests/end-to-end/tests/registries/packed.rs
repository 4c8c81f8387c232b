//! A binary codec: `MessagePack`, with four bytes of length before each frame.

use std::borrow::Cow;
use std::sync::Arc;

use qrpc_runtime::codec::{
    Body, Codec, DecodeError, Decoder, EncodeError, Id, IncomingMessage, OutgoingMessage, Params,
    Raw, Split,
};
use qrpc_runtime::{RemoteError, Value};

const LENGTH: usize = 4;

/// The codec. The first byte of a frame says which kind of message it is; the content follows.
pub(crate) struct Packed;

const CALL: u8 = 0;
const RESULT: u8 = 1;
const ERROR: u8 = 2;

fn pack(value: &dyn Body, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    let mut serializer = rmp_serde::Serializer::new(into);
    erased_serde::serialize(value.erased(), &mut serializer)
        .map_err(|error| EncodeError(error.to_string()))
}

fn pack_id(id: Option<&Id>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    match id {
        Some(Id::Number(number)) => pack(number, into),
        Some(Id::Other(_)) | None => pack(&(), into),
    }
}

/// Reads the next value, and advances `rest` past it.
fn unpack<T: serde::de::DeserializeOwned>(rest: &mut &[u8]) -> Result<T, DecodeError> {
    rmp_serde::from_read(rest).map_err(|error| DecodeError::Unreadable(error.to_string()))
}

impl Codec for Packed {
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        match message {
            OutgoingMessage::Call {
                method, id, args, ..
            } => {
                into.push(CALL);
                pack_id(id.map(Id::Number).as_ref(), into)?;
                pack(method, into)?;
                pack(*args, into)
            }
            OutgoingMessage::Result { id, value } => {
                into.push(RESULT);
                pack_id(Some(id), into)?;
                pack(*value, into)
            }
            OutgoingMessage::Error { id, error } => {
                into.push(ERROR);
                pack_id(*id, into)?;
                pack(&(error.code, &error.message, &error.data), into)
            }
        }
    }

    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError> {
        let length =
            u32::try_from(bytes.len() - start).map_err(|error| EncodeError(error.to_string()))?;
        bytes.splice(start..start, length.to_be_bytes());
        Ok(())
    }

    fn split(&self, bytes: &[u8], _scanned: usize) -> Split {
        let Some(length) = bytes.first_chunk::<LENGTH>() else {
            return Split::Partial(0);
        };
        let next = LENGTH + u32::from_be_bytes(*length) as usize;
        Split::Frame {
            payload: LENGTH..next,
            next,
        }
    }

    fn decode<'f>(&'f self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError> {
        let nothing = || DecodeError::invalid("an empty frame");
        let (kind, mut rest) = payload.split_first().ok_or_else(nothing)?;
        let id: Option<u64> = unpack(&mut rest)?;
        match *kind {
            CALL => Ok(IncomingMessage::Call {
                method: Cow::Owned(unpack(&mut rest)?),
                id: id.map(Id::Number),
                params: Params::Named(Raw::new(self, rest)),
                timeout: None,
            }),
            RESULT => Ok(IncomingMessage::Result {
                id,
                value: Raw::new(self, rest),
            }),
            ERROR => {
                let (code, message, data): (i64, String, Option<Value>) = unpack(&mut rest)?;
                let error = RemoteError {
                    code,
                    message,
                    data,
                };
                Ok(IncomingMessage::Error { id, error })
            }
            other => Err(DecodeError::invalid(format!("a frame of kind {other}"))),
        }
    }

    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error> {
        let mut packed = rmp_serde::Deserializer::from_read_ref(bytes);
        read(&mut <dyn erased_serde::Deserializer<'_>>::erase(
            &mut packed,
        ))
    }

    fn with_max_depth(&self, _depth: usize) -> Arc<dyn Codec> {
        Arc::new(Self)
    }
}
