//! The builder of an API.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Api, IntoHandlers, Invert, Parts, Side};
use crate::codec::{Codec, CodecExpression, Jrpc};
use crate::error::{BuildError, ExpressionError, InvertError};
use crate::handler_queue::Executor;
use crate::limits::Limits;
use crate::protocol::Protocol;
use crate::security::{NoSecurity, Security, SecurityExpression};
use crate::sending::{Interceptor, Interceptors, Timeouts};
use crate::transport::{Transport, TransportExpression};

/// Builds one side of an API. Options that quickrpc's `RemoteAPI(…)` also has keep their names and
/// defaults.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<S> {
    codec: Arc<dyn Codec>,
    security: Arc<dyn Security>,
    transport: Option<Box<dyn Transport>>,
    async_processing: bool,
    timeouts: Timeouts,
    limits: Limits,
    executor: Option<Arc<dyn Executor>>,
    interceptors: Interceptors,
    handlers: Vec<Attach<S>>,
    error: Option<BuildError>,
}

/// Connects handlers to a side after that side is built.
type Attach<S> = Box<dyn FnOnce(&S)>;

impl<S: Side> Builder<S> {
    #[doc(hidden)]
    pub fn new() -> Self {
        Self {
            codec: Arc::new(Jrpc::default()),
            security: Arc::new(NoSecurity),
            transport: None,
            async_processing: false,
            timeouts: Timeouts {
                default: Duration::from_secs(10),
                are_sent: false,
            },
            limits: Limits::default(),
            executor: None,
            interceptors: Interceptors::default(),
            handlers: Vec::new(),
            error: None,
        }
    }

    /// Sets the codec, given as a value or as a string. Default: `"jrpc"`.
    pub fn codec(mut self, codec: impl CodecExpression) -> Self {
        if let Some(codec) = self.checked(codec.codec()) {
            self.codec = codec;
        }
        self
    }

    /// Sets the transport, given as a value or as a string such as `"tcp:localhost:8888"`. An API
    /// without a transport cannot be started; [`set_transport`](Api::set_transport) can set one
    /// later.
    pub fn transport(mut self, transport: impl TransportExpression) -> Self {
        self.transport = self.checked(transport.transport());
        self
    }

    /// Sets the security provider, given as a value or as a string. Default: `"null"`.
    pub fn security(mut self, security: impl SecurityExpression) -> Self {
        if let Some(security) = self.checked(security.security()) {
            self.security = security;
        }
        self
    }

    /// Sets whether handlers run on a dedicated thread, separate from reading and writing. Default:
    /// `false`.
    ///
    /// By default, two threads take turns: the thread that reads a message also runs its handlers,
    /// which is fastest for short handlers. The second thread is started when a handler runs for
    /// the first time. The second thread takes over reading when a handler runs for more than a few
    /// milliseconds or waits for a reply. Set this option to `true` if all handlers must run on the
    /// same thread, for example because they use thread-local state, or if they keep a processor
    /// busy most of the time.
    ///
    /// With and without this option, a handler may wait for replies (in quickrpc, only with this
    /// option). Sync handlers run one at a time: while a handler waits, no other message is
    /// handled. If handlers on both sides wait for each other in turn, they wait until a deadline
    /// passes; async handlers avoid that.
    pub fn async_processing(mut self, extra_thread: bool) -> Self {
        self.async_processing = extra_thread;
        self
    }

