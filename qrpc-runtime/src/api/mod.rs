//! One side of an API: what generated code wraps, and how it is put together.

mod builder;
mod pair;
mod side;

use std::fmt;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::{Duration, Instant};

use crate::answering::PeerEvent;
use crate::core::Protocol;
use crate::counters::Counters;
use crate::dispatch::{Dispatch, JobQueue};
use crate::error::{DisconnectReason, InvertError, StartError, StillRunning};
use crate::life::Life;
use crate::link::Owner;
use crate::sending::Caller;
pub use builder::Builder;
pub use pair::pair;
pub use side::{HandledBy, Invert, Side, invert};

use crate::answering::MessageProblem;
use crate::answering::Router;
use crate::answering::Slot;
use crate::dispatch::{Executor, Task, spawn_local};
use crate::reactor::{Command, Host, Loop, Reactor};
use crate::sending::Peer;
use crate::sending::Receivers;
use crate::spec::Method;
use crate::sync::lock;
use crate::transport::{Transport, TransportExpression};

/// What both sides of every API can do (quickrpc's `RemoteAPI`).
///
/// It is what a generated API dereferences to. It owns its connections: dropping it stops it.
pub struct Api {
    shared: Arc<Shared>,
    transport: Mutex<Option<Box<dyn Transport>>>,
    running: Mutex<Option<Running>>,
    name: &'static str,
}

/// What handles and connections have of an API.
pub(crate) struct Shared {
    pub(crate) caller: Arc<Caller>,
    pub(crate) router: Arc<Router>,
    executor: Option<Arc<dyn Executor>>,
}

