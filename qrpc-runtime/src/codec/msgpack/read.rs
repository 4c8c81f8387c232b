//! Reading the envelope.

use std::time::Duration;

use super::Msgpack;
use super::scan::{Depth, Values, is_list, is_map};
use super::{CALL, NOTIFICATION, REPLY};
use crate::codec::message::MAX_ID_LENGTH;
use crate::codec::{CallParts, DecodeError, Id, IncomingMessage, Params, Raw};
use crate::error::RemoteError;
use crate::value::Value;

/// Reads one message.
pub(super) fn read<'f>(
    codec: &'f Msgpack,
    payload: &'f [u8],
) -> Result<IncomingMessage<'f>, DecodeError> {
    let depth = Depth {
        around: 0,
        max: codec.max_depth,
    };
    if !is_list(payload) {
        return Err(DecodeError::Unreadable(
            "a message must be a list".to_owned(),
        ));
    }
    let mut values = Values::of_list(payload, depth).map_err(DecodeError::Unreadable)?;
    let kind = values.next().map_err(DecodeError::Unreadable)?;
    match unsigned(kind) {
        Some(CALL) => call(codec, values, true),
        Some(REPLY) => reply(codec, values),
        Some(NOTIFICATION) => call(codec, values, false),
        _ => Err(DecodeError::invalid(
            "the first value of a message must be 0, 1 or 2",
        )),
    }
}

/// Reads a call or a notification, after its type.
fn call<'f>(
    codec: &'f Msgpack,
    mut values: Values<'f>,
    has_id: bool,
) -> Result<IncomingMessage<'f>, DecodeError> {
    let id = has_id.then(|| values.next().and_then(id)).transpose();
    let method = values.next().and_then(text);
    let arguments = values.has_next().then(|| values.next()).transpose();
    let timeout = (has_id && values.has_next()).then(|| values.next());
    match (id, method, arguments, values.end()) {
        (Ok(id), Ok(method), Ok(arguments), Ok(())) => match params(codec, arguments) {
            Some(params) => Ok(IncomingMessage::Call {
                method: method.into(),
                id,
                params,
                timeout: timeout.and_then(Result::ok).and_then(milliseconds),
            }),
            None => Err(DecodeError::Invalid {
                problem: "the arguments must be a map or a list".to_owned(),
                call: parts(id, Some(method), arguments),
            }),
        },
        (id, method, arguments, end) => {
            let problems = [
                id.as_ref().err(),
                method.as_ref().err(),
                arguments.as_ref().err(),
                end.as_ref().err(),
            ];
            let problem = problems.into_iter().flatten().next().cloned();
            Err(DecodeError::Invalid {
                problem: problem.unwrap_or_default(),
                call: parts(id.ok().flatten(), method.ok(), arguments.ok().flatten()),
            })
        }
    }
}

fn parts(id: Option<Id>, method: Option<&str>, arguments: Option<&[u8]>) -> CallParts {
    CallParts {
        id,
        method: method.map(str::to_owned),
        arguments: arguments.map(<[u8]>::to_vec),
    }
}

fn params<'f>(codec: &'f Msgpack, arguments: Option<&'f [u8]>) -> Option<Params<'f>> {
    match arguments {
        None => Some(Params::Absent),
        Some(value) if is_nil(value) => Some(Params::Absent),
        Some(value) if is_map(value) => Some(Params::Named(Raw::new(codec, value))),
        Some(value) if is_list(value) => Some(Params::Positional(Raw::new(codec, value))),
        Some(_) => None,
    }
}

/// Reads a reply, after its type.
fn reply<'f>(
    codec: &'f Msgpack,
    mut values: Values<'f>,
) -> Result<IncomingMessage<'f>, DecodeError> {
    let id = values.next().map_err(DecodeError::InvalidReply)?;
    let id = unsigned(id);
    let outcome = outcome(codec, id, &mut values);
    outcome.or_else(|problem| match id {
        Some(id) => Ok(IncomingMessage::Malformed {
            id,
            error: DecodeError::InvalidReply(problem),
        }),
        None => Err(DecodeError::InvalidReply(problem)),
    })
}

fn outcome<'f>(
    codec: &'f Msgpack,
    id: Option<u64>,
    values: &mut Values<'f>,
) -> Result<IncomingMessage<'f>, String> {
    let (error, result) = (values.next()?, values.next()?);
    values.end()?;
    if is_nil(error) {
        let value = Raw::new(codec, result);
        return Ok(IncomingMessage::Result { id, value });
    }
    if !is_nil(result) {
        return Err("the reply has both an error and a result".to_owned());
    }
    let error = remote_error(codec, error)?;
    Ok(IncomingMessage::Error { id, error })
}

/// Reads an error. Entries with invalid values are ignored, because the call fails in any case.
fn remote_error(codec: &Msgpack, value: &[u8]) -> Result<RemoteError, String> {
    if !is_map(value) {
        return Err("the error is not a map".to_owned());
    }
    let depth = Depth {
        around: 1,
        max: codec.max_depth,
    };
    let mut entries = Values::of_map(value, depth)?;
    let mut error = RemoteError::new(0, "");
    while entries.has_next() {
        let (key, value) = (entries.next()?, entries.next()?);
        match text(key) {
            Ok("code") => error.code = signed(value).unwrap_or(0),
            Ok("message") => error.message = message(codec, value),
            Ok("data") => error.data = Raw::new(codec, value).decode().ok(),
            _ => {}
        }
    }
    Ok(error)
}

/// Reads the message of an error. A message that is not a string is written as JSON.
fn message(codec: &Msgpack, value: &[u8]) -> String {
    match text(value) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let other: Result<Value, _> = Raw::new(codec, value).decode();
            other.map(|value| value.to_string()).unwrap_or_default()
        }
    }
}

fn id(value: &[u8]) -> Result<Id, String> {
    if let Some(number) = unsigned(value) {
        return Ok(Id::Number(number));
    }
    if is_list(value) || is_map(value) || value.len() > MAX_ID_LENGTH {
        return Err("the id must be a number, a short string or nil".to_owned());
    }
    Ok(Id::Other(value.into()))
}

/// Reads the time for which the caller waits. A value that is not a number of milliseconds is
/// ignored.
fn milliseconds(value: &[u8]) -> Option<Duration> {
    unsigned(value).map(Duration::from_millis)
}

fn is_nil(value: &[u8]) -> bool {
    value == [rmp::Marker::Null.to_u8()]
}

fn unsigned(mut value: &[u8]) -> Option<u64> {
    rmp::decode::read_int(&mut value).ok()
}

fn signed(mut value: &[u8]) -> Option<i64> {
    rmp::decode::read_int(&mut value).ok()
}

fn text(value: &[u8]) -> Result<&str, String> {
    let read = rmp::decode::read_str_from_slice(value);
    let (text, _) = read.map_err(|_| "the method must be a string".to_owned())?;
    Ok(text)
}
