//! The errors of calls, of notifications and of an API as a whole.

mod formatted;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use formatted::{formatted, note_formatted};

use crate::{ExitReason, Value};

/// The error object of an error reply.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct RemoteError {
    /// The error code. JSON-RPC 2.0 reserves -32768 to -32000; applications may use all other
    /// codes.
    pub code: i64,
    /// A short description for people, in one sentence.
    pub message: String,
    /// Additional information. quickrpc sends its traceback here.
    pub data: Option<Value>,
}

impl RemoteError {
    /// JSON-RPC: the bytes are not a message.
    pub const PARSE_ERROR: i64 = -32700;
    /// JSON-RPC: the message is neither a call nor a reply.
    pub const INVALID_REQUEST: i64 = -32600;
    /// JSON-RPC: the called side has no method with the requested name that the caller may call.
    pub const METHOD_NOT_FOUND: i64 = -32601;
    /// JSON-RPC: the arguments do not match the method.
    pub const INVALID_PARAMS: i64 = -32602;
    /// JSON-RPC: the called side failed, for example because of a panic.
    pub const INTERNAL_ERROR: i64 = -32603;
    /// A handler or guard failed with a [`Fault`](crate::Fault) that has no code of its own, and
    /// the spec does not set `fault_code`.
    pub const FAULT: i64 = -32000;
    /// The caller has more calls in flight than the called side allows.
    pub const OVERLOADED: i64 = -32001;

    /// Creates an error without data.
    #[must_use]
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            data: None,
        }
    }
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        note_formatted(|| self.clone());
        f.write_str(&self.message)
    }
}

/// The reason why a call has no result. Every call ends exactly once, with a result or with an
/// error.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The other side answered with an error.
    #[error("the other side answered with an error: {0}")]
    Remote(RemoteError),
    /// No answer arrived before the call's deadline.
    #[error(
        "no answer within {0:?}; to wait longer, increase the `timeout` of the method or of the builder"
    )]
    Timeout(Duration),
    /// The `patience` of [`result_within`](crate::Promise::result_within) passed; the call
    /// continues.
    #[error("no answer yet; the call continues, and you can wait for its result again")]
    NotYet,
    /// This side cancelled the promise of the call.
    #[error("the call was cancelled")]
    Cancelled,
    /// The connection ended before the answer arrived.
    #[error("the connection to {peer} ended before the answer came: {reason}")]
    Disconnected {
        /// The receiver of the call.
        peer: String,
        /// The reason why the connection ended.
        reason: DisconnectReason,
    },
    /// Too many calls or bytes are already in flight to the named peer.
    #[error(
        "too many calls or bytes are in flight to {0}; wait until there are fewer, or raise the limit `calls_out` or `queued`"
    )]
    Overloaded(String),
    /// A receiver of the call is given by a name that no connected peer has.
    #[error("no peer is named {0}")]
    UnknownReceiver(String),
    /// A call to all peers was made while no peer was connected.
    #[error("no peer is connected; wait until a peer connects")]
    NobodyThere,
    /// The API is not started, was stopped or dropped, or its transport was replaced before the
    /// answer arrived.
    #[error(
        "the API is not running, or its transport was replaced during the call; call `start` first, and keep the API while you use its handles"
    )]
    Stopped,
    /// The thread that receives the answers tried to wait for an answer. A codec, a security
    /// provider or a `Deserialize` implementation gets this error if it waits for the result of a
    /// call. Handlers, hooks and callbacks may wait for results (in quickrpc, they get
    /// `PromiseDeadlockError`).
    #[error(
        "this thread receives the answers, so it cannot wait for one; wait in a handler or on another thread"
    )]
    Deadlock,
    /// The result was already taken.
    #[error("the result of this call was already taken")]
    Taken,
    /// A guard of this side refused the arguments; nothing was sent.
    #[error("a guard refused the arguments before sending: {0}")]
    Refused(String),
    /// The message cannot be encoded, or exceeds a limit; nothing was sent.
    #[error("the arguments cannot be sent: {0}")]
    Unsendable(String),
    /// The answer cannot be decoded, or does not match the method's reply type.
    #[error("the answer cannot be used: {0}")]
    WrongReply(String),
}

