//! `headers`: JSON-RPC 2.0 messages, each after a header block with its length, as in the Language
//! Server Protocol.

mod block;
#[cfg(test)]
mod tests;

use std::io::Write as _;
use std::sync::Arc;

use super::jsonrpc::{self, JsonRpc};
use super::{
    BatchForm, Codec, DecodeError, Decoder, EncodeError, IncomingMessage, OutgoingMessage, Split,
};

pub(crate) const HEADERS_GRAMMAR: &str = "headers";

/// JSON-RPC 2.0 messages, each after a header block with its length: `Content-Length: 2\r\n\r\n{}`.
/// The Language Server Protocol and the Debug Adapter Protocol frame their messages in this way.
///
/// A header block is one header per line, up to an empty line. Lines end with `\r\n` or with `\n`.
/// The names of headers may be written in any case, and values may have blanks around them.
/// `Content-Length` is required. `Content-Type` may have only `utf-8` or `utf8` as its charset.
/// Other headers are ignored. A message of length 0 is skipped.
///
/// After a header block that violates these rules, or that has more than 8 KiB, the next message
/// cannot be found, so the connection is closed. The connection is also closed as soon as a header
/// block announces a message that exceeds [`Limits::frame`](crate::Limits::frame).
///
/// This codec sends only the header `Content-Length`. The length is known after the message is
/// encoded, so the codec moves each message by the length of its header block, about 20 bytes.
#[derive(Clone, Debug)]
pub struct Headers {
    messages: JsonRpc,
}

impl Default for Headers {
    fn default() -> Self {
        Self {
            messages: JsonRpc {
                omits_params: true,
                ..JsonRpc::default()
            },
        }
    }
}

impl Headers {
    /// Returns the codec that sends an empty object as the `params` of a method that has no
    /// arguments. By default, it sends no `params`, as the Language Server Protocol has it; both
    /// forms are valid JSON-RPC.
    #[must_use]
    pub fn with_empty_params(mut self) -> Self {
        self.messages.omits_params = false;
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
}

impl Codec for Headers {
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.messages.encode(message, into)
    }

    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError> {
        let end = bytes.len();
        let length = end.saturating_sub(start);
        write!(bytes, "Content-Length: {length}\r\n\r\n")
            .map_err(|error| EncodeError(error.to_string()))?;
        let block = bytes.len() - end;
        if let Some(frame) = bytes.get_mut(start..) {
            frame.rotate_right(block);
        }
        Ok(())
    }

    fn split(&self, bytes: &[u8], scanned: usize) -> Split {
        block::split(bytes, scanned).unwrap_or_else(Split::Broken)
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
        })
    }

    fn expression(&self) -> String {
        "headers".to_owned()
    }

    fn batch_form(&self) -> Option<BatchForm> {
        Some(BatchForm::JSON)
    }

    fn answers_noise(&self) -> bool {
        true
    }
}
