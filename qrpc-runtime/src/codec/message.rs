//! Messages as a codec reads and writes them. The values in a received message are still encoded.

use std::fmt::{self, Write as _};
use std::time::Duration;

use super::{Body, DecodeError, Raw};
use crate::error::RemoteError;

/// The id of a call from a peer, kept unchanged so that the reply can echo it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// An integer from 0 to 2⁶⁴-1. The calls of this library and of quickrpc have such ids.
    Number(u64),
    /// Any other id that the codec accepts, as the codec encodes it.
    Other(Box<[u8]>),
}

/// The maximum length of an id that is echoed, in bytes of its encoded form.
pub(crate) const MAX_ID_LENGTH: usize = 256;

impl fmt::Display for Id {
    /// Writes the id without the quotes of a string. Bytes that are not text, and control
    /// characters, are replaced by `\u{FFFD}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Other(encoded) => {
                let text = String::from_utf8_lossy(encoded);
                let letters = text.trim_matches('"').chars();
                letters
                    .map(|letter| {
                        if letter.is_control() {
                            '\u{FFFD}'
                        } else {
                            letter
                        }
                    })
                    .try_for_each(|letter| f.write_char(letter))
            }
        }
    }
}

/// The readable parts of a message that is not a valid call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallParts {
    /// The id, which an error reply echoes. `None` if the message has no valid id. Also `None` if
    /// the message may itself be a reply, for example because it has neither a method nor
    /// arguments. The peer could take an error with the id of a reply for the reply to one of its
    /// own calls.
    pub id: Option<Id>,
    /// The method's name on the wire.
    pub method: Option<String>,
    /// The arguments as the codec encodes them, even if they do not match the method.
    pub arguments: Option<Vec<u8>>,
}

/// A message to be encoded.
pub enum OutgoingMessage<'a> {
    /// A call, or a notification if there is no id.
    Call {
        /// The method's name on the wire.
        method: &'a str,
        /// The id that the reply will have. `None` for a notification.
        id: Option<u64>,
        /// The arguments, which serialize as a map, as a list if the spec passes them by position,
        /// or as null if the method has no arguments.
        args: &'a dyn Body,
        /// How long the caller waits for the reply, if the call says so.
        timeout: Option<Duration>,
    },
    /// The reply to a call.
    Result {
        /// The id of the call.
        id: &'a Id,
        /// The result.
        value: &'a dyn Body,
    },
    /// An error reply. The id is `None` if no id of a call could be read from the answered message.
    Error {
        /// The id of the call.
        id: Option<&'a Id>,
        /// The error.
        error: &'a RemoteError,
    },
}

/// A decoded message.
pub enum IncomingMessage<'f> {
    /// A call, or a notification if there is no id.
    Call {
        /// The method's name on the wire.
        method: std::borrow::Cow<'f, str>,
        /// The id that the reply must have. Null also counts as an id; `None` means a notification.
        id: Option<Id>,
        /// The arguments.
        params: Params<'f>,
        /// How long the caller waits for the reply, if the message says so.
        timeout: Option<Duration>,
    },
    /// The reply to a call.
    Result {
        /// The id of the answered call. `None` if the id cannot be read as an integer. A reply
        /// without an integer id matches no call, because this side sends only integers as ids.
        id: Option<u64>,
        /// The result.
        value: Raw<'f>,
    },
    /// The error reply to a call.
    Error {
        /// The id of the answered call. `None` if the id cannot be read as an integer. A reply
        /// without an integer id matches no call, because this side sends only integers as ids.
        id: Option<u64>,
        /// The error that the other side sent.
        error: RemoteError,
    },
    /// A reply from which neither a result nor an error can be read. The answered call fails.
    Malformed {
        /// The id of the call.
        id: u64,
        /// The reason why the reply cannot be read. If this side made no call with the message's
        /// id, the message is refused for this reason.
        error: DecodeError,
    },
    /// Several messages in one, a batch.
    Batch {
        /// The messages.
        messages: Batch<'f>,
        /// The error that answers the batch as a whole, for example because the batch is empty.
        /// Only the replies in the batch count then.
        problem: Option<DecodeError>,
    },
}

/// The messages of a batch, decoded one by one.
pub type Batch<'f> = Box<dyn Iterator<Item = Result<IncomingMessage<'f>, DecodeError>> + 'f>;

impl IncomingMessage<'_> {
    /// Whether the message is a reply, valid or malformed.
    pub(crate) fn is_reply(&self) -> bool {
        match self {
            Self::Result { .. } | Self::Error { .. } | Self::Malformed { .. } => true,
            Self::Call { .. } | Self::Batch { .. } => false,
        }
    }
}

/// The arguments of a call, not yet decoded.
#[derive(Clone, Copy)]
pub enum Params<'f> {
    /// No arguments were given.
    Absent,
    /// Arguments by name: a map.
    Named(Raw<'f>),
    /// Arguments by position: a list.
    Positional(Raw<'f>),
}

impl<'f> Params<'f> {
    /// Returns the encoded arguments from the frame, if there are any.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&'f [u8]> {
        match self {
            Self::Absent => None,
            Self::Named(args) | Self::Positional(args) => Some(args.as_bytes()),
        }
    }
}

/// Returns the time in milliseconds, rounded up so that a time that is left is never zero.
pub(super) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn an_id_is_shown_without_quotes_and_control_characters() {
        for (encoded, shown) in [
            (&br#""a b""#[..], "a b"),
            (b"-1.5", "-1.5"),
            (b"null", "null"),
            (b"\xa2\n\x1b", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ] {
            assert_eq!(Id::Other(encoded.into()).to_string(), shown);
        }
        assert_eq!(Id::Number(7).to_string(), "7");
    }
}
