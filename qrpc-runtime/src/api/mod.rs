//! One side of an API: the type that generated code wraps, and its builder.

mod blocking;
mod builder;
mod handlers;
mod lifecycle;
mod pair;
mod running;
mod side;
mod transport_lock;

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, Weak};

pub use builder::Builder;
pub use handlers::{
    AsyncFunction, AsyncKind, HandledBy, HandlerFuture, Handlers, IntoHandlers, SyncKind,
};
use lifecycle::RunningThreads;
pub use pair::pair;
pub use side::{Invert, Side, invert, on_peer, peers};
use transport_lock::TransportLock;

use crate::answering::{HandlerList, MessageProblem, PeerEvent, Router, UnknownCall};
use crate::counters::Counters;
use crate::error::InvertError;
use crate::handler_queue::{Dispatch, Executor, Task, spawn_local};
use crate::link::StartPermit;
use crate::method::Method;
use crate::protocol::Protocol;
use crate::run_state::RunState;
use crate::sending::{Caller, Interceptors, Peer, Receivers, Timeouts};
use crate::transport::Transport;

/// The operations that both sides of every API have.
///
/// A generated API dereferences to this type. An `Api` owns its connections: dropping an `Api`
/// stops it and closes the connections.
pub struct Api {
    inner: Arc<ApiInner>,
}

/// The state of an API, shared with the threads that start or stop it for async functions.
struct ApiInner {
    core: Arc<ApiCore>,
    transport: TransportLock,
    /// Whether `set_transport` starts the new transport although the API does not run: true while a
    /// transport is being replaced, and after a replacement did not start.
    starts_on_replace: AtomicBool,
    running: Mutex<Option<RunningThreads>>,
    name: &'static str,
}

/// The part of an API to which its method handles and its connections refer.
pub(crate) struct ApiCore {
    pub(crate) caller: Arc<Caller>,
    pub(crate) router: Arc<Router>,
    executor: Option<Arc<dyn Executor>>,
}

/// The values that an API is made from.
pub(crate) struct Parts {
    pub(crate) protocol: Arc<Protocol>,
    pub(crate) transport: Option<Box<dyn Transport>>,
    pub(crate) extra_thread: bool,
    pub(crate) timeouts: Timeouts,
    pub(crate) executor: Option<Arc<dyn Executor>>,
    pub(crate) interceptors: Arc<Interceptors>,
}

impl Api {
    pub(crate) fn new(name: &'static str, parts: Parts) -> Self {
        let dispatch = Dispatch::new(parts.extra_thread);
        let caller = Caller::new(parts.protocol, dispatch, parts.timeouts, parts.interceptors);
        let caller = Arc::new(caller);
        let router = Arc::new(Router::new(Arc::clone(&caller)));
        let core = ApiCore {
            caller,
            router,
            executor: parts.executor,
        };
        let inner = ApiInner {
            core: Arc::new(core),
            transport: TransportLock::new(parts.transport),
            starts_on_replace: AtomicBool::new(false),
            running: Mutex::default(),
            name,
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Whether the API runs: it was started, was not stopped, and its transport has not ended by
    /// itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.run_state().is_started() && !self.run_state().has_ended()
    }

    /// Returns the transport as a string, such as `tcp:localhost:8888`. For a transport type
    /// without a string form, returns the name of the type. `None` if no transport is set.
    #[must_use]
    pub fn transport(&self) -> Option<String> {
        self.inner.transport.expression()
    }

    /// Returns the codec as a string, such as `jrpc`, or the name of its type.
    #[must_use]
    pub fn codec(&self) -> String {
        self.inner.core.caller.protocol.codec.expression()
    }

    /// Returns the security provider as a string, such as `null`, or the name of its type.
    #[must_use]
    pub fn security(&self) -> String {
        self.inner.core.caller.protocol.security.expression()
    }

    /// Returns the address at which the API can be reached or to which it is connected. `None` if
    /// the API does not run, if its transport is being opened, or if its transport has no address.
    /// For `tcpserv:127.0.0.1:0`, the address contains the port that the system chose.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.inner
            .transport
            .address()
            .filter(|_| self.run_state().is_started())
    }

