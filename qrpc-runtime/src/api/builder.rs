//! How an API is put together.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Api, HandledBy, Invert, Parts, Side};
use crate::codec::{Codec, CodecExpression, Jrpc};
use crate::core::Protocol;
use crate::dispatch::Executor;
use crate::error::{BuildError, ExpressionError, InvertError};
use crate::limits::Limits;
use crate::security::{Null, Security, SecurityExpression};
use crate::transport::{Transport, TransportExpression};

/// Puts one side of an API together: what quickrpc's `RemoteAPI(…)` takes, with its defaults.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<S> {
    codec: Arc<dyn Codec>,
    security: Arc<dyn Security>,
    transport: Option<Box<dyn Transport>>,
    async_processing: bool,
    timeout: Duration,
    limits: Limits,
    executor: Option<Arc<dyn Executor>>,
    handlers: Vec<Attach<S>>,
    error: Option<BuildError>,
}

/// Connects handlers, once there is something to connect them to.
type Attach<S> = Box<dyn FnOnce(&S)>;

impl<S: Side> Builder<S> {
    #[doc(hidden)]
    pub fn new() -> Self {
        Self {
            codec: Arc::new(Jrpc::default()),
            security: Arc::new(Null),
            transport: None,
            async_processing: false,
            timeout: Duration::from_secs(10),
            limits: Limits::default(),
            executor: None,
            handlers: Vec::new(),
            error: None,
        }
    }

    /// The codec, or its name: `"jrpc"` unless told otherwise.
    pub fn codec(mut self, codec: impl CodecExpression) -> Self {
        if let Some(codec) = self.checked(codec.codec()) {
            self.codec = codec;
        }
        self
    }

    /// The transport, or its name, such as `"tcp:localhost:8888"`. Without one the API cannot be
    /// started; [`set_transport`](Api::set_transport) can give it one later.
    pub fn transport(mut self, transport: impl TransportExpression) -> Self {
        self.transport = self.checked(transport.transport());
        self
    }

    /// The security provider, or its name: `"null"` unless told otherwise.
    pub fn security(mut self, security: impl SecurityExpression) -> Self {
        if let Some(security) = self.checked(security.security()) {
            self.security = security;
        }
        self
    }

    /// Runs handlers on a thread of their own, separate from reading and writing.
    ///
    /// Without it, two threads take turns: the one that reads also runs the handlers of what it
    /// has read, which is fastest for short handlers, and the other one, which starts with the
    /// first handler, reads on as soon as a handler takes longer or waits. Set it for handlers that
    /// have to run on one and the same thread, such as those that use thread-local state, or that
    /// keep a processor busy most of the time. In either mode a handler may wait for replies (quickrpc needs the option for
    /// that), and sync handlers run one at a time: while one waits, no other message is handled.
    /// Two sides whose handlers wait for each other's handlers in turn wait until a deadline
    /// comes; such methods need async handlers.
    pub fn async_processing(mut self, extra_thread: bool) -> Self {
        self.async_processing = extra_thread;
        self
    }

    /// How long a call may take whose method says nothing of it: 10 s unless told otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How much may be asked of this side.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// What polls the futures of async handlers. Without one they are polled where handlers run.
    pub fn executor(mut self, executor: impl Executor) -> Self {
        self.executor = Some(Arc::new(executor));
        self
    }

    /// What handles the methods that others may call: a type that implements the handlers trait
    /// of this side. Its state is `self`.
    pub fn handlers<H: 'static>(mut self, handlers: H) -> Self
    where
        S: HandledBy<H>,
    {
        let handlers = Arc::new(handlers);
        self.handlers
            .push(Box::new(move |side| side.attach(&handlers)));
        self
    }

    /// The API. It reads and sends nothing until it is started.
    ///
    /// # Errors
    ///
    /// When a string named no codec, transport or security provider, or when handlers were given
    /// twice or before `invert`.
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

    /// Puts it together. What was wrong so far is not looked at.
    pub(super) fn assemble(self) -> S {
        let protocol = Protocol::new(&*self.codec, self.security, self.limits);
        let side = S::wire(Api::new(
            S::NAME,
            Parts {
                protocol: Arc::new(protocol),
                transport: self.transport,
                extra_thread: self.async_processing,
                timeout: self.timeout,
                executor: self.executor,
            },
        ));
        for attach in self.handlers {
            attach(&side);
        }
        side
    }

    /// Keeps the first error until `build` can return it.
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
    /// Builds the other side instead (quickrpc's `invert=True`). Handlers are given after that,
    /// since they are of one side.
    pub fn invert(self) -> Builder<S::Inverse> {
        let misplaced = (!self.handlers.is_empty()).then_some(BuildError::Inverted(InvertError));
        Builder {
            codec: self.codec,
            security: self.security,
            transport: self.transport,
            async_processing: self.async_processing,
            timeout: self.timeout,
            limits: self.limits,
            executor: self.executor,
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
