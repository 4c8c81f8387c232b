//! Delivers one message to all of its receivers.

use std::sync::Arc;
use std::time::Instant;

use super::Caller;
use crate::codec::{Body, OutgoingMessage};
use crate::error::CallError;
use crate::link::{Link, Settler};
use crate::protocol::PushError;
use crate::sync::after;

/// A call as it is sent to all of its receivers.
pub(super) struct OutgoingCall<'a> {
    pub(super) id: u64,
    pub(super) method: &'a str,
    pub(super) args: &'a dyn Body,
    pub(super) deadline: Instant,
}

/// Sends a message to one receiver. Waits for room in the write queue until the given time; does
/// not wait without a time.
type Sending<'a> = dyn Fn(&Arc<Link>, Option<Instant>) -> Result<(), PushError> + 'a;

impl Caller {
    /// Sends a call, and removes the connections that do not expect an answer from `links`.
    /// `next_settler` returns the settler of the call for the next connection.
    pub(super) fn send_call(
        &self,
        links: &mut Vec<Arc<Link>>,
        call: &OutgoingCall<'_>,
        next_settler: &mut dyn FnMut() -> Settler,
    ) {
        let OutgoingCall { id, deadline, .. } = *call;
        let message = OutgoingMessage::Call {
            method: call.method,
            id: Some(id),
            args: call.args,
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
            let settler = next_settler();
            let expected = link.expect(id, Arc::clone(&settler), deadline);
            expected
                .map_err(|error| settler.lose(refused(link, error)))
                .is_ok()
        });
        let send = |link: &Arc<Link>, end| send(link, frame.as_deref(), &message, end);
        self.send_each(links, Some(deadline), &send, &mut |link, error| {
            // If the connection has ended meanwhile, the call is already settled for this link.
            if let Some(settler) = link.session.take(Some(id)) {
                settler.lose(refused(link, error));
            }
        });
    }

    /// Sends to each receiver, and calls `failed` once for each receiver to which sending failed.
    /// Receivers whose write queue is full come last, because sending to them waits for room.
    pub(super) fn send_each(
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
    /// receivers.
    pub(super) fn frame_for_several(
        &self,
        links: &[Arc<Link>],
        message: &OutgoingMessage<'_>,
    ) -> Result<Option<Vec<u8>>, CallError> {
        if links.len() < 2 {
            return Ok(None);
        }
        let mut frame = Vec::new();
        let written = self.protocol.write(message, &mut frame);
        written.map_err(|error| CallError::Unsendable(error.0))?;
        Ok(Some(frame))
    }
}

pub(super) fn send(
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

pub(super) fn refused(link: &Link, error: PushError) -> CallError {
    match error {
        PushError::Closed(reason) => link.lost(&reason),
        PushError::Full => CallError::Overloaded(link.name.to_string()),
        PushError::Unsendable(error) => CallError::Unsendable(error.0),
    }
}