    /// Sets the timeout of calls to methods for which the spec does not set the key `timeout`.
    /// Default: 10 s. [`Peer::within`](crate::Peer::within) sets the timeout of single calls.
    ///
    /// For calls that this side receives, the timeout is a limit of
    /// [`Peer::time_left`](crate::Peer::time_left).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.default = timeout;
        self
    }

    /// Sets whether calls tell the other side how long this side waits for the reply. Default:
    /// `false`.
    ///
    /// The member `rpc.timeout` of the message then has the timeout in milliseconds.
    /// [`Peer::time_left`](crate::Peer::time_left) at the other side is at most this time. The
    /// member is an extension of JSON-RPC 2.0: this library reads it in any case, quickrpc ignores
    /// it, and a strict peer may refuse the message.
    pub fn send_timeouts(mut self, send_timeouts: bool) -> Self {
        self.timeouts.are_sent = send_timeouts;
        self
    }

    /// Sets the limits on memory, messages and connections.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the executor that polls the futures of async handlers. By default, the futures are
    /// polled on the thread that runs handlers.
    pub fn executor(mut self, executor: impl Executor) -> Self {
        self.executor = Some(Arc::new(executor));
        self
    }

    /// Sets the handlers of all methods that the other side may call, as one value that implements
    /// the handlers trait of this side or its async form, or as an `Arc` of such a value. Handlers
    /// can keep state in the fields of the value.
    pub fn handlers<Kind>(mut self, handlers: impl IntoHandlers<S, Kind>) -> Self {
        self.handlers
            .push(Box::new(move |side| handlers.attach_to(side)));
        self
    }

    /// Adds an interceptor, a hook around every call and notification that the API sends or
    /// handles. Several interceptors run in the order in which they were added.
    pub fn intercept(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors.list.push(Arc::new(interceptor));
        self
    }

    /// Sets whether each call and notification has a span of the crate `tracing`, with the target
    /// `qrpc::call` and the level `INFO`. Handlers run within the span of their call. Default:
    /// false.
    ///
    /// The attributes have the names of [OpenTelemetry's conventions for
    /// JSON-RPC](https://opentelemetry.io/docs/specs/semconv/rpc/json-rpc/): `rpc.system.name`,
    /// `rpc.method`, `rpc.response.status_code`, `jsonrpc.protocol.version`, `jsonrpc.request.id`,
    /// `network.peer.address` and `error.type`. `otel.name`, `otel.kind` and `otel.status_code` are
    /// for the crate `tracing-opentelemetry`. No attribute has arguments or results.
    pub fn spans(mut self, spans: bool) -> Self {
        self.interceptors.spans = spans;
        self
    }

    /// Builds the API. The API reads and sends nothing until it is started.
    ///
    /// # Errors
    ///
    /// When a codec, transport or security string is invalid, when `handlers` was called twice and
    /// both values answer every call of a method, or when `handlers` was called before `invert`.
    pub fn build(mut self) -> Result<S, BuildError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let side = self.assemble();
        match side.answered_twice() {
            Some(method) => Err(BuildError::TwoAnswers(method)),
            None => Ok(side),
        }
    }

    /// Builds the side without checking for errors.
    pub(super) fn assemble(self) -> S {
        let protocol =
            Protocol::new(&*self.codec, self.security, self.limits).cancelled_by(S::CANCEL);
        let side = S::wire(Api::new(
            S::NAME,
            Parts {
                protocol: Arc::new(protocol),
                transport: self.transport,
                extra_thread: self.async_processing,
                timeouts: self.timeouts,
                executor: self.executor,
                interceptors: Arc::new(self.interceptors),
            },
        ));
        for attach in self.handlers {
            attach(&side);
        }
        side
    }

    /// Returns the object in `made`. If `made` is an error, returns `None`, and keeps the error for
    /// `build` unless there was an earlier error.
    fn checked<T>(&mut self, made: Result<T, ExpressionError>) -> Option<T> {
        match made {
            Ok(made) => Some(made),
            Err(error) => {
                self.error.get_or_insert(error.into());
                None
            }
        }
    }
}

impl<S: Invert> Builder<S> {
    /// Returns a builder of the other side with the same options. Call `invert` before `handlers`,
    /// because handlers belong to one side.
    pub fn invert(self) -> Builder<S::Inverse> {
        let misplaced = (!self.handlers.is_empty()).then_some(BuildError::Inverted(InvertError));
        Builder {
            codec: self.codec,
            security: self.security,
            transport: self.transport,
            async_processing: self.async_processing,
            timeouts: self.timeouts,
            limits: self.limits,
            executor: self.executor,
            interceptors: self.interceptors,
            handlers: Vec::new(),
            error: self.error.or(misplaced),
        }
    }
}

impl<S: Side> Default for Builder<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Side> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("side", &S::NAME)
            .finish_non_exhaustive()
    }
}
