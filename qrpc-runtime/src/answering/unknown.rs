//! Messages whose method this side does not answer, and the hook that can handle them.

use std::sync::{Arc, Mutex};

use super::Exchange;
use crate::Value;
use crate::codec::Params;
use crate::error::RemoteError;
use crate::handler_error::Fault;
use crate::sending::Peer;
use crate::sync::lock;

/// A received message whose method this side does not answer, for example because the method is an
/// extension of a protocol that the spec does not describe.
/// [`Api::on_unknown`](crate::Api::on_unknown) sets the hook that gets such messages.
///
/// A call is answered with [`answer`](Self::answer) or [`fail`](Self::fail), now or later, from any
/// thread. If an `UnknownCall` is dropped without an answer, the caller gets the error
/// [`METHOD_NOT_FOUND`](RemoteError::METHOD_NOT_FOUND), as without a hook.
#[must_use = "a dropped `UnknownCall` sends the error that the method is not found"]
pub struct UnknownCall {
    args: Value,
    /// `None` after the answer.
    exchange: Option<Exchange>,
    sender: Peer,
    method: String,
}

impl UnknownCall {
    fn new(args: Value, exchange: Exchange) -> Self {
        Self {
            args,
            sender: exchange.sender.clone(),
            method: exchange.method.clone().into_owned(),
            exchange: Some(exchange),
        }
    }

    /// The method as the message names it.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The arguments: a map, a list, or null if the message has no arguments.
    /// [`Value::to`](crate::Value::to) converts them to another type.
    #[must_use]
    pub fn args(&self) -> &Value {
        &self.args
    }

    /// The sender of the message.
    #[must_use]
    pub fn sender(&self) -> &Peer {
        &self.sender
    }

    /// Whether the sender expects a reply. A notification has no reply.
    #[must_use]
    pub fn has_reply(&self) -> bool {
        let exchange = self.exchange.as_ref();
        exchange.is_some_and(|exchange| exchange.id.is_some())
    }

    /// Sends the result. For a notification, does nothing. [`Value::of`](crate::Value::of) converts
    /// any type that can be serialized to a [`Value`].
    pub fn answer(mut self, result: impl Into<Value>) {
        if let Some(exchange) = self.exchange.take() {
            exchange.finish(Some(Ok(result.into())));
        }
    }

    /// Sends an error. For a notification, reports the error to
    /// [`on_problem`](crate::Api::on_problem).
    pub fn fail(mut self, fault: impl Into<Fault>) {
        if let Some(exchange) = self.exchange.take() {
            exchange.fault(fault.into());
        }
    }
}

impl Drop for UnknownCall {
    fn drop(&mut self) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        let error = if std::thread::panicking() {
            RemoteError::new(RemoteError::INTERNAL_ERROR, "the handler panicked")
        } else {
            not_found(&self.method)
        };
        exchange.fail(error);
    }
}

impl std::fmt::Debug for UnknownCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnknownCall")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

type UnknownCallHook = Arc<dyn Fn(UnknownCall) + Send + Sync>;

/// The hook for messages whose method this side does not answer.
#[derive(Default)]
pub(crate) struct UnknownMethods(Mutex<Option<UnknownCallHook>>);

impl UnknownMethods {
    pub(crate) fn set_hook(&self, hook: UnknownCallHook) {
        let before = lock(&self.0).replace(hook);
        // The old hook is dropped outside of the lock, because dropping its captured values may run
        // application code.
        drop(before);
    }

    /// Copies the hook of `replaced` to `self`.
    pub(crate) fn keep_hook_of(&self, replaced: &Self) {
        let hook = lock(&replaced.0).clone();
        *lock(&self.0) = hook;
    }

    /// Returns the job that handles a message.
    pub(super) fn job(
        &self,
        params: &Params<'_>,
        exchange: Exchange,
    ) -> impl FnOnce() + Send + use<> {
        let hook = lock(&self.0).clone();
        let args = match (params, &hook) {
            (Params::Absent, _) | (_, None) => Ok(Value::Null),
            (Params::Named(args) | Params::Positional(args), Some(_)) => args.decode(),
        };
        move || match (hook, args) {
            (None, _) => {
                let error = not_found(&exchange.method);
                exchange.fail(error);
            }
            (Some(_), Err(problem)) => {
                exchange.fail(RemoteError::new(RemoteError::INVALID_PARAMS, problem));
            }
            (Some(hook), Ok(args)) => handle(hook, args, exchange),
        }
    }
}

fn handle(hook: UnknownCallHook, args: Value, mut exchange: Exchange) {
    let link = Arc::clone(&exchange.link);
    link.handle(move || {
        if !exchange.link.is_stopped() {
            let span = exchange.observation.span();
            span.in_scope(|| match exchange.observation.before() {
                Ok(()) => hook(UnknownCall::new(args, exchange)),
                Err(fault) => exchange.fault(fault),
            });
        }
    });
}

fn not_found(method: &str) -> RemoteError {
    let message = format!("this side does not answer the method `{method}`");
    RemoteError::new(RemoteError::METHOD_NOT_FOUND, message)
}
