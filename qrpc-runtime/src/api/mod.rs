//! One side of an API: what generated code wraps, and how it is put together.

mod builder;
mod lifecycle;
mod pair;
mod side;
mod transport_lock;

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

pub use builder::Builder;
use lifecycle::RunningThreads;
pub use pair::pair;
pub use side::{HandledBy, Invert, Side, invert, on_peer, peers};
use transport_lock::TransportLock;

use crate::answering::{HandlerList, MessageProblem, PeerEvent, Router};
use crate::core::Protocol;
use crate::counters::Counters;
use crate::dispatch::{Dispatch, Executor, Task, spawn_local};
use crate::error::{DisconnectReason, InvertError};
use crate::run_state::RunState;
use crate::sending::{Caller, Peer, Receivers};
use crate::spec::Method;
use crate::transport::Transport;

/// What both sides of every API can do (quickrpc's `RemoteAPI`).
///
/// It is what a generated API dereferences to. It owns its connections: dropping it stops it.
pub struct Api {
    shared: Arc<Shared>,
    place: TransportLock,
    /// Whether it runs again as soon as its transport is replaced.
    goes_on: AtomicBool,
    running: Mutex<Option<RunningThreads>>,
    name: &'static str,
}

/// What handles and connections have of an API.
pub(crate) struct Shared {
    pub(crate) caller: Arc<Caller>,
    pub(crate) router: Arc<Router>,
    executor: Option<Arc<dyn Executor>>,
}

/// What an API is made of.
pub(crate) struct Parts {
    pub(crate) protocol: Arc<Protocol>,
    pub(crate) transport: Option<Box<dyn Transport>>,
    pub(crate) extra_thread: bool,
    pub(crate) timeout: Duration,
    pub(crate) executor: Option<Arc<dyn Executor>>,
}

impl Api {
    pub(crate) fn new(name: &'static str, parts: Parts) -> Self {
        let dispatch = Dispatch::new(parts.extra_thread);
        let caller = Arc::new(Caller::new(parts.protocol, dispatch, parts.timeout));
        let router = Arc::new(Router::new(Arc::clone(&caller)));
        let shared = Shared {
            caller,
            router,
            executor: parts.executor,
        };
        Self {
            shared: Arc::new(shared),
            place: TransportLock::new(parts.transport),
            goes_on: AtomicBool::new(false),
            running: Mutex::default(),
            name,
        }
    }

    /// Waits until the API is stopped, or until its transport has come to its end: the one peer
    /// of a client is gone, or standard input has ended. Returns at once if it does not run.
    ///
    /// # Errors
    ///
    /// How the connection was lost, unless the peer closed it, the API was stopped, or a child
    /// ended with exit code 0. A child that crashed is
    /// [`DisconnectReason::Exited`] with its exit code or signal.
    pub fn wait(&self) -> Result<(), DisconnectReason> {
        match self.life().wait() {
            None | Some(DisconnectReason::Closed) => Ok(()),
            Some(DisconnectReason::Exited(exit)) if exit.is_success() => Ok(()),
            Some(reason) => Err(reason),
        }
    }

    /// Whether it was started, and neither was stopped nor has come to its end by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.life().is_running() && !self.life().has_ended()
    }

    /// The transport, as the string that names it, such as `tcp:localhost:8888`. What no string
    /// names gives the name of its type.
    #[must_use]
    pub fn transport(&self) -> Option<String> {
        self.place.expression()
    }

    /// The codec, as the string that names it, such as `jrpc`, or as the name of its type.
    #[must_use]
    pub fn codec(&self) -> String {
        self.shared.caller.protocol.codec.expression()
    }

    /// The security provider, as the string that names it, such as `null`, or as the name of its
    /// type.
    #[must_use]
    pub fn security(&self) -> String {
        self.shared.caller.protocol.security.expression()
    }

    /// Where the API can be reached, or what it is connected to, while it runs. For
    /// `tcpserv:127.0.0.1:0` that has the port that the system chose.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.place.address().filter(|_| self.life().is_running())
    }

    /// The names of the methods that others may call here, and that nobody handles (quickrpc's
    /// `unhandled_calls`).
    #[must_use]
    pub fn unhandled_calls(&self) -> Vec<&'static str> {
        self.shared.router.unhandled()
    }

    /// The peers that are connected now.
    #[must_use]
    pub fn peers(&self) -> Vec<Peer> {
        let links = self.shared.caller.peers.links();
        links
            .iter()
            .map(|link| self.peer_of(Receivers::link(link)))
            .collect()
    }

    /// What is under way now, and what was met so far.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.shared.router.counters()
    }

    /// Has `hook` told of every incoming message that causes a problem, in place of the log
    /// (quickrpc's `message_error`). Whether the sender gets an error reply is not its business.
    pub fn on_problem(&self, hook: impl Fn(&MessageProblem) + Send + Sync + 'static) {
        self.shared.router.problems.set_hook(Arc::new(hook));
    }

    /// Has `watcher` told of peers that come and go, where handlers run.
    pub fn on_peer(&self, watcher: impl Fn(&PeerEvent) + Send + Sync + 'static) {
        self.shared.router.watchers.add(Arc::new(watcher));
    }

    #[doc(hidden)]
    #[must_use]
    pub fn to(&self, receivers: impl Into<Receivers>) -> Peer {
        self.peer_of(receivers.into())
    }

    fn peer_of(&self, receivers: Receivers) -> Peer {
        Peer::new(Arc::downgrade(&self.shared.caller), receivers)
    }

    /// The other side of it, with the same codec, transport, security, guards and problem hook.
    pub(crate) fn invert(self, name: &'static str) -> Result<Self, InvertError> {
        let router = &self.shared.router;
        if self.life().is_running() || router.is_handled() || router.watchers.are_there() {
            return Err(InvertError);
        }
        let caller = &self.shared.caller;
        let parts = Parts {
            protocol: Arc::clone(&caller.protocol),
            transport: self.place.turn().transport.take(),
            extra_thread: caller.dispatch.has_extra_thread(),
            timeout: caller.timeout(),
            executor: self.shared.executor.clone(),
        };
        let inverse = Self::new(name, parts);
        inverse.shared.caller.keep_guards_of(caller);
        inverse
            .shared
            .router
            .problems
            .keep_hook_of(&router.problems);
        Ok(inverse)
    }

    fn answered_twice(&self) -> Option<&'static str> {
        self.shared.router.answered_twice()
    }

    fn life(&self) -> &RunState {
        &self.shared.router.life
    }

    /// Makes a place for a method's handlers, open to others or not.
    pub(crate) fn add<M: Method>(&self, open: bool) -> Arc<HandlerList<M>> {
        let slot = self.shared.router.add::<M>();
        if open {
            slot.open();
        }
        slot
    }

    pub(crate) fn shared(&self) -> Weak<Shared> {
        Arc::downgrade(&self.shared)
    }
}

impl Shared {
    /// Has an async handler's future polled.
    pub(crate) fn spawn(&self, task: Task) {
        match &self.executor {
            Some(executor) => executor.spawn(task),
            None => spawn_local(&self.caller.dispatch, task),
        }
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.name).finish_non_exhaustive()
    }
}