    /// Returns the names of the methods that the other side may call but that have no handler.
    #[must_use]
    pub fn unhandled_calls(&self) -> Vec<&'static str> {
        self.inner.core.router.unhandled()
    }

    /// Returns the peers that are connected now.
    #[must_use]
    pub fn peers(&self) -> Vec<Peer> {
        let links = self.inner.core.caller.peers.links();
        links
            .iter()
            .map(|link| self.peer_of(Receivers::link(link)))
            .collect()
    }

    /// Returns the counters of work in progress and of past events.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.inner.core.router.counters()
    }

    /// Calls `hook` for every incoming message that causes a problem, instead of logging the
    /// problem. The hook does not affect whether the sender gets an error reply.
    pub fn on_problem(&self, hook: impl Fn(&MessageProblem) + Send + Sync + 'static) {
        self.inner.core.router.problems.set_hook(Arc::new(hook));
    }

    /// Calls `watcher` when a peer connects or disconnects, on the thread that runs handlers.
    pub fn on_peer(&self, watcher: impl Fn(&PeerEvent) + Send + Sync + 'static) {
        self.inner.core.router.watchers.add(Arc::new(watcher));
    }

    /// Calls `hook` for every received message whose method this side does not answer, such as a
    /// method that an extension of a protocol adds. Without a hook, a call of such a method is
    /// answered with the error [`METHOD_NOT_FOUND`](crate::RemoteError::METHOD_NOT_FOUND). The hook
    /// runs on the thread that runs handlers, in the order of the messages. A later hook replaces
    /// an earlier one.
    ///
    /// [`Peer::call_raw`] and [`Peer::notify_raw`] are the other direction.
    ///
    /// ```
    /// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use my_api::{MyApi, MyApiInverted};
    /// # let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
    /// server.on_unknown(|call| match call.method() {
    ///     "vendor/version" => call.answer("1.0"),
    ///     // Dropped: the caller learns that the method is unknown.
    ///     _ => drop(call),
    /// });
    /// # server.start()?;
    /// # let address = server.address().expect("a started server has an address");
    /// # let api = MyApiInverted::builder().transport(format!("tcp:{address}")).build()?;
    /// # api.start()?;
    /// let version = api.all().call_raw("vendor/version", ()).result()?;
    /// assert_eq!(version, "1.0".into());
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_unknown(&self, hook: impl Fn(UnknownCall) + Send + Sync + 'static) {
        self.inner.core.router.unknown.set_hook(Arc::new(hook));
    }

    #[doc(hidden)]
    #[must_use]
    pub fn to(&self, receivers: impl Into<Receivers>) -> Peer {
        self.peer_of(receivers.into())
    }

    fn peer_of(&self, receivers: Receivers) -> Peer {
        Peer::new(Arc::downgrade(&self.inner.core.caller), receivers)
    }

    /// Builds the other side of the API, with the same builder options, guards and problem hook.
    pub(crate) fn invert(self, name: &'static str) -> Result<Self, InvertError> {
        let router = &self.inner.core.router;
        if self.run_state().is_started() || router.is_handled() || router.watchers.are_there() {
            return Err(InvertError);
        }
        let caller = &self.inner.core.caller;
        let parts = Parts {
            protocol: Arc::clone(&caller.protocol),
            transport: self.inner.transport.lock().transport.take(),
            extra_thread: caller.dispatch.has_extra_thread(),
            timeouts: caller.timeouts(),
            executor: self.inner.core.executor.clone(),
            interceptors: Arc::clone(&caller.interceptors),
        };
        let inverse = Self::new(name, parts);
        inverse
            .inner
            .core
            .caller
            .guards
            .keep_those_of(&caller.guards);
        let kept = &inverse.inner.core.router;
        kept.problems.keep_hook_of(&router.problems);
        kept.unknown.keep_hook_of(&router.unknown);
        Ok(inverse)
    }

    fn answered_twice(&self) -> Option<&'static str> {
        self.inner.core.router.answered_twice()
    }

    fn run_state(&self) -> &RunState {
        self.inner.run_state()
    }

    /// Adds the handler list of a method. If `open`, peers may call the method.
    pub(crate) fn add<M: Method>(&self, open: bool) -> Arc<HandlerList<M>> {
        let slot = self.inner.core.router.add::<M>();
        if open {
            slot.open();
        }
        slot
    }

    pub(crate) fn core(&self) -> Weak<ApiCore> {
        Arc::downgrade(&self.inner.core)
    }
}

impl ApiCore {
    /// Returns the permit with which the executor starts an async handler of the sender's message.
    /// `None` without an executor, because the thread that runs handlers keeps their order.
    pub(crate) fn start_permit(&self, sender: &Peer) -> Option<StartPermit> {
        self.executor.as_ref()?;
        sender.start_permit()
    }

    /// Hands the future of an async handler to the executor. If no executor was set, the thread
    /// that runs handlers polls the future.
    pub(crate) fn spawn(&self, task: Task) {
        match &self.executor {
            Some(executor) => executor.spawn(task),
            None => spawn_local(&self.caller.dispatch, task),
        }
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.inner.name).finish_non_exhaustive()
    }
}
