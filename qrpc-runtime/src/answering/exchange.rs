//! A received message that is being handled, with its sender and its reply.

use std::borrow::Cow;
use std::mem;
use std::sync::Arc;

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value::UnitDeserializer};

use super::{MessageProblem, Problems};
use crate::codec::{Body, Id, OutgoingMessage};
use crate::error::{CallError, RemoteError};
use crate::handler_error::Fault;
use crate::link::{AwaitedPart, InProgress, ReplyPath};
use crate::protocol::PushError;
use crate::sending::{Observation, Peer};

/// A call or notification that is being handled.
pub(crate) struct Exchange {
    /// The part of a batch that the call is. Dropped before `link`, so that the replies of the
    /// batch are queued before the message counts as finished.
    pub(crate) batch: Option<AwaitedPart>,
    pub(crate) link: InProgress,
    pub(crate) sender: Peer,
    pub(crate) id: Option<Id>,
    pub(crate) method: Cow<'static, str>,
    /// The encoded arguments, kept only if there is a problem hook.
    pub(crate) arguments: Option<Vec<u8>>,
    pub(crate) problems: Arc<Problems>,
    /// The code that is sent for a fault without a code of its own.
    pub(crate) fault_code: i64,
    pub(crate) observation: Observation,
}

impl Exchange {
    /// Finishes the message with the answer of the handlers: a result, a fault, or nothing. A call
    /// gets its reply. A cancelled call gets the error that the spec names for it, or no reply.
    pub(crate) fn finish<R>(self, answer: Option<Result<R, Fault>>)
    where
        R: Serialize + DeserializeOwned,
    {
        match answer {
            Some(Err(fault)) => self.fault(fault),
            // The result of a cancelled call is discarded.
            _ if self.is_cancelled() => self.cancel(),
            Some(Ok(result)) => self.reply(&result),
            None if takes_null::<R>() => self.reply(&()),
            None => self.fail(RemoteError::new(
                RemoteError::INTERNAL_ERROR,
                "no handler answered",
            )),
        }
    }

    /// Whether the message is a call that is cancelled.
    pub(super) fn is_cancelled(&self) -> bool {
        let call = self.sender.call.as_ref();
        call.is_some_and(|call| self.link.is_cancelled(call))
    }

    /// Finishes a cancelled call.
    fn cancel(self) {
        self.refuse_cancelled();
        self.observation.end(Err(CallError::Cancelled));
    }

    /// Answers a cancelled call as the protocol requires: with an error, or not at all.
    fn refuse_cancelled(&self) {
        if let Some(error) = self.link.answer_of_cancelled() {
            refuse(self.path(), self.id.as_ref(), &error);
        }
    }

    fn path(&self) -> ReplyPath<'_> {
        ReplyPath {
            link: &self.link,
            batch: self.batch.as_ref(),
        }
    }

    fn reply(self, result: &dyn Body) {
        let replied = self.id.as_ref().map_or(Ok(()), |id| {
            let message = OutgoingMessage::Result { id, value: result };
            self.path().send(&message)
        });
        match replied {
            Err(PushError::Unsendable(error)) => {
                let message = format!("the result cannot be sent: {error}");
                self.fail(RemoteError::new(RemoteError::INTERNAL_ERROR, message));
            }
            // Any other error means that the connection has ended, so no reply is needed.
            Err(PushError::Closed(_) | PushError::Full) => {}
            Ok(()) => self.observation.end(Ok(())),
        }
    }

    /// Finishes the message with the fault of a handler or a guard, as [`fail`](Self::fail) does.
    pub(crate) fn fault(self, fault: Fault) {
        let code = self.fault_code;
        self.fail(fault.into_remote(code));
    }

    /// Finishes the message with the error that its arguments cannot be read. Interceptors do not
    /// get the text, because it may quote an argument.
    pub(super) fn refuse_arguments(mut self, error: RemoteError) {
        let told = RemoteError::new(error.code, "invalid arguments");
        mem::take(&mut self.observation).end(Err(CallError::Remote(told)));
        self.fail(error);
    }

    /// Finishes the message with an error: sends `error` as the reply if the message is a call, and
    /// reports `error` to the problem hook or the log.
    pub(crate) fn fail(self, error: RemoteError) {
        match &self.id {
            Some(_) if self.is_cancelled() => self.refuse_cancelled(),
            Some(id) => refuse(self.path(), Some(id), &error),
            None => {}
        }
        let Self {
            sender,
            method,
            id,
            arguments,
            problems,
            observation,
            ..
        } = self;
        observation.end(Err(CallError::Remote(error.clone())));
        let problem = MessageProblem {
            sender: sender.clone(),
            error,
            method: Some(method),
            id,
            arguments,
        };
        sender.run_on_handler_thread(move || problems.tell(&problem));
    }
}

/// Sends an error reply. If `error.data` cannot be sent, the reply has no data. If `error.message`
/// cannot be sent either, another text replaces the message. The reply always has the code of
/// `error`.
pub(super) fn refuse(path: ReplyPath<'_>, id: Option<&Id>, error: &RemoteError) {
    let mut sent = path.send(&OutgoingMessage::Error { id, error });
    for message in [&*error.message, "the message of this error cannot be sent"] {
        if !matches!(sent, Err(PushError::Unsendable(_))) {
            break;
        }
        let error = &RemoteError::new(error.code, message);
        sent = path.send(&OutgoingMessage::Error { id, error });
    }
    if let Err(problem) = sent {
        tracing::debug!(peer = %path.link.name, %problem, "an error reply could not be sent");
    }
}

/// Whether the type `R` can be deserialized from null.
pub(super) fn takes_null<R: DeserializeOwned>() -> bool {
    let null: UnitDeserializer<serde::de::value::Error> = ().into_deserializer();
    R::deserialize(null).is_ok()
}
