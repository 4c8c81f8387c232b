//! A message that came, until it is done with: who sent it, and the reply that it may have.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value::UnitDeserializer};

use super::{MessageProblem, Problems};
use crate::codec::{Body, Id, Outgoing};
use crate::core::PushError;
use crate::error::{DisconnectReason, RemoteError};
use crate::fault::Fault;
use crate::link::UnderWay;
use crate::sending::Peer;

/// A call or notification that is being handled.
pub(crate) struct Exchange {
    pub(crate) link: UnderWay,
    pub(crate) sender: Peer,
    pub(crate) id: Option<Id>,
    pub(crate) method: Cow<'static, str>,
    pub(crate) problems: Arc<Problems>,
}

impl Exchange {
    /// Ends it with what the handlers said: a result, a fault, or nothing.
    pub(crate) fn finish<R>(self, answer: Option<Result<R, Fault>>)
    where
        R: Serialize + DeserializeOwned,
    {
        match answer {
            Some(Ok(result)) => self.reply(&result),
            Some(Err(fault)) => self.fail(fault.into_remote()),
            None if takes_null::<R>() => self.reply(&()),
            None => self.fail(RemoteError::new(
                RemoteError::INTERNAL_ERROR,
                "nobody answered",
            )),
        }
    }

    fn reply(self, result: &dyn Body) {
        let Some(id) = &self.id else { return };
        match self.link.reply(&Outgoing::Result { id, value: result }) {
            Ok(()) => self.link.session.answered(),
            Err(PushError::Unsendable(error)) => {
                let message = format!("the result cannot be sent: {error}");
                self.fail(RemoteError::new(RemoteError::INTERNAL_ERROR, message));
            }
            Err(error) => self.give_up(&error),
        }
    }

    /// Ends it with an error, which the problem hook is told of, too.
    pub(crate) fn fail(self, error: RemoteError) {
        if let Some(id) = &self.id {
            match self.link.reply(&Outgoing::Error {
                id: Some(id),
                error: &error,
            }) {
                Ok(()) => self.link.session.answered(),
                Err(error) => self.give_up(&error),
            }
        }
        let Self {
            sender,
            method,
            problems,
            ..
        } = self;
        let problem = MessageProblem {
            sender: sender.clone(),
            error,
            method: Some(method),
        };
        sender.tell_in_turn(move || problems.tell(&problem));
    }

    /// The reply has no way to the peer. One that does not read its replies is cut off: so its
    /// call settles, and nobody else waits for it.
    fn give_up(&self, error: &PushError) {
        self.link.session.answered();
        if *error == PushError::Full {
            let reason = "it does not read what it is sent";
            self.link.close(&DisconnectReason::Broken(reason.into()));
        }
    }
}

/// Whether null is a value of the type.
fn takes_null<R: DeserializeOwned>() -> bool {
    let null: UnitDeserializer<serde::de::value::Error> = ().into_deserializer();
    R::deserialize(null).is_ok()
}
