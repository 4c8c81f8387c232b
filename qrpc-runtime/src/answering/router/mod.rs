//! The receiving half of an API: routes received messages to the handlers of a method.

mod events;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use super::{HandlerList, MessageProblem, PeerEvent, Problems, Route, UnknownMethods, Watchers};
use crate::codec::CallParts;
use crate::counters::{Counters, EventCounter};
use crate::error::{DisconnectReason, RemoteError};
use crate::link::{Link, OnEnd, Owner, ReplyPath, Settler};
use crate::method::Method;
use crate::protocol::Event;
use crate::run_state::RunState;
use crate::sending::{Caller, Peer, Receivers};

type Routes = HashMap<&'static str, Arc<dyn Route>>;

/// Routes the messages of all connections of an API.
pub(crate) struct Router {
    caller: Arc<Caller>,
    routes: RwLock<Routes>,
    pub(crate) problems: Arc<Problems>,
    pub(crate) watchers: Arc<Watchers>,
    pub(crate) unknown: UnknownMethods,
    pub(crate) run_state: RunState,
    noise: EventCounter,
    strays: EventCounter,
}

impl Router {
    pub(crate) fn new(caller: Arc<Caller>) -> Self {
        Self {
            caller,
            routes: RwLock::default(),
            problems: Arc::default(),
            watchers: Arc::default(),
            unknown: UnknownMethods::default(),
            run_state: RunState::default(),
            noise: EventCounter::default(),
            strays: EventCounter::default(),
        }
    }

    /// Adds the handler list of a method.
    pub(crate) fn add<M: Method>(&self) -> Arc<HandlerList<M>> {
        let slot = Arc::new(HandlerList::new(self.caller.guards.of::<M>()));
        let route: Arc<dyn Route> = Arc::<HandlerList<M>>::clone(&slot);
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        routes.insert(M::SPEC.name, route);
        slot
    }

    /// Returns the sorted names of all methods that peers may call and that have no handler.
    pub(crate) fn unhandled(&self) -> Vec<&'static str> {
        let routes = self.read();
        let open = routes
            .iter()
            .filter(|(_, route)| route.is_open() && !route.is_handled());
        let mut names: Vec<_> = open.map(|(name, _)| *name).collect();
        names.sort_unstable();
        names
    }

    /// Whether at least one method has a handler.
    pub(crate) fn is_handled(&self) -> bool {
        self.read().values().any(|route| route.is_handled())
    }

    /// Returns the name of a method for which two handlers would answer every call, if there is
    /// one.
    pub(crate) fn answered_twice(&self) -> Option<&'static str> {
        let routes = self.read();
        let twice = routes.values().filter(|route| route.is_answered_twice());
        twice.map(|route| route.spec().name).min()
    }

    pub(crate) fn counters(&self) -> Counters {
        let mut counters = Counters {
            noise: self.noise.so_far(),
            strays: self.strays.so_far(),
            ..Counters::default()
        };
        for link in self.caller.peers.links() {
            counters.calls_waiting += link.session.waiting();
            counters.calls_handled += link.session.calls_in_progress();
            counters.bytes_queued += link.session.queued();
        }
        counters
    }

    /// Closes all connections and ends the API, because the event loop has failed.
    pub(crate) fn lose_all(&self, error: &std::io::Error) {
        tracing::error!(%error, "the event loop has ended");
        let reason = DisconnectReason::Failed(error.to_string().into());
        for link in self.caller.peers.links() {
            link.close(&reason);
        }
        self.run_state.end(reason);
    }

    fn read(&self) -> RwLockReadGuard<'_, Routes> {
        self.routes.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn route(&self, method: &str) -> Option<Arc<dyn Route>> {
        self.read()
            .get(method)
            .filter(|route| route.is_open())
            .cloned()
    }

    /// Reports a problem with a message, on the thread that runs handlers.
    fn problem(&self, link: &Arc<Link>, error: RemoteError, call: CallParts, bytes: usize) {
        let problems = Arc::clone(&self.problems);
        let problem = MessageProblem::new(self.peer(link), error, call);
        let in_progress = link.in_progress(bytes, false);
        self.caller.dispatch.later(move || {
            let _until_told = in_progress;
            problems.tell(&problem);
        });
    }

    fn peer(&self, link: &Arc<Link>) -> Peer {
        Peer::new(Arc::downgrade(&self.caller), Receivers::link(link))
    }

    fn tell(&self, event: PeerEvent) {
        let watchers = Arc::clone(&self.watchers);
        if watchers.are_there() {
            self.caller.dispatch.later(move || watchers.tell(&event));
        }
    }
}

impl Owner for Router {
    fn event(&self, link: &Arc<Link>, event: Event<'_, Settler>, bytes: usize) {
        match event {
            Event::Batch(events) => self.batch(link, events, bytes),
            event => self.one_event(ReplyPath { link, batch: None }, event, bytes),
        }
    }

    fn connected(&self, link: &Arc<Link>) {
        tracing::debug!(peer = %link.name, "connected");
        let connected = PeerEvent::Connected(self.peer(link));
        self.caller.peers.add(link, || self.tell(connected));
    }

    fn disconnected(&self, link: &Arc<Link>, reason: &DisconnectReason) {
        tracing::debug!(peer = %link.name, %reason, "disconnected");
        self.caller.peers.remove(link);
        self.tell(PeerEvent::Disconnected(self.peer(link), reason.clone()));
        if link.on_end == OnEnd::End && *reason != DisconnectReason::Stopped {
            self.run_state.end(reason.clone());
        }
    }

    fn handle_postponed(&self, link: &Arc<Link>) {
        let link = Arc::clone(link);
        self.caller.dispatch.later(move || link.handle_postponed());
    }

    fn begin_wait(&self) -> bool {
        self.caller.dispatch.begin_wait()
    }

    fn collects_here(&self) -> bool {
        let dispatch = &self.caller.dispatch;
        dispatch.has_io_role() || dispatch.has_handler_role() && !dispatch.has_extra_thread()
    }

    fn connections(&self) -> usize {
        self.caller.peers.len()
    }
}
