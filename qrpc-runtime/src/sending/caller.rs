//! Sends the messages of an API: finds the receivers, checks guards and reports failures.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::delivery::{CalledMethod, OutgoingCall};
use super::peers::Targets;
use super::{Answers, GuardsByMethod, Interceptors, Peer, Peers, Receivers};
use crate::Value;
use crate::codec::Body;
use crate::error::{CallError, SendError};
use crate::handler_queue::Dispatch;
use crate::link::Settler;
use crate::method::{EmptyArgs, Method, MethodSpec, Mode, Sent};
use crate::promise::{AnswerQueue, Promise, PromiseState, Settle as _};
use crate::protocol::Protocol;
use crate::sync::after;

/// The sending half of an API. All calls and notifications are sent through the caller.
pub(crate) struct Caller {
    pub(crate) protocol: Arc<Protocol>,
    pub(crate) dispatch: Arc<Dispatch>,
    timeouts: Timeouts,
    next_id: AtomicU64,
    running: AtomicBool,
    pub(crate) peers: Peers,
    pub(crate) guards: GuardsByMethod,
    pub(crate) interceptors: Arc<Interceptors>,
}

/// How an API treats the timeouts of its calls.
#[derive(Clone, Copy)]
pub(crate) struct Timeouts {
    /// The timeout of methods for which the spec has none.
    pub(crate) default: Duration,
    /// Whether messages say how long their caller waits.
    pub(crate) are_sent: bool,
}

impl Caller {
    pub(crate) fn new(
        protocol: Arc<Protocol>,
        dispatch: Arc<Dispatch>,
        timeouts: Timeouts,
        interceptors: Arc<Interceptors>,
    ) -> Self {
        Self {
            protocol,
            dispatch,
            timeouts,
            next_id: AtomicU64::new(1),
            running: AtomicBool::new(false),
            peers: Peers::default(),
            guards: GuardsByMethod::default(),
            interceptors,
        }
    }

    pub(crate) fn timeouts(&self) -> Timeouts {
        self.timeouts
    }

    /// Returns the timeout of calls to a method, unless the caller sets a different one: the
    /// timeout of the method in the spec or, if the spec sets none, the builder's.
    pub(crate) fn timeout_of(&self, spec: &MethodSpec) -> Duration {
        spec.timeout.unwrap_or(self.timeouts.default)
    }

    /// Returns the timeout that a call says on the wire, if any.
    pub(super) fn timeout_to_send(&self, timeout: Duration) -> Option<Duration> {
        (self.timeouts.are_sent && timeout < Duration::MAX).then_some(timeout)
    }

    /// Calls a method or sends a notification, depending on the method's mode.
    pub(crate) fn call<M: Method>(
        self: &Arc<Self>,
        receivers: &Receivers,
        args: &M::Args,
    ) -> Sent<M> {
        let check = || self.check::<M>(receivers, args);
        let timeout = self.timeout_of(&M::SPEC);
        let args = sent_args::<M>(args);
        M::Mode::sent(
            || {
                self.ask(
                    receivers,
                    (CalledMethod::of(&M::SPEC, receivers), timeout),
                    args,
                    check(),
                )
            },
            || {
                self.notify(
                    receivers,
                    CalledMethod::of(&M::SPEC, receivers),
                    args,
                    check(),
                )
            },
        )
    }

    /// Runs the guards of the method. Returns an error if a guard rejects the arguments.
    fn check<M: Method>(
        self: &Arc<Self>,
        receivers: &Receivers,
        args: &M::Args,
    ) -> Result<(), CallError> {
        if self.guards.are_none() {
            return Ok(());
        }
        let to = Peer::new(Arc::downgrade(self), receivers.clone());
        let checked = self.guards.of::<M>().check(&to, args);
        checked.map_err(|fault| CallError::Refused(fault.to_string()))
    }

