//! Delivers one message to all of its receivers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::call_batch::CallBatch;
use super::{Caller, Observation, Receivers};
use crate::codec::{Body, EncodeError, OutgoingMessage};
use crate::error::CallError;
use crate::link::{Link, Settler};
use crate::method::MethodSpec;
use crate::protocol::PushError;
use crate::sync::after;

/// A method, as a message names it, and the way of the message.
#[derive(Clone, Copy)]
pub(super) struct CalledMethod<'a> {
    pub(super) name: &'a str,
    pub(super) is_in_spec: bool,
    /// The batch that collects the message, if it is not sent on its own.
    pub(super) batch: Option<&'a CallBatch>,
}

impl<'a> CalledMethod<'a> {
    pub(super) fn of(spec: &MethodSpec, receivers: &'a Receivers) -> Self {
        Self {
            name: spec.name,
            is_in_spec: true,
            batch: receivers.batch.as_deref(),
        }
    }

    /// A method that the spec does not have.
    pub(super) fn raw(name: &'a str, receivers: &'a Receivers) -> Self {
        Self {
            name,
            is_in_spec: false,
            batch: receivers.batch.as_deref(),
        }
    }
}

/// A call as it is sent to all of its receivers.
pub(super) struct OutgoingCall<'a> {
    pub(super) id: u64,
    pub(super) method: CalledMethod<'a>,
    pub(super) args: &'a dyn Body,
    pub(super) timeout: Duration,
    pub(super) deadline: Instant,
}

/// Sends a message to one receiver. Waits for room in the write queue until the given time; does
/// not wait without a time.
type Sending<'a> = dyn Fn(&Arc<Link>, Option<Instant>) -> Result<(), PushError> + 'a;

impl Caller {
    /// Sends a call, and removes the connections that do not expect an answer from `links`.
    /// `next_settler` returns the settler of the call for the next connection.
    pub(super) fn send_call(
        self: &Arc<Self>,
        links: &mut Vec<Arc<Link>>,
        call: &OutgoingCall<'_>,
        next_settler: &mut dyn FnMut() -> Settler,
    ) {
        let OutgoingCall { id, deadline, .. } = *call;
        let message = OutgoingMessage::Call {
            method: call.method.name,
            id: Some(id),
            args: call.args,
            timeout: self.timeout_to_send(call.timeout),
        };
        let prepared = match self.prepared(links, &message, call.method.batch) {
            Ok(prepared) => prepared,
            Err(error) => {
                return links
                    .drain(..)
                    .for_each(|_| next_settler().lose(error.clone()));
            }
        };
        links.retain(|link| {
            let settler = match self.observed(next_settler(), link, call, prepared.size()) {
                Ok(settler) => settler,
                Err((settler, error)) => {
                    settler.lose(error);
                    return false;
                }
            };
            let expected = link.expect(id, Arc::clone(&settler), deadline);
            expected
                .map_err(|error| settler.lose(link.refused(error)))
                .is_ok()
        });
        let is_batched = |link: &&Arc<Link>| match &prepared {
            Prepared::Batched(batch, payload) => batch.add_call(link, id, payload),
            Prepared::Encoded(_) | Prepared::Message => false,
        };
        let unsent = links.iter().filter(|link| !is_batched(link));
        let send = |link: &Arc<Link>, end| prepared.send(link, &message, end);
        self.send_each(unsent, Some(deadline), &send, &mut |link, error| {
            // If the connection has ended meanwhile, the call is already settled for this link.
            if let Some(settler) = link.session.take(Some(id)) {
                settler.lose(link.refused(error));
            }
        });
    }

