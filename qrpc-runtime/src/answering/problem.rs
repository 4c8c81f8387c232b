//! Messages that cause problems, and who is told of them.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::codec::{CallParts, Id};
use crate::error::RemoteError;
use crate::sending::Peer;
use crate::sync::lock;

/// An incoming message that caused a problem (quickrpc's `message_error`).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MessageProblem {
    /// Whose message it is.
    pub sender: Peer,
    /// What is wrong. A call is answered with just that.
    pub error: RemoteError,
    /// The method that the message names, if it could be read so far.
    pub method: Option<Cow<'static, str>>,
    /// The id of the call; none of a notification, or where it could not be read.
    pub id: Option<Id>,
    /// The arguments as they came, in the codec's notation; none where there are none, or where
    /// they could not be read.
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

type Hook = Arc<dyn Fn(&MessageProblem) + Send + Sync>;

/// Who is told.
#[derive(Default)]
pub(crate) struct Problems {
    hook: Mutex<Option<Hook>>,
    has_hook: AtomicBool,
}

impl Problems {
    pub(crate) fn set_hook(&self, hook: Hook) {
        self.has_hook.store(true, Ordering::Relaxed);
        let before = lock(&self.hook).replace(hook);
        // Dropped outside of the lock, as it may drop anything that the hook has captured.
        drop(before);
    }

    /// Takes over the hook of those that it replaces.
    pub(crate) fn keep_hook_of(&self, replaced: &Self) {
        let hook = lock(&replaced.hook).clone();
        self.has_hook.store(hook.is_some(), Ordering::Relaxed);
        *lock(&self.hook) = hook;
    }

    /// Whether there is a hook, for which the arguments of calls have to be kept.
    pub(crate) fn have_hook(&self) -> bool {
        self.has_hook.load(Ordering::Relaxed)
    }

    /// Tells the hook; where there is none, the log.
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