/// The reason why a connection ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DisconnectReason {
    /// The peer closed the connection.
    #[error("the peer closed the connection")]
    Closed,
    /// The peer was a child of this process and has ended, with an exit code or by a signal.
    #[error("{0}")]
    Exited(ExitReason),
    /// Reading or writing failed.
    #[error("{0}")]
    Failed(Arc<str>),
    /// The peer exceeded a limit, or violated the protocol so that no further message can be read.
    #[error("the peer violated the protocol: {0}")]
    Broken(Arc<str>),
    /// The peer accepted no byte for [`Limits::stall`](crate::Limits::stall), although data was
    /// queued for it.
    #[error("the peer did not read for {0:?} while data was queued for it")]
    Stalled(std::time::Duration),
    /// This side closed the connection: the API was stopped, or its transport was replaced.
    #[error("this side closed the connection: the API was stopped, or its transport was replaced")]
    Stopped,
}

/// A notification could not be sent to one or more of its receivers.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("not sent to {}", self.failed.iter().map(|(name, why)| format!("{name}: {why}")).collect::<Vec<_>>().join("; "))]
pub struct SendError {
    /// Each receiver that failed, with its error. The name `*` means a failure before any receiver
    /// was tried.
    pub failed: Vec<(String, CallError)>,
}

impl SendError {
    /// Creates a failure that happened before any receiver was tried.
    pub(crate) fn everywhere(error: CallError) -> Self {
        Self {
            failed: vec![("*".to_owned(), error)],
        }
    }
}

/// The API cannot be built with the given options.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The codec, transport or security string is invalid.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// `handlers` was called before `invert`.
    #[error(transparent)]
    Inverted(#[from] InvertError),
    /// `handlers` was called twice, and both values answer every call of this method. A call can
    /// have only one reply.
    #[error("`{0}` has two handlers that answer every call; call `handlers` only once")]
    TwoAnswers(&'static str),
}

/// A string does not name a codec, a transport or a security provider in the expected form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{expression}` is not a valid {what}: {problem}; expected {grammar}")]
pub struct ExpressionError {
    /// The kind of object: `codec`, `transport` or `security provider`.
    pub what: &'static str,
    /// The whole string.
    pub expression: String,
    /// The invalid part of the string, and the reason.
    pub problem: String,
    /// The expected form.
    pub grammar: String,
}

/// The API cannot be started.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// Neither the builder nor `set_transport` was given a transport.
    #[error(
        "no transport is set; set one with the builder, such as `.transport(\"tcpserv::8888\")`"
    )]
    NoTransport,
    /// The API already runs.
    #[error("the API is already running; call `stop` before you start it again")]
    Running,
    /// [`stop_within`](crate::Api::stop_within) was called while the transport was being opened.
    #[error("the API was stopped while it was starting")]
    Stopped,
    /// The transport string is invalid.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// The transport did not open.
    #[error("the transport could not be opened: {0}")]
    Transport(TransportError),
    /// The system could not create a thread or an event queue.
    #[error("the event loop could not be started: {0}")]
    EventLoop(Arc<std::io::Error>),
}

/// A transport could not be opened. The message of this error names the operation that failed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{doing}: {error}")]
pub struct TransportError {
    /// The operation that failed, with the address.
    pub doing: String,
    /// The system's error. The message of this error includes the system's error, so `source` does
    /// not return it.
    pub error: Arc<std::io::Error>,
}

impl From<TransportError> for StartError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl TransportError {
    /// Creates an error from a system error that happened while `doing` something.
    pub fn new(doing: impl Into<String>, error: std::io::Error) -> Self {
        Self {
            doing: doing.into(),
            error: Arc::new(error),
        }
    }
}

/// The API did not stop in time: a handler still runs, or the transport is still being opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a handler is still running, or the transport is still being opened, after {0:?}; the API is stopped, and its threads end later"
)]
pub struct StillRunning(pub Duration);

/// The API cannot be inverted: it was started and not stopped since, or has handlers or peer
/// watchers, which belong to one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the API cannot be inverted: call `invert` before `start`, and before you add handlers and peer watchers"
)]
pub struct InvertError;
