//! Messages that cause problems, and the hook or log to which they are reported.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::codec::{CallParts, Id};
use crate::error::RemoteError;
use crate::sending::Peer;
use crate::sync::lock;

/// An incoming message that caused a problem.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MessageProblem {
    /// The sender of the message.
    pub sender: Peer,
    /// The problem. If the message is a call, this error is also sent to the caller as the reply.
    pub error: RemoteError,
    /// The method that the message names. `None` if the name could not be read.
    pub method: Option<Cow<'static, str>>,
    /// The id of the call. `None` for a notification, or if the id could not be read.
    pub id: Option<Id>,
    /// The arguments as the codec encodes them. `None` if the message has no arguments, or if they
    /// could not be read.
    pub arguments: Option<Vec<u8>>,
}

impl MessageProblem {
    pub(super) fn new(sender: Peer, error: RemoteError, call: CallParts) -> Self {
        Self {
            sender,
            error,
            method: call.method.map(Cow::Owned),
            id: call.id,
            arguments: call.arguments,
        }
    }
}

type ProblemHook = Arc<dyn Fn(&MessageProblem) + Send + Sync>;

/// The destination of problem reports: a hook or the log.
#[derive(Default)]
pub(crate) struct Problems {
    hook: Mutex<Option<ProblemHook>>,
    has_hook: AtomicBool,
}

impl Problems {
    pub(crate) fn set_hook(&self, hook: ProblemHook) {
        self.has_hook.store(true, Ordering::Relaxed);
        let before = lock(&self.hook).replace(hook);
        // The old hook is dropped outside of the lock, because dropping its captured values may run
        // application code.
        drop(before);
    }

    /// Copies the hook of `replaced` to `self`.
    pub(crate) fn keep_hook_of(&self, replaced: &Self) {
        let hook = lock(&replaced.hook).clone();
        self.has_hook.store(hook.is_some(), Ordering::Relaxed);
        *lock(&self.hook) = hook;
    }

    /// Whether there is a hook. The encoded arguments of messages are kept only if there is a hook.
    pub(crate) fn have_hook(&self) -> bool {
        self.has_hook.load(Ordering::Relaxed)
    }

    /// Reports the problem to the hook, or to the log if there is no hook.
    pub(crate) fn tell(&self, problem: &MessageProblem) {
        let hook = lock(&self.hook).clone();
        match hook {
            Some(hook) => hook(problem),
            None => tracing::warn!(target: "qrpc::message", "{problem}"),
        }
    }
}

impl fmt::Display for MessageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            sender,
            error,
            method,
            ..
        } = self;
        match method {
            Some(method) => write!(f, "`{method}` from {sender}: {}", error.message),
            None => write!(f, "a message from {sender}: {}", error.message),
        }
    }
}
