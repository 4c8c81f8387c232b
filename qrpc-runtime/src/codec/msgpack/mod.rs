//! `msgpack`: `MessagePack` messages, each after four bytes of length.

mod read;
mod scan;
#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::sync::Arc;

use rmp::encode::{write_array_len, write_map_len, write_nil, write_sint, write_str, write_uint};

use super::finite::Finite;
use super::message::milliseconds;
use super::{
    Body, Codec, DecodeError, Decoder, EncodeError, Id, IncomingMessage, OutgoingMessage, Split,
};
use crate::error::RemoteError;
use scan::{Depth, value_length};

pub(crate) const MSGPACK_GRAMMAR: &str = "msgpack";

/// The number of bytes before a message, which hold its length.
const LENGTH: usize = 4;

/// The first values of messages, as in MessagePack-RPC.
const CALL: u64 = 0;
const REPLY: u64 = 1;
const NOTIFICATION: u64 = 2;

/// [MessagePack](https://msgpack.org) messages, each after its length in bytes, as an unsigned
/// 32-bit integer in big-endian order. Needs the feature `msgpack`.
///
/// The messages are those of MessagePack-RPC, with a definition of errors:
///
/// | message | list |
/// | --- | --- |
/// | call | `[0, id, method, arguments]` |
/// | call that says how many milliseconds its caller waits | `[0, id, method, arguments, time]` |
/// | notification | `[2, method, arguments]` |
/// | result | `[1, id, nil, result]` |
/// | error | `[1, id, {"code": …, "message": …, "data": …}, nil]` |
///
/// The arguments are a map from names to values, or a list if they are passed by position. A call
/// without arguments may leave them out, or have nil instead. The method is a string, and the code
/// of an error an integer. `data` may be missing. This library sends unsigned integers as ids, and
/// echoes ids of any type except lists and maps, up to 256 bytes.
///
/// The type `bytes` is `bin`. Integers are not written as floats, and a float such as `5.0` is not
/// accepted where an integer is expected. As with every codec, NaN, infinities, and integers of
/// more than 64 bits are not sent. A message with extension types is refused. For a
/// value of the type `string`, `bin` with UTF-8 text is accepted too. An empty message is skipped. A message that
/// cannot be read is answered with an error whose id is nil.
///
/// The length of a value is checked against the bytes that have arrived before the value is
/// decoded, so a wrong length does not reserve memory.
#[derive(Clone, Debug)]
pub struct Msgpack {
    max_depth: usize,
}

impl Default for Msgpack {
    fn default() -> Self {
        Self { max_depth: 64 }
    }
}

impl Codec for Msgpack {
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = into.len();
        write(message, into)?;
        let depth = Depth {
            around: 0,
            max: self.max_depth,
        };
        let checked = value_length(into.get(start..).unwrap_or_default(), depth);
        checked.map(drop).map_err(EncodeError)
    }

    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError> {
        let length = u32::try_from(bytes.len().saturating_sub(start)).map_err(failed)?;
        bytes.extend_from_slice(&length.to_be_bytes());
        if let Some(frame) = bytes.get_mut(start..) {
            frame.rotate_right(LENGTH);
        }
        Ok(())
    }

    fn split(&self, bytes: &[u8], _scanned: usize) -> Split {
        let Some(length) = bytes.first_chunk::<LENGTH>() else {
            return Split::Partial(0);
        };
        let length = usize::try_from(u32::from_be_bytes(*length)).ok();
        match length.and_then(|length| LENGTH.checked_add(length)) {
            Some(next) => Split::Frame {
                payload: LENGTH..next,
                next,
            },
            None => Split::Broken("the length of a message is too large".into()),
        }
    }

    fn decode<'f>(&'f self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError> {
        read::read(self, payload)
    }

    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error> {
        let mut packed = rmp_serde::Deserializer::from_read_ref(bytes);
        read(&mut <dyn erased_serde::Deserializer<'_>>::erase(
            &mut packed,
        ))
    }

    fn with_max_depth(&self, depth: usize) -> Arc<dyn Codec> {
        Arc::new(Self { max_depth: depth })
    }

    fn expression(&self) -> String {
        "msgpack".to_owned()
    }

    fn answers_noise(&self) -> bool {
        true
    }
}

fn write(message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    match message {
        OutgoingMessage::Call {
            method,
            id,
            args,
            timeout,
        } => {
            match id {
                Some(id) => {
                    write_start(4 + u32::from(timeout.is_some()), CALL, into)?;
                    write_uint(into, *id).map_err(failed)?;
                }
                None => write_start(3, NOTIFICATION, into)?,
            }
            write_str(into, method).map_err(failed)?;
            write_args(*args, into)?;
            match timeout.filter(|_| id.is_some()) {
                Some(timeout) => write_uint(into, milliseconds(timeout))
                    .map(drop)
                    .map_err(failed),
                None => Ok(()),
            }
        }
        OutgoingMessage::Result { id, value } => {
            write_start(4, REPLY, into)?;
            write_id(Some(id), into)?;
            write_nil(into).map_err(failed)?;
            write_value(*value, into)
        }
        OutgoingMessage::Error { id, error } => {
            write_start(4, REPLY, into)?;
            write_id(*id, into)?;
            write_error(error, into)?;
            write_nil(into).map_err(failed)
        }
    }
}

/// Writes the arguments, an empty map if there are none.
fn write_args(args: &dyn Body, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = into.len();
    write_value(args, into)?;
    if into.get(start..) == Some(&[rmp::Marker::Null.to_u8()]) {
        into.truncate(start);
        write_map_len(into, 0).map_err(failed)?;
    }
    Ok(())
}

fn write_start(values: u32, kind: u64, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    write_array_len(into, values).map_err(failed)?;
    write_uint(into, kind).map_err(failed)?;
    Ok(())
}

fn write_id(id: Option<&Id>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    match id {
        Some(Id::Number(number)) => write_uint(into, *number).map(drop).map_err(failed),
        Some(Id::Other(encoded)) => {
            into.extend_from_slice(encoded);
            Ok(())
        }
        None => write_nil(into).map_err(failed),
    }
}

fn write_error(error: &RemoteError, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    let entries = 2 + u32::from(error.data.is_some());
    write_map_len(into, entries).map_err(failed)?;
    write_str(into, "code").map_err(failed)?;
    write_sint(into, error.code).map_err(failed)?;
    write_str(into, "message").map_err(failed)?;
    write_str(into, &error.message).map_err(failed)?;
    if let Some(data) = &error.data {
        write_str(into, "data").map_err(failed)?;
        write_value(data, into)?;
    }
    Ok(())
}

fn write_value(value: &dyn Body, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    let mut serializer = rmp_serde::Serializer::new(into).with_struct_map();
    erased_serde::serialize(value.erased(), Finite(&mut serializer)).map_err(failed)
}

fn failed(error: impl Display) -> EncodeError {
    EncodeError(error.to_string())
}
