//! The receiving half of an API: routes received messages to the handlers of a method.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use super::exchange::refuse;
use super::{
    Arrival, Exchange, HandlerList, MessageProblem, PeerEvent, Problems, Route, UnknownMethods,
    Watchers,
};
use crate::Value;
use crate::codec::{CallParts, Id, Params};
use crate::counters::{Counters, EventCounter};
use crate::error::{DisconnectReason, RemoteError};
use crate::link::{Link, OnEnd, Owner, ReplyBatch, ReplyPath, Settler};
use crate::method::Method;
use crate::protocol::Event;
use crate::run_state::RunState;
use crate::security::SecInfo;
use crate::sending::{CallDirection, CallInfo, Caller, Observation, Peer, Receivers};

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
        let slot = Arc::new(HandlerList::new(self.caller.guards::<M>()));
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

    fn called(
        &self,
        path: ReplyPath<'_>,
        method: &str,
        (id, params, secinfo): (Option<Id>, Params<'_>, SecInfo),
        timeout: Option<Duration>,
        bytes: usize,
    ) {
        let link = path.link;
        let route = self.route(method);
        let route_of_call = route.as_deref().filter(|_| id.is_some());
        let answer_by = route_of_call.and_then(|route| self.answer_by(route, timeout));
        let mut sender = Peer::sender(Arc::downgrade(&self.caller), link, secinfo, answer_by);
        sender.call = id.as_ref().map(|id| link.key_of_new_call(id));
        let mut exchange = Exchange {
            batch: path.batch.cloned(),
            link: link.in_progress(bytes, id.is_some()),
            sender,
            id,
            arguments: self.kept(&params),
            method: match &route {
                Some(route) => Cow::Borrowed(route.spec().name),
                None => Cow::Owned(method.to_owned()),
            },
            problems: Arc::clone(&self.problems),
            fault_code: route
                .as_ref()
                .map_or(RemoteError::FAULT, |route| route.spec().fault_code),
            observation: Observation::default(),
        };
        if !self.caller.interceptors.are_off() {
            exchange.observation = self.observe(&exchange, route.is_some(), &params, bytes);
        }
        let dispatch = &*self.caller.dispatch;
        match route {
            Some(route) => route.arrive(Arrival {
                params,
                exchange,
                dispatch,
            }),
            None => dispatch.later(self.unknown.job(&params, exchange)),
        }
    }

    fn batch(&self, link: &Arc<Link>, events: Vec<Event<'_, Settler>>, bytes: usize) {
        let form = link.session.protocol().codec.batch_form();
        let batch = form.map(|form| ReplyBatch::new(link, form));
        let path = ReplyPath {
            link,
            batch: batch.as_ref(),
        };
        let bytes = bytes / events.len().max(1);
        for event in events {
            self.one_event(path, event, bytes);
        }
    }

    /// Handles the event of one message. `bytes` is the size of the message.
    fn one_event(&self, path: ReplyPath<'_>, event: Event<'_, Settler>, bytes: usize) {
        let link = path.link;
        match event {
            // A batch contains no batches.
            Event::Batch(_) => {}
            Event::Call {
                method,
                id,
                params,
                secinfo,
                timeout,
            } => {
                if id.is_none() && link.is_cancelling(&method) {
                    link.cancel_incoming(&params);
                    if self.route(&method).is_none() {
                        return;
                    }
                }
                self.called(path, &method, (id, params, secinfo), timeout, bytes);
            }
            Event::Settled { token, outcome } => _ = token.answer(outcome),
            Event::Refused { call, error } => {
                refuse(path, call.id.as_ref(), &error);
                self.problem(link, error, call, bytes);
            }
            Event::Stray { id, error } => {
                self.strays.one_more();
                let error = error.map(|error| error.message);
                tracing::debug!(
                    peer = %link.name, ?id, error, "received a reply that no call is waiting for"
                );
            }
            Event::Noise {
                call,
                error,
                answered,
            } => {
                self.noise.one_more();
                if answered {
                    refuse(path, call.id.as_ref(), &error);
                }
                self.problem(link, error, call, bytes);
            }
        }
    }

    /// Begins to observe a message for the interceptors. `bytes` is the size of the message.
    fn observe(
        &self,
        exchange: &Exchange,
        is_in_spec: bool,
        params: &Params<'_>,
        bytes: usize,
    ) -> Observation {
        let interceptors = &self.caller.interceptors;
        let arguments = || match params {
            Params::Absent => Value::Null,
            Params::Named(args) | Params::Positional(args) => args.decode().unwrap_or_default(),
        };
        let info = CallInfo {
            direction: CallDirection::Incoming,
            method: exchange.method.clone(),
            is_in_spec,
            peer: exchange.sender.clone(),
            has_reply: exchange.id.is_some(),
            size: bytes,
            arguments: interceptors.want_arguments().then(arguments),
        };
        let id = exchange.id.as_ref().map(|id| id as &dyn Display);
        interceptors.observe(info, id)
    }

    /// Returns when the time to answer a call that was read now ends, or `None` if there is no
    /// limit. `timeout` is the caller's, if the call says it.
    fn answer_by(&self, route: &dyn Route, timeout: Option<Duration>) -> Option<Instant> {
        let own = self.caller.timeout_of(route.spec());
        Instant::now().checked_add(timeout.map_or(own, |timeout| timeout.min(own)))
    }

    /// Returns a copy of the encoded arguments, if there is a problem hook.
    fn kept(&self, params: &Params<'_>) -> Option<Vec<u8>> {
        let wanted = self.problems.have_hook();
        params.as_bytes().filter(|_| wanted).map(<[u8]>::to_vec)
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
