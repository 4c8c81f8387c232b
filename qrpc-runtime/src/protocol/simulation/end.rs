//! One end of a connection of the simulation.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use crate::codec::{Id, OutgoingMessage, Params};
use crate::error::RemoteError;
use crate::protocol::{Event, Inbound, Outcome, Protocol, PushError, Session, Traffic, Urgency};

/// Identifies a call: its index among all calls of the simulation.
pub(super) type Call = usize;

/// The method of the numbered notifications.
const COUNT: &str = "count";

/// One end of a connection.
pub(super) struct End {
    pub(super) session: Session<Call>,
    inbound: Inbound,
    /// The bytes that are on their way to this end.
    pub(super) arriving: VecDeque<u8>,
    pub(super) sends: Sends,
    /// Whether this end cannot write at the moment.
    pub(super) stalled: bool,
    /// Whether reading at this end is paused.
    pub(super) held_back: bool,
    /// The received calls that this end has not answered, with the length of their frames.
    pub(super) asked: Vec<(Id, usize)>,
    /// The number of notifications that this end has sent. `received` counts the notifications that
    /// this end has received.
    sent: u64,
    received: u64,
}

/// The kinds of messages that an end may still send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sends {
    Everything,
    /// The end sends no new calls and notifications. The end is shut as soon as everything is
    /// written.
    Replies,
    /// The end is shut: it sends nothing more.
    Nothing {
        /// Whether the end had answered everything that it received.
        finished: bool,
    },
}

/// The result of a delivery of bytes.
#[derive(Default)]
pub(super) struct Delivered {
    pub(super) settled: Vec<Call>,
    pub(super) refused: Vec<Id>,
    pub(super) strays: u32,
}

impl End {
    pub(super) fn new(protocol: &Arc<Protocol>) -> Self {
        Self {
            session: Session::new(Arc::clone(protocol)),
            inbound: Inbound::default(),
            arriving: VecDeque::new(),
            sends: Sends::Everything,
            stalled: false,
            held_back: false,
            asked: Vec::new(),
            sent: 0,
            received: 0,
        }
    }

    pub(super) fn push(
        &self,
        message: &OutgoingMessage<'_>,
        traffic: Traffic,
    ) -> Result<(), PushError> {
        let mut frame = Vec::new();
        self.session.protocol().write(message, &mut frame)?;
        let pushed = self.session.push(&mut frame, traffic, Urgency::Collected);
        pushed.map(drop)
    }

    /// Sends a notification that carries its own number.
    pub(super) fn notify(&mut self) -> Result<(), PushError> {
        let args = BTreeMap::from([("number", self.sent)]);
        let notification = OutgoingMessage::Call {
            method: COUNT,
            id: None,
            args: &args,
            timeout: None,
        };
        self.push(&notification, Traffic::Own)?;
        self.sent += 1;
        Ok(())
    }

    /// Answers a call with the number of notifications that this end has sent before.
    pub(super) fn answer(&self, id: &Id) -> Result<(), PushError> {
        let value = self.sent;
        self.push(
            &OutgoingMessage::Result { id, value: &value },
            Traffic::Reply,
        )
    }

    pub(super) fn refuse(&self, id: &Id) -> Result<(), PushError> {
        let error = RemoteError::new(RemoteError::OVERLOADED, "too many");
        let refusal = OutgoingMessage::Error {
            id: Some(id),
            error: &error,
        };
        self.push(&refusal, Traffic::Reply)
    }

    /// Writes at most `takes` bytes, and returns them.
    pub(super) fn write(&mut self, takes: usize, now: Instant) -> Vec<u8> {
        let takes = if self.stalled { 0 } else { takes };
        let queue = &self.session.queue;
        let Some(mut chunk) = queue.writable().or_else(|| queue.begin_listed()) else {
            return Vec::new();
        };
        let part = chunk.rest().len().min(takes);
        let bytes = chunk.rest()[..part].to_vec();
        chunk.advance(part);
        let next = if chunk.rest().is_empty() {
            queue.pause(chunk);
            None
        } else {
            queue.blocked(chunk, part > 0, now)
        };
        assert!(next.is_none(), "only one writes here");
        bytes
    }

    /// Receives at most `takes` of the bytes that are on their way to this end.
    pub(super) fn deliver(&mut self, takes: usize) -> Delivered {
        let takes = takes.min(self.arriving.len());
        let bytes: Vec<u8> = self.arriving.drain(..takes).collect();
        let mut delivered = Delivered::default();
        let before = self.asked.len();
        let (asked, count) = (&mut self.asked, &mut self.received);
        let each = &mut |event: Event<'_, Call>, length| match event {
            Event::Call {
                id: Some(id),
                method,
                ..
            } => {
                assert_ne!(method, COUNT);
                asked.push((id, length));
            }
            Event::Call { params, .. } => {
                assert_eq!(number(&params), *count, "a notification out of order");
                *count += 1;
            }
            Event::Refused { call, .. } => delivered.refused.extend(call.id),
            Event::Settled { token, outcome } => {
                if let Outcome::Result(value) = outcome {
                    let sent_before = value.decode::<u64>();
                    assert_eq!(sent_before, Ok(*count), "a reply overtook a notification");
                }
                delivered.settled.push(token);
            }
            Event::Stray { .. } => delivered.strays += 1,
            Event::Batch(_) | Event::Noise { .. } => panic!("nobody sent that"),
        };
        let received = self.session.receive(&mut self.inbound, &bytes, each);
        assert_eq!(received, Ok(()));
        for (_, length) in self.asked.iter().skip(before) {
            self.session.begin(*length);
        }
        if self.is_shut() {
            self.give_up_asked();
        }
        delivered
    }

    /// Shuts this end if it has written everything that it will write.
    pub(super) fn try_shut(&mut self) {
        let finished = self.session.finished().is_some();
        let done = self.sends == Sends::Replies && self.session.input_ended().is_none();
        if !self.is_shut() && (finished || done && self.session.queue.is_empty()) {
            self.sends = Sends::Nothing { finished };
            self.give_up_asked();
        }
    }

    pub(super) fn is_shut(&self) -> bool {
        matches!(self.sends, Sends::Nothing { .. })
    }

    /// Counts the unanswered calls as finished, because they can no longer be answered.
    fn give_up_asked(&mut self) {
        for (_, length) in self.asked.drain(..) {
            self.session.done(length, true);
        }
        self.held_back &= !self.session.resumes();
    }

    /// Whether this end has received all bytes that were on their way to it.
    pub(super) fn has_taken_all(&self) -> bool {
        self.arriving.is_empty() && !self.inbound.is_paused()
    }

    pub(super) fn left_over(&self) -> usize {
        self.inbound.left_over().len()
    }
}

fn number(params: &Params<'_>) -> u64 {
    let Params::Named(args) = params else {
        panic!("a notification has a number");
    };
    args.decode::<BTreeMap<String, u64>>().unwrap()["number"]
}
