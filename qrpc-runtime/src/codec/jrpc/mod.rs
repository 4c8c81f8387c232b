//! `jrpc`: JSON-RPC 2.0 messages, each followed by a delimiter (as in quickrpc).

mod batch;
mod envelope;
mod numbers;
mod unreadable;

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::json::{self, check_depth};
use super::{
    Body, CallParts, Codec, DecodeError, Decoder, EncodeError, Id, IncomingMessage,
    OutgoingMessage, Split, excerpt,
};
use crate::error::RemoteError;

pub(crate) const JRPC_GRAMMAR: &str = "jrpc[:<delimiter>]";

/// JSON-RPC 2.0 messages, each followed by a delimiter. The default delimiter is a 0x00 byte.
#[derive(Clone, Debug)]
pub struct Jrpc {
    delimiter: Vec<u8>,
    max_depth: usize,
}

impl Default for Jrpc {
    fn default() -> Self {
        Self {
            delimiter: vec![0],
            max_depth: 64,
        }
    }
}

impl Jrpc {
    /// Creates the codec with the given delimiter, such as `"\n"`. Messages must not contain the
    /// delimiter.
    ///
    /// # Errors
    ///
    /// When the delimiter is empty.
    pub fn delimited_by(delimiter: impl Into<Vec<u8>>) -> Result<Self, EncodeError> {
        let delimiter = delimiter.into();
        if delimiter.is_empty() {
            return Err(EncodeError(
                "the delimiter must have at least one byte".to_owned(),
            ));
        }
        Ok(Self {
            delimiter,
            ..Self::default()
        })
    }

    /// Parses the part after `jrpc:`: the delimiter, with the escapes `\n`, `\r`, `\t`, `\0` and
    /// `\\`.
    pub(crate) fn from_rest(rest: &str) -> Result<Self, String> {
        if rest.is_empty() {
            return Ok(Self::default());
        }
        if !rest.is_ascii() {
            return Err("the delimiter must be ASCII".to_owned());
        }
        Self::delimited_by(unescape(rest)?).map_err(|error| error.to_string())
    }

    /// Returns the range of the message in the bytes of a frame. If the delimiter ends with a
    /// newline or a carriage return, the range excludes a byte order mark and surrounding
    /// whitespace.
    fn trimmed(&self, bytes: &[u8]) -> Range<usize> {
        if !self.delimiter.ends_with(b"\n") && !self.delimiter.ends_with(b"\r") {
            return 0..bytes.len();
        }
        let unmarked = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let message = unmarked.trim_ascii_start();
        let start = bytes.len() - message.len();
        start..start + message.trim_ascii_end().len()
    }

    fn find(&self, bytes: &[u8]) -> Option<usize> {
        match self.delimiter.as_slice() {
            [byte] => memchr::memchr(*byte, bytes),
            several => memmem::find(bytes, several),
        }
    }
}

const NO_BATCHES: &str =
    "calls in a batch are not supported; send each call as a message of its own";

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut letters = text.bytes();
    while let Some(byte) = letters.next() {
        bytes.push(match (byte, byte == b'\\') {
            (byte, false) => byte,
            (_, true) => match letters.next() {
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(b't') => b'\t',
                Some(b'0') => 0,
                Some(b'\\') => b'\\',
                _ => {
                    return Err(
                        r"a backslash must be followed by n, r, t, 0 or a backslash".to_owned()
                    );
                }
            },
        });
    }
    Ok(bytes)
}

/// Writes the delimiter with the escapes that [`unescape`] reads.
fn escape(delimiter: &[u8]) -> String {
    let text = String::from_utf8_lossy(delimiter).replace('\\', r"\\");
    [('\n', r"\n"), ('\r', r"\r"), ('\t', r"\t"), ('\0', r"\0")]
        .iter()
        .fold(text, |text, (byte, name)| text.replace(*byte, name))
}

impl Codec for Jrpc {
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
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
                into.extend_from_slice(br#","params":"#);
                write_json(*args, into)?;
                if let Some(id) = id {
                    into.extend_from_slice(br#","id":"#);
                    write_json(id, into)?;
                }
                if let Some(timeout) = timeout {
                    into.extend_from_slice(br#","rpc.timeout":"#);
                    write_json(&numbers::milliseconds(*timeout), into)?;
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

    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError> {
        let payload = bytes.get(start..).unwrap_or_default();
        if self.find(payload).is_some() {
            return Err(EncodeError(format!(
                "the message contains the delimiter {:?}; configure another delimiter for the codec",
                String::from_utf8_lossy(&self.delimiter)
            )));
        }
        bytes.extend_from_slice(&self.delimiter);
        Ok(())
    }

    fn split(&self, bytes: &[u8], scanned: usize) -> Split {
        let from = scanned.min(bytes.len());
        match self.find(&bytes[from..]) {
            Some(at) => {
                let end = from + at;
                Split::Frame {
                    payload: self.trimmed(&bytes[..end]),
                    next: end + self.delimiter.len(),
                }
            }
            None => Split::Partial((bytes.len() + 1).saturating_sub(self.delimiter.len())),
        }
    }

    fn decode<'f>(&'f self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError> {
        let text = match std::str::from_utf8(payload) {
            Ok(text) => text,
            Err(error) => {
                let problem = format!("{error}: {}", excerpt(payload));
                return unreadable::read(&String::from_utf8_lossy(payload), problem);
            }
        };
        let problem = check_depth(payload, self.max_depth).err();
        if let Some(messages) = batch::messages(text) {
            let read = move |message| envelope::read(message, problem.clone());
            return Ok(IncomingMessage::Batch {
                messages: Box::new(messages.map(read)),
                refusal: DecodeError::invalid(NO_BATCHES).with_excerpt(payload),
            });
        }
        envelope::read(text, problem).map_err(|error| error.with_excerpt(payload))
    }

    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        read(&mut <dyn erased_serde::Deserializer<'_>>::erase(&mut json))
    }

    fn with_max_depth(&self, depth: usize) -> Arc<dyn Codec> {
        Arc::new(Self {
            max_depth: depth,
            ..self.clone()
        })
    }

    fn expression(&self) -> String {
        match self.delimiter.as_slice() {
            [0] => "jrpc".to_owned(),
            delimiter => format!("jrpc:{}", escape(delimiter)),
        }
    }

    fn answers_noise(&self) -> bool {
        self.delimiter != [0]
    }
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
