//! The receiving side of a session: from bytes to events.

use super::Session;
use crate::codec::{Batch, CallParts, DecodeError, IncomingMessage};
use crate::error::RemoteError;
use crate::protocol::event::{Event, Outcome};
use crate::protocol::inbound::{Broken, Inbound, Received};
use crate::security::SecInfo;

impl<T> Session<T> {
    /// Decodes received bytes, and passes the events to `each`, in order, with the length of their
    /// frame. Stops when the limit for messages in progress is reached; the next call continues
    /// with the remaining messages. After a failure of the stream, does not stop.
    pub(crate) fn receive(
        &self,
        inbound: &mut Inbound,
        bytes: &[u8],
        each: &mut dyn FnMut(Event<'_, T>, usize),
    ) -> Result<(), Broken> {
        let failed = inbound.has_failed();
        let enough = || !failed && !self.may_take_more();
        inbound.receive(&self.protocol, bytes, &enough, &mut |received, length| {
            let event = match received {
                Received::Message(IncomingMessage::Batch { messages, problem }, secinfo) => {
                    self.batch(messages, problem, &secinfo, each)
                }
                Received::Message(message, secinfo) => Some(self.event(message, secinfo)),
                Received::Noise(error) => Some(self.noise(error)),
            };
            if let Some(event) = event {
                each(event, length);
            }
        })
    }

    /// Returns the event of a batch. If the batch as a whole has a problem, its replies are passed
    /// to `each`, and the problem is returned. A batch with too many replies is not a problem.
    fn batch<'f>(
        &self,
        mut messages: Batch<'f>,
        mut problem: Option<DecodeError>,
        secinfo: &SecInfo,
        each: &mut dyn FnMut(Event<'_, T>, usize),
    ) -> Option<Event<'f, T>> {
        if problem.is_none() {
            let limit = self.protocol.limits.batch;
            let first: Vec<_> = messages.by_ref().take(limit.saturating_add(1)).collect();
            if first.len() <= limit {
                let event = |message| match message {
                    Ok(message) => self.event(message, secinfo.clone()),
                    Err(error) => self.noise(error),
                };
                return Some(Event::Batch(first.into_iter().map(event).collect()));
            }
            let is_reply =
                |message: &Result<_, _>| message.as_ref().is_ok_and(IncomingMessage::is_reply);
            if !first.iter().all(is_reply) {
                let too_many = format!("a batch has more than {limit} messages");
                problem = Some(DecodeError::invalid(too_many));
            }
            messages = Box::new(first.into_iter().chain(messages));
        }
        self.settle(messages, each);
        problem.map(|problem| self.noise(problem))
    }

    /// Settles the calls whose replies are in the batch, and ignores all other messages. The rest
    /// of the batch is not read when no call is left.
    fn settle(&self, mut batch: Batch<'_>, each: &mut dyn FnMut(Event<'_, T>, usize)) {
        while self.waiting() > 0 {
            let Some(message) = batch.next() else { return };
            let reply = message.ok().filter(IncomingMessage::is_reply);
            match reply.map(|reply| self.event(reply, SecInfo::default())) {
                None | Some(Event::Noise { .. }) => {}
                Some(event) => each(event, 0),
            }
        }
    }

    fn event<'f>(&self, message: IncomingMessage<'f>, secinfo: SecInfo) -> Event<'f, T> {
        match message {
            IncomingMessage::Call {
                method,
                id,
                params,
                timeout,
            } => {
                if let Some(id) = &id {
                    if let Err(error) = self.admit() {
                        let call = CallParts {
                            id: Some(id.clone()),
                            method: Some(method.into_owned()),
                            arguments: params.as_bytes().map(<[u8]>::to_vec),
                        };
                        return Event::Refused { call, error };
                    }
                }
                Event::Call {
                    method,
                    id,
                    params,
                    secinfo,
                    timeout,
                }
            }
            IncomingMessage::Result { id, value } => match self.take(id) {
                Some(token) => Event::Settled {
                    token,
                    outcome: Outcome::Result(value),
                },
                None => Event::Stray { id, error: None },
            },
            IncomingMessage::Error { id, error } => match self.take(id) {
                Some(token) => Event::Settled {
                    token,
                    outcome: Outcome::Error(error),
                },
                None => Event::Stray {
                    id,
                    error: Some(error),
                },
            },
            IncomingMessage::Malformed { id, error } => match self.take(Some(id)) {
                Some(token) => Event::Settled {
                    token,
                    outcome: Outcome::Malformed(error.into_problem()),
                },
                None => self.noise(error),
            },
            IncomingMessage::Batch { .. } => {
                self.noise(DecodeError::invalid("a batch must not be in a batch"))
            }
        }
    }

    fn noise(&self, error: DecodeError) -> Event<'static, T> {
        let message = error.to_string();
        let is_reply = matches!(error, DecodeError::InvalidReply(_));
        let (code, call) = match error {
            DecodeError::Unreadable(_) => (RemoteError::PARSE_ERROR, CallParts::default()),
            DecodeError::Invalid { call, .. } => (RemoteError::INVALID_REQUEST, call),
            DecodeError::InvalidReply(_) => (RemoteError::INVALID_REQUEST, CallParts::default()),
        };
        Event::Noise {
            answered: !is_reply && (call.id.is_some() || self.protocol.codec.answers_noise()),
            call,
            error: RemoteError::new(code, message),
        }
    }
}