    /// Sends a message that has no reply. Calls `failed` once for each receiver to which sending
    /// failed.
    pub(super) fn send_notification(
        self: &Arc<Self>,
        mut links: Vec<Arc<Link>>,
        method: CalledMethod<'_>,
        args: &dyn Body,
        failed: &mut dyn FnMut(&Arc<Link>, CallError),
    ) -> Result<(), CallError> {
        let message = OutgoingMessage::Call {
            method: method.name,
            id: None,
            args,
            timeout: None,
        };
        let prepared = self.prepared(&links, &message, method.batch)?;
        let size = prepared.size();
        let mut observations = Vec::new();
        if !self.interceptors.are_off() {
            links.retain(
                |link| match self.observe(link, method, args, (None, size)) {
                    Ok(observation) => {
                        observations.push((Arc::clone(link), observation));
                        true
                    }
                    Err(error) => {
                        failed(link, error);
                        false
                    }
                },
            );
        }
        if let Prepared::Batched(batch, payload) = &prepared {
            links.retain(|link| {
                let observation = taken(&mut observations, link);
                let unsent = batch.add_notification(link, payload, observation);
                unsent.is_some_and(|observation| {
                    observations.push((Arc::clone(link), observation));
                    true
                })
            });
        }
        let send = |link: &Arc<Link>, end| prepared.send(link, &message, end);
        self.send_each(links.iter(), None, &send, &mut |link, error| {
            let error = link.refused(error);
            taken(&mut observations, link).end(Err(error.clone()));
            failed(link, error);
        });
        for (_, observation) in observations {
            observation.end(Ok(()));
        }
        Ok(())
    }

    /// Sends to each receiver, and calls `failed` once for each receiver to which sending failed.
    /// Receivers whose write queue is full come last, because sending to them waits for room.
    fn send_each<'l>(
        &self,
        links: impl Iterator<Item = &'l Arc<Link>>,
        deadline: Option<Instant>,
        send: &Sending<'_>,
        failed: &mut dyn FnMut(&Arc<Link>, PushError),
    ) {
        let mut full = Vec::new();
        for link in links {
            match send(link, None) {
                Ok(()) => {}
                Err(PushError::Full) => full.push(link),
                Err(error) => failed(link, error),
            }
        }
        if full.is_empty() {
            return;
        }
        let end = after(self.protocol.limits.queue_patience);
        let end = deadline.map_or(end, |deadline| end.min(deadline));
        for link in full {
            if let Err(error) = send(link, Some(end)) {
                failed(link, error);
            }
        }
    }

    /// Prepares a message for its receivers.
    fn prepared<'a>(
        &self,
        links: &[Arc<Link>],
        message: &OutgoingMessage<'_>,
        batch: Option<&'a CallBatch>,
    ) -> Result<Prepared<'a>, CallError> {
        let unsendable = |error: EncodeError| CallError::Unsendable(error.0);
        if let Some(batch) = batch {
            let payload = self.protocol.payload(message).map_err(unsendable)?;
            return Ok(Prepared::Batched(batch, payload));
        }
        if links.len() < 2 && self.interceptors.are_off() {
            return Ok(Prepared::Message);
        }
        let mut frame = Vec::new();
        self.protocol
            .write(message, &mut frame)
            .map_err(unsendable)?;
        Ok(Prepared::Encoded(frame))
    }
}

/// A message that is prepared for its receivers.
enum Prepared<'a> {
    /// The message is encoded when it is sent, because there is only one receiver, and no
    /// interceptor needs the size of the message.
    Message,
    /// The frame, for several receivers.
    Encoded(Vec<u8>),
    /// The payload, for a batch.
    Batched(&'a CallBatch, Vec<u8>),
}

impl Prepared<'_> {
    /// Returns the size of the message in bytes, or 0 if it is not encoded yet.
    fn size(&self) -> usize {
        match self {
            Self::Message => 0,
            Self::Encoded(bytes) | Self::Batched(_, bytes) => bytes.len(),
        }
    }

    /// Sends the message on its own.
    fn send(
        &self,
        link: &Arc<Link>,
        message: &OutgoingMessage<'_>,
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        match self {
            Self::Message => link.send(message, end),
            Self::Encoded(frame) => link.send_frame(frame, end),
            Self::Batched(_, payload) => link.send_payload(payload, end),
        }
    }
}

/// Removes and returns the observation of the message to one receiver. Returns one that reports
/// nothing if there is none.
fn taken(observations: &mut Vec<(Arc<Link>, Observation)>, link: &Arc<Link>) -> Observation {
    let mut known = observations.iter();
    let place = known.position(|(known, _)| Arc::ptr_eq(known, link));
    place.map_or_else(Observation::default, |place| {
        observations.swap_remove(place).1
    })
}
