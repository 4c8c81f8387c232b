//! Looks at received messages that wait because reading is paused. Only cancelling notifications
//! count here, because they can end the calls that reading waits for. All messages stay in place
//! and are handled later, in order.

use std::collections::VecDeque;
use std::mem;
use std::panic::{self, AssertUnwindSafe};

use super::{Inbound, Protocol, as_header, open};
use crate::codec::{DecodeError, IncomingMessage, Split};
use crate::protocol::CallKey;
use crate::security::SecInfo;

/// How far the waiting bytes were looked at, and the calls that they cancel. Positions are counted
/// from the first waiting byte.
#[derive(Default)]
pub(super) struct Ahead {
    /// The beginning of the first frame that was not looked at.
    at: usize,
    /// The number of bytes after `at` that contain no end of a frame.
    scanned: usize,
    /// The number of waiting bytes at the last look.
    seen: usize,
    /// The security header before the frame at `at`.
    header: Option<SecInfo>,
    /// The cancelled calls, each with the position of the notification. A call in this list may
    /// itself be waiting, so the list is used again when some frames were handled.
    cancelled: VecDeque<(usize, CallKey)>,
    /// The number of calls at the beginning of `cancelled` that were already returned since the
    /// last frame was handled.
    returned: usize,
}

/// The maximum number of bytes that wait because they were read ahead.
const MAX_BYTES_AHEAD: usize = 64 << 10;

/// The maximum number of waiting cancelling notifications that are obeyed before their turn.
const MAX_CANCELLED_AHEAD: usize = 1024;

impl Inbound {
    /// Returns the number of bytes that may be read ahead.
    pub(crate) fn room_ahead(&self) -> usize {
        if self.end.is_some() {
            return 0;
        }
        MAX_BYTES_AHEAD.saturating_sub(self.partial.len())
    }

    /// Whether received bytes wait, possibly those of an incomplete frame.
    pub(crate) fn has_waiting(&self) -> bool {
        !self.partial.is_empty()
    }

    /// Adds bytes that were read ahead. The next `receive` passes the messages in them.
    pub(crate) fn wait(&mut self, bytes: &[u8]) {
        self.partial.extend_from_slice(bytes);
        self.paused = true;
    }

    /// Returns the calls that the waiting messages cancel, without those that were already returned
    /// since the last message was handled.
    pub(crate) fn cancelled_ahead(&mut self, protocol: &Protocol) -> Vec<CallKey> {
        let mut ahead = mem::take(&mut self.ahead);
        if protocol.security.is_stateless() && ahead.seen != self.partial.len() {
            ahead.seen = self.partial.len();
            // After a panic, the rest is not looked at. The panic is reported when the message is
            // handled.
            let look = AssertUnwindSafe(|| ahead.look(self, protocol));
            if panic::catch_unwind(look).is_err() {
                ahead.at = self.partial.len();
            }
        }
        let calls = ahead.cancelled.iter().skip(ahead.returned);
        let calls = calls.map(|(_, call)| call.clone()).collect();
        ahead.returned = ahead.cancelled.len();
        self.ahead = ahead;
        calls
    }
}

impl Ahead {
    /// Notes that the first `used` waiting bytes were handled.
    pub(super) fn handled(&mut self, used: usize) {
        if used > self.at || self.at == 0 {
            *self = Self::default();
            return;
        }
        self.at -= used;
        self.seen = 0;
        self.returned = 0;
        let rest = mem::take(&mut self.cancelled).into_iter();
        let rest = rest.filter_map(|(at, call)| Some((at.checked_sub(used)?, call)));
        self.cancelled = rest.collect();
    }

    /// Looks at the complete frames that were not looked at yet.
    fn look(&mut self, inbound: &Inbound, protocol: &Protocol) {
        if self.at == 0 {
            self.header.clone_from(&inbound.header);
        }
        while self.cancelled.len() < MAX_CANCELLED_AHEAD {
            let rest = inbound.partial.get(self.at..).unwrap_or_default();
            match protocol.codec.split(rest, mem::take(&mut self.scanned)) {
                Split::Frame { payload, next } if next <= rest.len() => {
                    let payload = rest.get(payload).unwrap_or_default();
                    // A frame without a valid message is reported when it is handled.
                    self.frame(protocol, payload).ok();
                    self.at += next.max(1);
                }
                Split::Partial(scanned) => return self.scanned = scanned,
                Split::Frame { .. } | Split::Broken(_) => return,
            }
        }
    }

    fn frame(&mut self, protocol: &Protocol, payload: &[u8]) -> Result<(), DecodeError> {
        if payload.is_empty() {
            return Ok(());
        }
        let header = self.header.take();
        if header.is_none() {
            self.header = as_header(&protocol.codec.decode(payload)?);
            if self.header.is_some() {
                return Ok(());
            }
        }
        let opened = open(protocol, payload, header.unwrap_or_default())?;
        match protocol.codec.decode(&opened.payload)? {
            IncomingMessage::Batch {
                messages,
                problem: None,
            } => {
                let most = protocol.limits.batch;
                let messages: Vec<_> = messages.take(most.saturating_add(1)).collect();
                if messages.len() <= most {
                    let valid = messages.into_iter().flatten();
                    valid.for_each(|message| self.message(protocol, &message));
                }
            }
            message => self.message(protocol, &message),
        }
        Ok(())
    }

    fn message(&mut self, protocol: &Protocol, message: &IncomingMessage<'_>) {
        let IncomingMessage::Call {
            method,
            id: None,
            params,
            ..
        } = message
        else {
            return;
        };
        if method == protocol.cancel.method && self.cancelled.len() < MAX_CANCELLED_AHEAD {
            let call = protocol.cancel.cancelled(params);
            self.cancelled.extend(call.map(|call| (self.at, call)));
        }
    }
}
