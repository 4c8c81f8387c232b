//! Delivers one message to all of its receivers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::call_batch::CallBatch;
use super::{Caller, Receivers};
use crate::codec::{Body, OutgoingMessage};
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
        let frame = match self.frame_for_several(links, &message) {
            Ok(frame) => frame,
            Err(error) => {
                return links
                    .drain(..)
                    .for_each(|_| next_settler().lose(error.clone()));
            }
        };
        links.retain(|link| {
            let size = frame.as_ref().map_or(0, Vec::len);
            let settler = match self.observed(next_settler(), link, call, size) {
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
        let send = |link: &Arc<Link>, end| match call.method.batch {
            Some(batch) => batch.add(link, &message),
            None => send(link, frame.as_deref(), &message, end),
        };
        self.send_each(links, Some(deadline), &send, &mut |link, error| {
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
        let frame = self.frame_for_several(&links, &message)?;
        let size = frame.as_ref().map_or(0, Vec::len);
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
        let send = |link: &Arc<Link>, end| match method.batch {
            Some(batch) => batch.add(link, &message),
            None => send(link, frame.as_deref(), &message, end),
        };
        self.send_each(&links, None, &send, &mut |link, error| {
            let error = link.refused(error);
            let place = observations
                .iter()
                .position(|(known, _)| Arc::ptr_eq(known, link));
            if let Some(place) = place {
                let (_, observation) = observations.swap_remove(place);
                observation.end(Err(error.clone()));
            }
            failed(link, error);
        });
        for (_, observation) in observations {
            observation.end(Ok(()));
        }
        Ok(())
    }

    /// Sends to each receiver, and calls `failed` once for each receiver to which sending failed.
    /// Receivers whose write queue is full come last, because sending to them waits for room.
    fn send_each(
        &self,
        links: &[Arc<Link>],
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

    /// Encodes the message once for all receivers. Returns `None` if there are fewer than two
    /// receivers, and no interceptor that needs the size of the message.
    fn frame_for_several(
        &self,
        links: &[Arc<Link>],
        message: &OutgoingMessage<'_>,
    ) -> Result<Option<Vec<u8>>, CallError> {
        if links.len() < 2 && self.interceptors.are_off() {
            return Ok(None);
        }
        let mut frame = Vec::new();
        let written = self.protocol.write(message, &mut frame);
        written.map_err(|error| CallError::Unsendable(error.0))?;
        Ok(Some(frame))
    }
}

fn send(
    link: &Arc<Link>,
    frame: Option<&[u8]>,
    message: &OutgoingMessage<'_>,
    end: Option<Instant>,
) -> Result<(), PushError> {
    match frame {
        Some(frame) => link.send_frame(frame, end),
        None => link.send(message, end),
    }
}
