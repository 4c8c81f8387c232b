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

/// A message to be written.
pub enum Outgoing<'a> {
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
pub enum Incoming<'f> {
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
        /// The id to be answered if this side made no such call, since the message may have been
        /// meant to be a call itself.
        answer_to: Option<Id>,
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
