//! What received bytes mean.

use std::borrow::Cow;

use crate::codec::{CallParts, Id, Params, Raw};
use crate::error::RemoteError;
use crate::security::SecInfo;

/// Something that received bytes mean; `T` settles a call.
pub(crate) enum Event<'f, T> {
    /// A call, or without id a notification.
    Call {
        method: Cow<'f, str>,
        id: Option<Id>,
        params: Params<'f>,
        secinfo: SecInfo,
    },
    /// A call of this side has its answer.
    Settled { token: T, outcome: Outcome<'f> },
    /// A call that is too much for the limits, to be answered with this error.
    Refused { call: CallParts, error: RemoteError },
    /// A reply that nobody here waits for.
    Stray {
        id: Option<u64>,
        error: Option<RemoteError>,
    },
    /// A frame without a message that can be used. Without the id of a call it is answered only
    /// where the dialect wants that.
    Noise {
        call: CallParts,
        error: RemoteError,
        answered: bool,
    },
}

/// How a call of this side ended on the other side.
pub(crate) enum Outcome<'f> {
    Result(Raw<'f>),
    Error(RemoteError),
    /// The reply cannot be read, for this reason.
    Malformed(String),
}
