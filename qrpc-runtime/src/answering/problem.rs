//! Messages that cause problems, and who is told of them.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex};

use crate::error::RemoteError;
use crate::sending::Peer;
use crate::sync::lock;

/// An incoming message that caused a problem (quickrpc's `message_error`).
#[derive(Clone, Debug)]
pub struct MessageProblem {
    /// Whose message it is.
    pub sender: Peer,
    /// What is wrong. A call is answered with just that.
    pub error: RemoteError,
    /// The method that the message names, if it could be read so far.
    pub method: Option<Cow<'static, str>>,
}

type Hook = Arc<dyn Fn(&MessageProblem) + Send + Sync>;

/// Who is told.
#[derive(Default)]
pub(crate) struct Problems(Mutex<Option<Hook>>);

impl Problems {
    pub(crate) fn set_hook(&self, hook: Hook) {
        let before = lock(&self.0).replace(hook);
        // Dropped outside of the lock, as it may drop anything that the hook has captured.
        drop(before);
    }

    /// Takes over the hook of those that it replaces.
    pub(crate) fn keep_hook_of(&self, replaced: &Self) {
        let hook = lock(&replaced.0).clone();
        *lock(&self.0) = hook;
    }

    /// Tells the hook; where there is none, the log.
    pub(crate) fn tell(&self, problem: &MessageProblem) {
        let hook = lock(&self.0).clone();
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
        } = self;
        match method {
            Some(method) => write!(f, "`{method}` from {sender}: {}", error.message),
            None => write!(f, "a message from {sender}: {}", error.message),
        }
    }
}
