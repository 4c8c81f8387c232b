//! Reading lines.

use super::Terse;
use crate::codec::{CallParts, DecodeError, Id, IncomingMessage, Params, Raw};
use crate::error::RemoteError;
use crate::value::{Map, Value};

/// Reads one line.
pub(super) fn read<'f>(
    codec: &'f Terse,
    line: &'f str,
) -> Result<IncomingMessage<'f>, DecodeError> {
    match line.strip_prefix('[') {
        Some(reply) => read_reply(codec, reply),
        None => call(codec, line),
    }
}

/// Reads a line that is not UTF-8. If the line is a reply with the id of a call, the call fails.
pub(super) fn unreadable<'f>(
    line: &str,
    problem: String,
) -> Result<IncomingMessage<'f>, DecodeError> {
    let reply = line.trim_ascii().strip_prefix('[');
    let id = reply.and_then(|reply| number(reply.split_once(']')?.0));
    let error = DecodeError::Unreadable(problem);
    match id {
        Some(id) => Ok(IncomingMessage::Malformed { id, error }),
        None => Err(error),
    }
}

fn call<'f>(codec: &'f Terse, line: &'f str) -> Result<IncomingMessage<'f>, DecodeError> {
    let end = line.find([' ', '\t']).unwrap_or(line.len());
    let (name, arguments) = (&line[..end], line[end..].trim_ascii());
    let (method, id) = match method_and_id(name) {
        Ok((method, id)) => (method, id.map(Id::Number)),
        Err(problem) => return Err(invalid(problem.to_owned(), name, None, arguments)),
    };
    match params(codec, arguments) {
        Ok(params) => Ok(IncomingMessage::Call {
            method: method.into(),
            id,
            params,
            timeout: None,
        }),
        Err(problem) => Err(invalid(problem, method, id, arguments)),
    }
}

fn invalid(problem: String, method: &str, id: Option<Id>, arguments: &str) -> DecodeError {
    DecodeError::Invalid {
        problem,
        call: CallParts {
            id,
            method: Some(method.to_owned()),
            arguments: Some(arguments.as_bytes().to_vec()),
        },
    }
}

/// Splits `echo/5` into its method and id. A slash without digits after it belongs to the method.
pub(super) fn method_and_id(name: &str) -> Result<(&str, Option<u64>), &'static str> {
    match name.rsplit_once('/') {
        Some((_, "")) => Err("the id after the slash is missing"),
        Some((method, id)) if is_number(id) => match id.parse() {
            Ok(id) => Ok((method, Some(id))),
            Err(_) => Err("the id exceeds 64 bits"),
        },
        _ => Ok((name, None)),
    }
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|_| is_number(text))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn params<'f>(codec: &'f Terse, arguments: &'f str) -> Result<Params<'f>, String> {
    if arguments.is_empty() {
        return Ok(Params::Absent);
    }
    let raw = Raw::new(codec, arguments.as_bytes());
    if arguments.starts_with('[') {
        codec.parser(arguments).only_value()?;
        return Ok(Params::Positional(raw));
    }
    codec.parser(arguments).entries(None)?;
    Ok(Params::Named(raw))
}

/// Reads a reply, after its opening bracket.
fn read_reply<'f>(codec: &'f Terse, reply: &'f str) -> Result<IncomingMessage<'f>, DecodeError> {
    let no_reply = || DecodeError::invalid("a reply must begin with `[<id>]:` or `[<id>]!`");
    let (id, outcome) = reply.split_once(']').ok_or_else(no_reply)?;
    let number = number(id);
    if number.is_none() && !id.is_empty() {
        return Err(no_reply());
    }
    let read = if let Some(value) = outcome.strip_prefix(':') {
        result(codec, number, value.trim_ascii())
    } else if let Some(error) = outcome.strip_prefix('!') {
        codec.parser(error).entries(None).map(|entries| {
            let error = remote_error(entries);
            IncomingMessage::Error { id: number, error }
        })
    } else {
        Err("a reply must have `:` or `!` after its id".to_owned())
    };
    read.or_else(|problem| match number {
        Some(id) => Ok(IncomingMessage::Malformed {
            id,
            error: DecodeError::InvalidReply(problem),
        }),
        None => Err(DecodeError::InvalidReply(problem)),
    })
}

fn result<'f>(
    codec: &'f Terse,
    id: Option<u64>,
    value: &'f str,
) -> Result<IncomingMessage<'f>, String> {
    codec.parser(value).only_value()?;
    let value = Raw::new(codec, value.as_bytes());
    Ok(IncomingMessage::Result { id, value })
}

/// Reads an error. quickrpc writes `message` and `details`.
fn remote_error(mut entries: Map) -> RemoteError {
    let code = match entries.get("code") {
        Some(Value::Int(code)) => i64::try_from(*code).unwrap_or(0),
        _ => 0,
    };
    let message = match entries.get("message") {
        Some(Value::Text(message)) => message.clone(),
        Some(message) => message.to_string(),
        None => String::new(),
    };
    RemoteError {
        code,
        message,
        data: entries.remove("details"),
    }
}
