//! Codecs convert messages to bytes and back. Each codec defines its own envelope and framing.

mod batch_form;
mod body;
mod expression;
mod finite;
mod headers;
mod jrpc;
mod json;
mod jsonrpc;
mod message;
#[cfg(feature = "msgpack")]
mod msgpack;
mod ranged;
mod raw;
mod terse;

use std::sync::Arc;

pub use batch_form::BatchForm;
pub use body::Body;
pub use expression::{CodecExpression, register_codec};
pub(crate) use headers::HEADERS_GRAMMAR;
pub use headers::Headers;
pub(crate) use jrpc::JRPC_GRAMMAR;
pub use jrpc::{Dialect, Jrpc};
pub(crate) use message::MAX_ID_LENGTH;
pub use message::{Batch, CallParts, Id, IncomingMessage, OutgoingMessage, Params};
#[cfg(feature = "msgpack")]
pub(crate) use msgpack::MSGPACK_GRAMMAR;
#[cfg(feature = "msgpack")]
pub use msgpack::Msgpack;
pub use raw::{Decoder, Raw};
pub(crate) use terse::TERSE_GRAMMAR;
pub use terse::Terse;

/// Converts messages to frames and frames to messages.
///
/// A frame is the payload of one message, together with the bytes by which the codec finds its end.
/// A security provider gets the payload without these bytes, as in quickrpc.
pub trait Codec: Send + Sync + 'static {
    /// Appends the payload of `message` to `into`.
    ///
    /// # Errors
    ///
    /// When the arguments or the result cannot be written. The runtime discards bytes that were
    /// appended before the error.
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Turns the payload from `start` to the end of `bytes` into a frame.
    ///
    /// # Errors
    ///
    /// When the payload cannot be framed: it contains the byte sequence that ends a frame, or is
    /// too long.
    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError>;

    /// Finds the first frame in `bytes`. Earlier searches found no frame end in the first `scanned`
    /// bytes.
    fn split(&self, bytes: &[u8], scanned: usize) -> Split;

    /// Decodes a payload.
    ///
    /// # Errors
    ///
    /// When the payload is not a valid message.
    fn decode<'f>(&'f self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError>;

    /// Calls `read` with a deserializer over `bytes`, which this codec passed to [`Raw::new`]
    /// before.
    ///
    /// # Errors
    ///
    /// When `read` fails, or when the bytes are not a value.
    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error>;

    /// Returns the same codec with a maximum nesting depth for the values that
    /// [`encode`](Self::encode), [`decode`](Self::decode) and [`deserialize`](Self::deserialize)
    /// accept. The runtime calls this method once, before any other method.
    #[must_use]
    fn with_max_depth(&self, depth: usize) -> Arc<dyn Codec>;

    /// Whether a message that cannot be read, and so has no id, is answered with an error whose id
    /// is null. JSON-RPC 2.0 requires such answers, but they crash a quickrpc peer.
    fn answers_noise(&self) -> bool {
        false
    }

    /// How several payloads form one batch. `None` if the codec has no batches, which is the
    /// default; [`decode`](Self::decode) must not return a batch then.
    fn batch_form(&self) -> Option<BatchForm> {
        None
    }

    /// Whether calls may be sent as batches. By default, whether the codec has batches. A quickrpc
    /// peer crashes if it receives a batch.
    fn sends_batches(&self) -> bool {
        self.batch_form().is_some()
    }

    /// Returns the codec as a string, such as `jrpc:\n`. Settings that have no string form are left
    /// out. For a codec type without a string form, returns the name of the type.
    fn expression(&self) -> String {
        std::any::type_name::<Self>().to_owned()
    }
}

/// The result of the search for the end of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// The end of the frame is known. If the frame begins with its length, its last bytes may not
    /// have arrived yet: the runtime then waits until `next` bytes have arrived, without another
    /// search, or closes the connection at once if the payload exceeds the limit.
    Frame {
        /// The range of the payload within the bytes.
        payload: std::ops::Range<usize>,
        /// The position in the bytes at which the next frame begins.
        next: usize,
    },
    /// The end of the frame is not known yet. Contains the number of bytes at the beginning that
    /// need not be scanned again.
    Partial(usize),
    /// The start of the next frame cannot be found any more, so the connection must be closed.
    /// Contains the reason.
    Broken(std::borrow::Cow<'static, str>),
}

/// The reason why a message cannot be encoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EncodeError(pub String);

/// The reason why a payload cannot be decoded as a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The codec cannot parse the bytes.
    #[error("the bytes are not a message: {0}")]
    Unreadable(String),
    /// The bytes can be parsed, but are neither a call nor a reply.
    #[error("the message is neither a call nor a reply: {problem}")]
    Invalid {
        /// A description of the problem.
        problem: String,
        /// The readable parts of the call. If the parts include an id, the message is answered with
        /// an error.
        call: CallParts,
    },
    /// The message is a reply from which neither a result nor an error can be read. Contains a
    /// description of the problem. Replies are never answered.
    #[error("the message is not a valid reply: {0}")]
    InvalidReply(String),
}

impl DecodeError {
    /// Adds the beginning of the payload to the error if no part of the call could be read.
    pub(crate) fn with_excerpt(mut self, payload: &[u8]) -> Self {
        match &mut self {
            Self::Invalid { problem, call } if *call == CallParts::default() => {
                *problem = format!("{problem}: {}", excerpt(payload));
            }
            Self::InvalidReply(problem) => *problem = format!("{problem}: {}", excerpt(payload)),
            Self::Invalid { .. } | Self::Unreadable(_) => {}
        }
        self
    }

    /// Returns the description of the problem.
    pub(crate) fn into_problem(self) -> String {
        match self {
            Self::Unreadable(problem)
            | Self::Invalid { problem, .. }
            | Self::InvalidReply(problem) => problem,
        }
    }

    /// Creates the error for a message that is neither a call nor a reply and has no readable id.
    pub fn invalid(problem: impl Into<String>) -> Self {
        Self::Invalid {
            problem: problem.into(),
            call: CallParts::default(),
        }
    }
}

/// Returns the beginning of `bytes` for an error message. Quotes are kept, because the message is
/// often written as JSON, which escapes them.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    const MAX_LENGTH: usize = 60;
    let text = String::from_utf8_lossy(bytes.get(..MAX_LENGTH).unwrap_or(bytes));
    let more = if bytes.len() > MAX_LENGTH { "…" } else { "" };
    let letters = text.chars().map(|letter| match letter {
        '"' | '\'' | '\\' => letter.to_string(),
        letter => letter.escape_debug().to_string(),
    });
    format!("`{}{more}`", letters.collect::<String>())
}
