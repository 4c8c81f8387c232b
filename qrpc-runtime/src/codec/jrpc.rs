//! `jrpc`: JSON-RPC 2.0 messages, each followed by a delimiter (as in quickrpc).

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::jsonrpc::{self, JsonRpc};
use super::{
    BatchForm, Codec, DecodeError, Decoder, EncodeError, IncomingMessage, OutgoingMessage, Split,
};

pub(crate) const JRPC_GRAMMAR: &str = "jrpc[:<delimiter>]";

/// JSON-RPC 2.0 messages, each followed by a delimiter. The default delimiter is a 0x00 byte.
#[derive(Clone, Debug)]
pub struct Jrpc {
    delimiter: Vec<u8>,
    messages: JsonRpc,
    /// The dialect, if it is not the one that the delimiter implies.
    dialect: Option<Dialect>,
}

/// The rules for messages to a peer: strict JSON-RPC 2.0, or what quickrpc can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Strict JSON-RPC 2.0. The dialect of every delimiter except 0x00.
    JsonRpc,
    /// The peer may be quickrpc, which ends if it gets a reply whose id is null, or a batch. A
    /// message that cannot be read is not answered, and calls are not sent as batches. The dialect
    /// of the delimiter 0x00.
    QuickRpc,
}

impl Default for Jrpc {
    fn default() -> Self {
        Self {
            delimiter: vec![0],
            messages: JsonRpc::default(),
            dialect: None,
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

    /// Returns the codec with another dialect than the one that its delimiter implies.
    #[must_use]
    pub fn with_dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = Some(dialect);
        self
    }

    /// Returns the codec that sends no `params` with a method that has no arguments. By default, it
    /// sends an empty object, as quickrpc does; both forms are valid JSON-RPC.
    #[must_use]
    pub fn without_empty_params(mut self) -> Self {
        self.messages.omits_params = true;
        self
    }

    /// Returns the codec that accepts null as the `params` of received calls and notifications, as if
    /// there were none. By default, null is refused, as JSON-RPC 2.0 requires. Some editors send null
    /// with `shutdown` and `exit` of the Language Server Protocol.
    #[must_use]
    pub fn accepting_null_params(mut self) -> Self {
        self.messages.accepts_null_params = true;
        self
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

    fn dialect(&self) -> Dialect {
        let implied = match self.delimiter.as_slice() {
            [0] => Dialect::QuickRpc,
            _ => Dialect::JsonRpc,
        };
        self.dialect.unwrap_or(implied)
    }

    fn find(&self, bytes: &[u8]) -> Option<usize> {
        match self.delimiter.as_slice() {
            [byte] => memchr::memchr(*byte, bytes),
            several => memmem::find(bytes, several),
        }
    }
}

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
        self.messages.encode(message, into)
    }

    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError> {
        let payload = bytes.get(start..).unwrap_or_default();
        if self.find(payload).is_some() {
            // The delimiter is not quoted, because a peer may get this text.
            let problem =
                "the message contains the delimiter of the codec; choose another delimiter";
            return Err(EncodeError(problem.to_owned()));
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
        self.messages.decode(payload)
    }

    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error> {
        jsonrpc::deserialize(bytes, read)
    }

    fn with_max_depth(&self, depth: usize) -> Arc<dyn Codec> {
        Arc::new(Self {
            messages: self.messages.with_max_depth(depth),
            ..self.clone()
        })
    }

    fn expression(&self) -> String {
        match self.delimiter.as_slice() {
            [0] => "jrpc".to_owned(),
            delimiter => format!("jrpc:{}", escape(delimiter)),
        }
    }

    fn batch_form(&self) -> Option<BatchForm> {
        Some(BatchForm::JSON)
    }

    fn answers_noise(&self) -> bool {
        self.dialect() == Dialect::JsonRpc
    }

    fn sends_batches(&self) -> bool {
        self.dialect() == Dialect::JsonRpc
    }
}
