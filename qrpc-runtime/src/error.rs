//! What can go wrong with a call, a notification, and an API as a whole.

use std::sync::Arc;
use std::time::Duration;

use crate::{ExitReason, Value};

/// The error object of an error reply: what the other side says went wrong.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct RemoteError {
    /// What kind of error it is. JSON-RPC 2.0 keeps -32768 to -32000; the rest is the application's.
    pub code: i64,
    /// One sentence for a person.
    pub message: String,
    /// More about it. quickrpc sends its traceback here.
    pub data: Option<Value>,
}

impl RemoteError {
    /// JSON-RPC: the bytes are not a message.
    pub const PARSE_ERROR: i64 = -32700;
    /// JSON-RPC: the message is neither call nor reply.
    pub const INVALID_REQUEST: i64 = -32600;
    /// JSON-RPC: nobody answers a method of that name here.
    pub const METHOD_NOT_FOUND: i64 = -32601;
    /// JSON-RPC: the arguments are not those of the method.
    pub const INVALID_PARAMS: i64 = -32602;
    /// JSON-RPC: the side that was called failed by itself, such as by a panic.
    pub const INTERNAL_ERROR: i64 = -32603;
    /// A handler returned a [`Fault`](crate::Fault).
    pub const FAULT: i64 = -32000;
    /// The peer has more calls in flight here than it may.
    pub const OVERLOADED: i64 = -32001;

    /// An error without data.
    #[must_use]
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            data: None,
        }
    }
}

/// Why a call has no result. Every call ends with a result or with one of these, once.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The other side answered with an error (quickrpc's `RemoteError`).
    #[error("the other side answered with an error: {0}")]
    Remote(RemoteError),
    /// No answer came before the call's deadline (quickrpc's `PromiseTimeoutError`).
    #[error("no answer within {0:?}; the method's `timeout` or the builder's may be set longer")]
    Timeout(Duration),
    /// [`result_within`](crate::Promise::result_within) ended its wait; the call goes on.
    #[error("no answer yet; the call goes on and the promise can be asked again")]
    NotYet,
    /// The promise was cancelled here.
    #[error("the call was cancelled")]
    Cancelled,
    /// The connection ended before the answer came.
    #[error("the connection to {peer} ended before the answer came: {reason}")]
    Disconnected {
        /// The peer that was asked.
        peer: String,
        /// How its connection ended.
        reason: DisconnectReason,
    },
    /// Too much is under way to that peer already.
    #[error("too much is under way to {0} already; wait for some of it, or raise its limit")]
    Overloaded(String),
    /// There is no peer of that name.
    #[error("there is no peer called {0}")]
    UnknownReceiver(String),
    /// A call to all peers found none.
    #[error("there is no peer to call; wait until one is connected")]
    NobodyThere,
    /// The API is not started, was stopped, or is gone.
    #[error("the API is not running; call `start` first, and keep it while handles are used")]
    Stopped,
    /// The wait is on the thread that receives the answers, such as in a codec, a security
    /// provider or a `Deserialize`. Handlers, hooks and callbacks may wait (in quickrpc they get
    /// `PromiseDeadlockError`).
    #[error(
        "this thread receives the answers, so it cannot wait for one; wait in a handler or on a thread of your own"
    )]
    Deadlock,
    /// The result was taken before (quickrpc's `PromiseDoneError`).
    #[error("the result of this call was taken before")]
    Taken,
    /// A guard of this side refused the arguments; nothing was sent.
    #[error("refused before sending: {0}")]
    Refused(String),
    /// The arguments cannot be put on the wire; nothing was sent.
    #[error("the arguments cannot be sent: {0}")]
    Unsendable(String),
    /// The answer cannot be read, or does not fit the method's reply type.
    #[error("the answer cannot be used: {0}")]
    WrongReply(String),
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DisconnectReason {
    /// The peer closed it.
    #[error("the peer closed it")]
    Closed,
    /// The peer was a child of this process and has ended, with an exit code or by a signal.
    #[error("{0}")]
    Exited(ExitReason),
    /// Reading or writing failed.
    #[error("{0}")]
    Failed(Arc<str>),
    /// The peer broke a limit or the protocol beyond repair.
    #[error("the peer broke the rules: {0}")]
    Broken(Arc<str>),
    /// The peer took no byte for [`Limits::stall`](crate::Limits::stall), although some waited to
    /// be written to it.
    #[error("the peer read nothing for {0:?} while messages waited for it")]
    Stalled(std::time::Duration),
    /// The API was stopped, or got another transport.
    #[error("the API was stopped")]
    Stopped,
}

/// A notification did not go to all of its receivers.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("not sent to {}", self.failed.iter().map(|(name, why)| format!("{name}: {why}")).collect::<Vec<_>>().join("; "))]
pub struct SendError {
    /// Each receiver that failed, and why. One that is for no receiver in particular names `*`.
    pub failed: Vec<(String, CallError)>,
}

impl SendError {
    /// A failure before any receiver was tried.
    pub(crate) fn everywhere(error: CallError) -> Self {
        Self {
            failed: vec![("*".to_owned(), error)],
        }
    }
}

/// The API cannot be built as the builder was told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The codec, transport or security string is not understood.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// `handlers` was called before `invert`.
    #[error(transparent)]
    Inverted(#[from] InvertError),
    /// Several handlers were given for a method whose calls take one reply.
    #[error("`{0}` has two handlers that answer every call; give `handlers` only once")]
    TwoAnswers(&'static str),
}

/// A string that names a codec, a transport or a security provider is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{expression}` is no {what}: {problem}; expected {grammar}")]
pub struct ExpressionError {
    /// What it was to name: `codec`, `transport` or `security provider`.
    pub what: &'static str,
    /// The whole string.
    pub expression: String,
    /// Which part is wrong, and why.
    pub problem: String,
    /// The form that would be right.
    pub grammar: String,
}

/// The API cannot be started.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// Neither the builder nor `set_transport` was given a transport.
    #[error("there is no transport; give the builder one, such as `.transport(\"tcpserv::8888\")`")]
    NoTransport,
    /// It was started before and runs.
    #[error("the API runs already; `stop` it before it is started again")]
    Running,
    /// [`stop_within`](crate::Api::stop_within) was called while the transport opened.
    #[error("the API was stopped while it started")]
    Stopped,
    /// The string names no transport.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// The transport did not open.
    #[error("the transport did not open: {0}")]
    Transport(TransportError),
    /// The system refused a thread or an event queue.
    #[error("the event loop did not start: {0}")]
    EventLoop(Arc<std::io::Error>),
}

/// A transport that cannot open, with what it was about to do.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{doing}: {error}")]
pub struct TransportError {
    /// What it was about to do, with the address.
    pub doing: String,
    /// What the system said. It is part of the text, and so is not the error's source, too.
    pub error: Arc<std::io::Error>,
}

impl From<TransportError> for StartError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl TransportError {
    /// An error of the system while `doing` something.
    pub fn new(doing: impl Into<String>, error: std::io::Error) -> Self {
        Self {
            doing: doing.into(),
            error: Arc::new(error),
        }
    }
}

/// The API cannot be stopped in time: a handler still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a handler still runs after {0:?}; its thread ends when it returns")]
pub struct StillRunning(pub Duration);

/// The API cannot be inverted: it was started, or has handlers or peer watchers, which belong to
/// this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invert an API before it is started and before handlers and peer watchers are added")]
pub struct InvertError;