    /// Calls a method. `timeout` applies unless the receivers have another one.
    fn ask<R, E>(
        self: &Arc<Self>,
        receivers: &Receivers,
        (method, timeout): (CalledMethod<'_>, Duration),
        args: &dyn Body,
        allowed: Result<(), CallError>,
    ) -> Promise<R, E>
    where
        R: DeserializeOwned + Send + 'static,
        E: From<CallError> + Send + 'static,
    {
        let timeout = receivers.timeout.unwrap_or(timeout);
        let slot = PromiseState::<R, E>::new(timeout, Arc::clone(&self.dispatch));
        match allowed.and_then(|()| self.targets(receivers)) {
            // A call that has no time is not sent.
            Ok(_) if timeout.is_zero() => slot.expire(),
            Ok(mut targets) => {
                slot.expect(targets.links.len() + targets.failed.len());
                for (_, error) in &targets.failed {
                    slot.lose(error.clone());
                }
                let call = self.outgoing((method, timeout), args, slot.deadline());
                let mut settler = || Arc::clone(&slot) as Settler;
                self.send_call(&mut targets.links, &call, &mut settler);
                slot.set_sent_call(targets.sent_call(call.id));
            }
            Err(error) => slot.fail(error),
        }
        Promise::new(slot)
    }

    /// Calls each of the receivers. Returns their answers.
    pub(crate) fn gather<M: Method, P>(
        self: &Arc<Self>,
        receivers: &Receivers,
        args: &M::Args,
    ) -> Result<Answers<P, M::Reply, M::Error>, CallError> {
        self.check::<M>(receivers, args)?;
        let timeout = self.timeout_of(&M::SPEC);
        let timeout = receivers.timeout.unwrap_or(timeout);
        let mut targets = match self.targets(receivers) {
            Err(CallError::NobodyThere) => Targets::default(),
            targets => targets?,
        };
        let queue = AnswerQueue::new(timeout, Arc::clone(&self.dispatch));
        let mut numbers = 0..;
        let mut settler = || queue.settler(numbers.next().unwrap_or_default());
        let mut called = Vec::new();
        for (name, error) in targets.failed.drain(..) {
            settler().lose(error);
            called.push(Receivers::from(&*name));
        }
        called.extend(targets.links.iter().map(Receivers::link));
        if timeout.is_zero() {
            targets.links.drain(..).for_each(|_| settler().expire());
        }
        let call = self.outgoing(
            (CalledMethod::of(&M::SPEC, receivers), timeout),
            sent_args::<M>(args),
            after(timeout),
        );
        self.send_call(&mut targets.links, &call, &mut settler);
        queue.set_sent_call(targets.sent_call(call.id));
        Ok(Answers::new(queue, called, Arc::downgrade(self)))
    }

    /// Calls a method that the spec does not have.
    pub(crate) fn call_raw(
        self: &Arc<Self>,
        receivers: &Receivers,
        method: &str,
        args: &dyn Body,
    ) -> Promise<Value> {
        self.ask(
            receivers,
            (CalledMethod::raw(method, receivers), self.timeouts.default),
            args,
            Ok(()),
        )
    }

    /// Sends a notification whose method the spec does not have.
    pub(crate) fn notify_raw(
        self: &Arc<Self>,
        receivers: &Receivers,
        method: &str,
        args: &dyn Body,
    ) -> Result<(), SendError> {
        self.notify(
            receivers,
            CalledMethod::raw(method, receivers),
            args,
            Ok(()),
        )
    }

    fn outgoing<'a>(
        &self,
        (method, timeout): (CalledMethod<'a>, Duration),
        args: &'a dyn Body,
        deadline: Instant,
    ) -> OutgoingCall<'a> {
        OutgoingCall {
            id: self.next_id.fetch_add(1, Ordering::Relaxed),
            method,
            args,
            deadline,
            timeout,
        }
    }

    /// Sends a message that has no reply.
    fn notify(
        self: &Arc<Self>,
        receivers: &Receivers,
        method: CalledMethod<'_>,
        args: &dyn Body,
        allowed: Result<(), CallError>,
    ) -> Result<(), SendError> {
        let targets = match allowed.and_then(|()| self.targets(receivers)) {
            Ok(targets) => targets,
            Err(CallError::NobodyThere) => return Ok(()),
            Err(error) => return Err(SendError::everywhere(error)),
        };
        let mut failed: Vec<_> = targets
            .failed
            .into_iter()
            .map(|(name, error)| (name.to_string(), error))
            .collect();
        self.send_notification(targets.links, method, args, &mut |link, error| {
            failed.push((link.name.to_string(), error));
        })
        .map_err(SendError::everywhere)?;
        if failed.is_empty() {
            Ok(())
        } else {
            Err(SendError { failed })
        }
    }

    fn targets(&self, receivers: &Receivers) -> Result<Targets, CallError> {
        if !self.running.load(Ordering::Acquire) {
            return Err(CallError::Stopped);
        }
        self.peers.find(receivers)
    }

    /// Sets whether messages can be sent.
    pub(crate) fn set_running(&self, running: bool) {
        self.running.store(running, Ordering::Release);
    }
}

/// Returns the arguments as they are sent.
fn sent_args<M: Method>(args: &M::Args) -> &dyn Body {
    if M::SPEC.sends_empty_args {
        &EmptyArgs
    } else {
        args
    }
}
