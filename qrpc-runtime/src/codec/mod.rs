//! Codecs: between messages and bytes. Each knows its own envelope and its own framing.

mod body;
mod expression;
mod jrpc;
mod json;
mod message;
mod raw;

use std::sync::Arc;

pub use body::Body;
pub use expression::{CodecExpression, register_codec};
pub(crate) use jrpc::JRPC_GRAMMAR;
pub use jrpc::Jrpc;
pub use message::{CallParts, Id, IncomingMessage, OutgoingMessage, Params};
pub use raw::{Decoder, Raw};

/// Makes frames of messages, and messages of frames.
///
/// A frame is one message's payload with whatever the codec uses to tell where it ends. The
/// payload alone is what a security provider sees, as in quickrpc.
pub trait Codec: Send + Sync + 'static {
    /// Appends the payload of `message`.
    ///
    /// # Errors
    ///
    /// When the arguments or the result cannot be written; nothing of `into` is used then.
    fn encode(&self, message: &OutgoingMessage<'_>, into: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Makes a frame of the payload that starts at `start` and ends with `bytes`.
    ///
    /// # Errors
    ///
    /// When the payload holds what ends a frame.
    fn frame(&self, bytes: &mut Vec<u8>, start: usize) -> Result<(), EncodeError>;

    /// Looks for the first frame in `bytes`, of which `scanned` were looked at before in vain.
    fn split(&self, bytes: &[u8], scanned: usize) -> Split;

    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// When it is not a message.
    fn decode<'f>(&'f self, payload: &'f [u8]) -> Result<IncomingMessage<'f>, DecodeError>;

    /// Gives `read` a deserializer over `bytes`, which came from [`Raw::new`].
    ///
    /// # Errors
    ///
    /// What `read` says, or that the bytes are no value.
    fn deserialize(&self, bytes: &[u8], read: Decoder<'_>) -> Result<(), erased_serde::Error>;

    /// How deep values may be nested for [`decode`](Self::decode) and
    /// [`deserialize`](Self::deserialize) to take them. Called once, before anything else.
    #[must_use]
    fn with_max_depth(&self, depth: usize) -> Arc<dyn Codec>;

    /// Whether a message that cannot be read, and so has no id, is answered with an error whose
    /// id is null, as JSON-RPC 2.0 wants it; a quickrpc peer dies of such an answer.
    fn answers_noise(&self) -> bool {
        false
    }

    /// The string that stands for it, such as `jrpc:\n`. What no string stands for gives the
    /// name of its type.
    fn expression(&self) -> String {
        std::any::type_name::<Self>().to_owned()
    }
}

/// Where a frame ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// The payload, and where the bytes after the frame begin.
    Frame {
        /// The payload within the bytes.
        payload: std::ops::Range<usize>,
        /// Where the next frame begins.
        next: usize,
    },
    /// There is no whole frame yet; this many bytes need no second look.
    Partial(usize),
    /// Where the next frame begins can never be found out: the connection is lost.
    Broken(&'static str),
}

/// A message cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EncodeError(pub String);

/// A payload is no message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes mean nothing to the codec.
    #[error("not a message at all: {0}")]
    Unreadable(String),
    /// They mean something, but neither a call nor a reply.
    #[error("neither a call nor a reply: {problem}")]
    Invalid {
        /// What is wrong.
        problem: String,
        /// The call that it was meant to be. With an id, it is answered with an error.
        call: CallParts,
    },
    /// A call, but its arguments are given neither by name nor by position.
    #[error("{problem}")]
    Params {
        /// What is wrong.
        problem: String,
        /// The call. With an id, it is answered with an error.
        call: CallParts,
    },
}

impl DecodeError {
    /// Neither a call nor a reply, and no id can be read.
    pub fn invalid(problem: impl Into<String>) -> Self {
        Self::Invalid {
            problem: problem.into(),
            call: CallParts::default(),
        }
    }
}

/// The beginning of what came, for an error message.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    const LENGTH: usize = 60;
    let text = String::from_utf8_lossy(bytes.get(..LENGTH).unwrap_or(bytes));
    let more = if bytes.len() > LENGTH { "…" } else { "" };
    format!("`{}{more}`", text.escape_debug())
}