/// The threads of a started API.
struct Running {
    reactor: Arc<Reactor>,
    ended: mpsc::Receiver<()>,
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
        let dispatch = Dispatch::new(parts.extra_thread, parts.protocol.limits.waiting);
        let caller = Arc::new(Caller::new(parts.protocol, dispatch, parts.timeout));
        let router = Arc::new(Router::new(Arc::clone(&caller)));
        let shared = Shared {
            caller,
            router,
            executor: parts.executor,
        };
        Self {
            shared: Arc::new(shared),
            transport: Mutex::new(parts.transport),
            running: Mutex::default(),
            name,
        }
    }

    /// Opens the transport and begins to read. Returns when it is connected, or listens.
    ///
    /// Connect handlers before, or messages that come first find none.
    ///
    /// # Errors
    ///
    /// When there is no transport, it cannot be opened, or the API runs already.
    pub fn start(&self) -> Result<(), StartError> {
        self.stop_if_ended();
        let mut transport = lock(&self.transport);
        let transport = transport.as_mut().ok_or(StartError::NoTransport)?;
        self.life().begin()?;
        let started = self.open(&mut **transport);
        if started.is_err() {
            self.close(Some(&mut **transport));
        }
        started
    }

    fn open(&self, transport: &mut dyn Transport) -> Result<(), StartError> {
        let event_loop = Loop::new().map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        let reactor = Arc::clone(event_loop.reactor());
        let owner: Weak<dyn Owner> = Arc::<Router>::downgrade(&self.shared.router);
        let protocol = Arc::clone(&self.shared.caller.protocol);
        let host = Host::new(Arc::clone(&reactor), protocol, owner);
        let ended = self.spawn(event_loop, host.clone())?;
        *lock(&self.running) = Some(Running { reactor, ended });
        self.shared.caller.set_running(true);
        Ok(transport.start(&host)?)
    }

    /// Starts the receive thread, and what tells of its end.
    fn spawn(&self, event_loop: Loop, host: Host) -> Result<mpsc::Receiver<()>, StartError> {
        let dispatch = Arc::clone(&self.shared.caller.dispatch);
        let queue: Arc<dyn JobQueue> = Arc::<Reactor>::clone(event_loop.reactor());
        let (ends, ended) = mpsc::channel::<()>();
        let thread = thread::Builder::new().name(format!("qrpc-{}", self.name));
        dispatch
            .open(queue, ends.clone())
            .map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        let spawned = thread.spawn(move || {
            dispatch.deliver(|| event_loop.run(&host));
            drop(ends);
        });
        spawned.map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        Ok(ended)
    }

    /// Closes all connections and the transport. Calls that wait settle as stopped. It can be
    /// started again.
    ///
    /// Waits for the handler that runs, if any, unless that is who stops it. Messages that wait
    /// for their turn are not handled, and async handlers not polled, any more.
    pub fn stop(&self) {
        let running = self.begin_stop();
        self.wait_for(running);
    }

    /// Stops as [`stop`](Self::stop) does, but waits no longer than `patience` for the handler
    /// that runs.
    ///
    /// # Errors
    ///
    /// When that handler still runs. The API is stopped, and its thread ends with the handler.
    pub fn stop_within(&self, patience: Duration) -> Result<(), StillRunning> {
        let running = self.begin_stop();
        let Some(running) = running.filter(|_| !self.is_own_thread()) else {
            return Ok(());
        };
        match running.ended.recv_timeout(patience) {
            Err(mpsc::RecvTimeoutError::Timeout) => Err(StillRunning(patience)),
            Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => Ok(()),
        }
    }

    /// Clears away what is left where the transport has come to its end by itself.
    fn stop_if_ended(&self) {
        let mut transport = lock(&self.transport);
        if !self.life().has_ended() {
            return;
        }
        let running = self.close(transport.as_deref_mut());
        drop(transport);
        self.wait_for(running);
    }

    fn begin_stop(&self) -> Option<Running> {
        self.close(lock(&self.transport).as_deref_mut())
    }

    /// Waits until the threads have ended, unless this is one of them.
    fn wait_for(&self, running: Option<Running>) {
        if let Some(running) = running.filter(|_| !self.is_own_thread()) {
            running.ended.recv().ok();
        }
    }

    fn close(&self, transport: Option<&mut (dyn Transport + 'static)>) -> Option<Running> {
        self.shared.caller.set_running(false);
        if !self.shared.caller.dispatch.delivers_here() {
            self.shared
                .caller
                .peers
                .wait_flushed(Instant::now() + FLUSH);
        }
        self.shared.caller.peers.close();
        if let Some(transport) = transport {
            transport.stop();
        }
        let running = lock(&self.running).take();
        // Whoever connected between the two is closed, too.
        self.shared.caller.peers.close();
        self.shared.caller.dispatch.close();
        if let Some(running) = &running {
            running.reactor.command(Command::Stop);
        }
        self.life().stop();
        running
    }

    fn is_own_thread(&self) -> bool {
        self.shared.caller.dispatch.is_here()
    }

    /// Waits until the API is stopped, or until its transport has come to its end: the one peer
    /// of a client is gone, or standard input has ended. Returns at once if it does not run.
    ///
    /// # Errors
    ///
    /// How the connection was lost, unless the peer closed it or the API was stopped.
    pub fn wait(&self) -> Result<(), DisconnectReason> {
        match self.life().wait() {
            None | Some(DisconnectReason::Closed) => Ok(()),
            Some(reason) => Err(reason),
        }
    }

    /// Where the API can be reached, or what it is connected to, while it runs. For
    /// `tcpserv:127.0.0.1:0` that has the port that the system chose.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        lock(&self.transport)
            .as_ref()?
            .address()
            .filter(|_| self.life().is_running())
    }

    /// Replaces the transport (quickrpc's `transport` property). The connections of the old one
    /// are closed and their calls fail; handlers stay. If the API runs, the new one is started.
    ///
    /// # Errors
    ///
    /// When a string names no transport, which leaves the old one in place, or when the new one
    /// does not start.
    pub fn set_transport(&self, transport: impl TransportExpression) -> Result<(), StartError> {
        let transport = transport.transport()?;
        let runs = self.life().is_running();
        self.stop();
        *lock(&self.transport) = Some(transport);
        if runs { self.start() } else { Ok(()) }
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

    /// The other side of it, with the same codec, transport and security.
    pub(crate) fn invert(self, name: &'static str) -> Result<Self, InvertError> {
        if self.life().is_running() || self.shared.router.is_handled() {
            return Err(InvertError);
        }
        let caller = &self.shared.caller;
        let parts = Parts {
            protocol: Arc::clone(&caller.protocol),
            transport: lock(&self.transport).take(),
            extra_thread: caller.dispatch.has_extra_thread(),
            timeout: caller.timeout(),
            executor: self.shared.executor.clone(),
        };
        Ok(Self::new(name, parts))
    }

    fn life(&self) -> &Life {
        &self.shared.router.life
    }

    /// Makes a place for a method's handlers, open to others or not.
    pub(crate) fn add<M: Method>(&self, open: bool) -> Arc<Slot<M>> {
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

/// How long what was sent last may take to leave when an API stops.
const FLUSH: Duration = Duration::from_secs(1);

/// How long a dropped API waits for the handler that runs.
const PATIENCE: Duration = Duration::from_secs(5);

impl Drop for Api {
    fn drop(&mut self) {
        if let Err(still_running) = self.stop_within(PATIENCE) {
            tracing::warn!(api = self.name, "{still_running}");
        }
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.name).finish_non_exhaustive()
    }
}
