//! The events of connections: received messages, and the replies to messages of this side.

use std::borrow::Cow;
use std::fmt::Display;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Router;
use crate::Value;
use crate::answering::exchange::refuse;
use crate::answering::{Arrival, Exchange, Route};
use crate::codec::{Id, Params};
use crate::error::RemoteError;
use crate::link::{Link, ReplyPath, Settler};
use crate::protocol::Event;
use crate::security::SecInfo;
use crate::sending::{CallDirection, CallInfo, Observation, Peer};

impl Router {
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
        sender.call = id.as_ref().map(|id| link.received_call(id));
        let mut exchange = Exchange {
            batch: path
                .batch
                .and_then(|batch| Some(batch.of_call(sender.call.clone()?))),
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

    pub(super) fn batch(&self, link: &Arc<Link>, events: Vec<Event<'_, Settler>>, bytes: usize) {
        let form = link.session.protocol().codec.batch_form();
        let batch = form.map(|form| link.begin_batch(form));
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
    pub(super) fn one_event(&self, path: ReplyPath<'_>, event: Event<'_, Settler>, bytes: usize) {
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
}
