//! `terse`: one line of text per message, as in quickrpc, which people can type.

mod parser;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::sync::Arc;

use memchr::memchr;
use serde::de::Error as _;

use super::json::check_depth;
use super::{
    Body, Codec, DecodeError, Decoder, EncodeError, Id, IncomingMessage, OutgoingMessage, Split,
    excerpt,
};
use crate::error::RemoteError;
use crate::value::{Map, Value, ValueReader};
use parser::Parser;
use write::{write_entries, write_value};

pub(crate) const TERSE_GRAMMAR: &str = "terse";

/// The maximum nesting depth that JSON values can have, which this codec converts values to.
const DEEPEST: usize = 127;

/// One line of text per message, which people can type, for example into `nc` or telnet:
/// `say text:"hello"`.
///
/// | message | line |
/// | --- | --- |
/// | notification | `say text:"hello" times:2` |
/// | call with the id 7 | `say/7 text:"hello" times:2` |
/// | result | `[7]:"hello"` |
/// | error | `[7]! message:"no" details:{by:"me"} code:-32000` |
///
/// Values are `null`, `true`, `5`, `-2.5`, `"text"` with the escapes `\"`, `\\` and `\n`, `'AAH/'`
/// (bytes, in base64), `[1 2 3]` and `{name:1 "other name":2}`. Arguments by position are one list:
/// `say ["hello" 2]`. Blanks and commas separate values. A line ends with `\n` or `\r\n`, and an
/// empty line is skipped. A line that cannot be read is answered with an error without an id,
/// `[]! …`.
///
/// Ids are unsigned integers; `say/x` is a notification of the method `say/x`. A notification whose
/// method ends with a slash, or with a slash and digits, and a method with blanks cannot be sent. A
/// boolean may also be written as 1 or 0, as quickrpc does. A line does not say how long its caller
/// waits. The format is that of quickrpc, except for forms that quickrpc writes but cannot read;
/// the migration page lists the differences.
#[derive(Clone, Debug)]
pub struct Terse {
    max_depth: usize,
}

impl Default for Terse {
    fn default() -> Self {
        Self { max_depth: 64 }
    }
}

impl Terse {
    /// Returns a parser for the values of a message. The message itself counts as one level.
    fn parser<'f>(&self, text: &'f str) -> Parser<'f> {
        Parser::new(text, self.max_depth.min(DEEPEST).saturating_sub(1))
    }

    /// Converts a value by way of JSON, for which every type has a form.
    fn value(&self, body: &dyn Body) -> Result<Value, EncodeError> {
        let mut json = Vec::new();
        let failed = |error: serde_json::Error| EncodeError(error.to_string());
        body.write_json(&mut json).map_err(failed)?;
        check_depth(&json, self.max_depth.min(DEEPEST).saturating_sub(1)).map_err(EncodeError)?;
        serde_json::from_slice(&json).map_err(failed)
    }

    fn write(&self, message: &OutgoingMessage<'_>) -> Result<String, EncodeError> {
        let mut line = String::new();
        match message {
            OutgoingMessage::Call {
                method, id, args, ..
            } => {
                write_method(method, *id, &mut line)?;
                write_args(&self.value(*args)?, &mut line)?;
            }
            OutgoingMessage::Result { id, value } => {
                line.extend(["[", &written(Some(id)), "]:"]);
                write_value(&self.value(*value)?, &mut line);
            }
            OutgoingMessage::Error { id, error } => {
                line.extend(["[", &written(*id), "]! "]);
                write_entries(&self.entries(error)?, &mut line);
            }
        }
        Ok(line)
    }

    fn entries(&self, error: &RemoteError) -> Result<Map, EncodeError> {
        let mut entries = Map::new();
        entries.insert("message".to_owned(), Value::from(error.message.as_str()));
        if let Some(data) = &error.data {
            entries.insert("details".to_owned(), self.value(data)?);
        }
        entries.insert("code".to_owned(), Value::from(error.code));
        Ok(entries)
    }
}

impl Codec for Terse {
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        into.extend_from_slice(self.write(message)?.as_bytes());
        Ok(())
    }

    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError> {
        if memchr(b'\n', bytes.get(start..).unwrap_or_default()).is_some() {
            let problem =
                "the message contains a line break after the security provider changed it";
            return Err(EncodeError(problem.to_owned()));
        }
        bytes.push(b'\n');
        Ok(())
    }

    fn split(&self, bytes: &[u8], scanned: usize) -> Split {
        let from = scanned.min(bytes.len());
        match memchr(b'\n', &bytes[from..]) {
            Some(at) => {
                let line = &bytes[..from + at];
                let is_empty = line.trim_ascii().is_empty();
                Split::Frame {
                    payload: 0..if is_empty { 0 } else { line.len() },
                    next: line.len() + 1,
                }
            }
            None => Split::Partial(bytes.len()),
        }
    }

    fn decode<'f>(&'f self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError> {
        match std::str::from_utf8(payload) {
            Ok(text) => {
                read::read(self, text.trim_ascii()).map_err(|error| error.with_excerpt(payload))
            }
            Err(error) => {
                let problem = format!("{error}: {}", excerpt(payload));
                read::unreadable(&String::from_utf8_lossy(payload), problem)
            }
        }
    }

    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error> {
        let text = String::from_utf8_lossy(bytes);
        let value = self
            .parser(&text)
            .whole()
            .map_err(erased_serde::Error::custom)?;
        let reader = ValueReader::new(&value, true).taking_number_as_bool();
        read(&mut <dyn erased_serde::Deserializer<'_>>::erase(reader))
    }

    fn with_max_depth(&self, depth: usize) -> Arc<dyn Codec> {
        Arc::new(Self { max_depth: depth })
    }

    fn expression(&self) -> String {
        "terse".to_owned()
    }

    fn answers_noise(&self) -> bool {
        true
    }
}

fn write_method(method: &str, id: Option<u64>, line: &mut String) -> Result<(), EncodeError> {
    let is_separate = |letter: char| letter.is_whitespace() || letter.is_control();
    let is_readable =
        !method.is_empty() && !method.starts_with('[') && !method.contains(is_separate);
    if !is_readable || (id.is_none() && read::method_and_id(method) != Ok((method, None))) {
        let problem = format!("the codec `terse` cannot write the method {method:?}");
        return Err(EncodeError(problem));
    }
    line.push_str(method);
    if let Some(id) = id {
        line.extend(["/", &id.to_string()]);
    }
    Ok(())
}

fn write_args(args: &Value, line: &mut String) -> Result<(), EncodeError> {
    match args {
        Value::Null => {}
        Value::Map(entries) if entries.is_empty() => {}
        Value::Map(entries) => {
            line.push(' ');
            write_entries(entries, line);
        }
        Value::List(_) => {
            line.push(' ');
            write_value(args, line);
        }
        _ => {
            return Err(EncodeError(
                "the arguments are neither a map nor a list".to_owned(),
            ));
        }
    }
    Ok(())
}

fn written(id: Option<&Id>) -> String {
    id.map(Id::to_string).unwrap_or_default()
}
