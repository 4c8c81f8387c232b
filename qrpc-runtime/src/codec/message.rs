//! Messages as a codec gives and takes them: names and ids, and values still raw.

use super::{Body, Raw};
use crate::error::RemoteError;

/// The id of a call that another side made, kept as it came so that its reply can echo it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// A whole number, as this library and quickrpc count them.
    Number(u64),
    /// Anything else that the codec takes for an id, in its own notation.
    Other(Box<[u8]>),
}

/// The parts of a call that could be read, of a message that cannot be used as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallParts {
    /// The id, which an error reply echoes. None where the message may be a reply: an error sent
    /// to its id would settle a call that the other side received from somebody else.
    pub id: Option<Id>,
    /// The method's name on the wire.
    pub method: Option<String>,
    /// The arguments in the codec's own notation, whether they fit the method or not.
    pub arguments: Option<Vec<u8>>,
}

/// A message to be written.
pub enum OutgoingMessage<'a> {
    /// A call, or without id a notification.
    Call {
        /// The method's name on the wire.
        method: &'a str,
        /// The id that the reply will have.
        id: Option<u64>,
        /// The arguments: something that serializes as a map, or as a list where the spec has
        /// them go by position.
        args: &'a dyn Body,
    },
    /// The reply to a call.
    Result {
        /// The id of the call.
        id: &'a Id,
        /// The result.
        value: &'a dyn Body,
    },
    /// The error reply to a call; without id to something that was no call.
    Error {
        /// The id of the call.
        id: Option<&'a Id>,
        /// What went wrong.
        error: &'a RemoteError,
    },
}

/// A message that was read.
pub enum IncomingMessage<'f> {
    /// A call, or without id a notification.
    Call {
        /// The method's name on the wire.
        method: std::borrow::Cow<'f, str>,
        /// The id for the reply. A null is an id, too.
        id: Option<Id>,
        /// The arguments.
        params: Params<'f>,
    },
    /// The reply to a call.
    Result {
        /// The id of the call; none if it is no number, and so none of ours.
        id: Option<u64>,
        /// The result.
        value: Raw<'f>,
    },
    /// The error reply to a call.
    Error {
        /// The id of the call; none if it is no number, and so none of ours.
        id: Option<u64>,
        /// What the other side says.
        error: RemoteError,
    },
    /// The reply to a call, of which neither a result nor an error can be read. The call fails.
    Malformed {
        /// The id of the call.
        id: u64,
        /// What is wrong with the reply.
        problem: String,
        /// The message as a call, if this side made no such call: it may have been meant as one.
        call: CallParts,
    },
}

/// The arguments of a call, as they came.
#[derive(Clone, Copy)]
pub enum Params<'f> {
    /// None were given.
    Absent,
    /// By name: a map.
    Named(Raw<'f>),
    /// By position: a list.
    Positional(Raw<'f>),
}

impl<'f> Params<'f> {
    /// The arguments as they stand in the frame, if there are any.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&'f [u8]> {
        match self {
            Self::Absent => None,
            Self::Named(args) | Self::Positional(args) => Some(args.as_bytes()),
        }
    }
}
