//! The events that a session derives from received bytes.

use std::borrow::Cow;
use std::time::Duration;

use crate::codec::{CallParts, Id, Params, Raw};
use crate::error::RemoteError;
use crate::security::SecInfo;

/// An event on a connection. `T` is the type of the objects that settle calls.
pub(crate) enum Event<'f, T> {
    /// A call, or a notification if there is no id.
    Call {
        method: Cow<'f, str>,
        id: Option<Id>,
        params: Params<'f>,
        secinfo: SecInfo,
        /// How long the caller waits for the reply, if the message says so.
        timeout: Option<Duration>,
    },
    /// The events of the messages of a batch. The replies to them are sent together.
    Batch(Vec<Event<'f, T>>),
    /// A reply to a call of this side.
    Settled { token: T, outcome: Outcome<'f> },
    /// A call that exceeds the limits. The call is answered with `error`.
    Refused { call: CallParts, error: RemoteError },
    /// A reply that matches no waiting call.
    Stray {
        id: Option<u64>,
        error: Option<RemoteError>,
    },
    /// A frame without a usable message. If no id of a call can be read from the frame, the frame
    /// is answered only if the codec requires an answer.
    Noise {
        call: CallParts,
        error: RemoteError,
        answered: bool,
    },
}

/// The result of a call of this side.
pub(crate) enum Outcome<'f> {
    Result(Raw<'f>),
    Error(RemoteError),
    /// The reply cannot be read. Contains the reason.
    Malformed(String),
}
