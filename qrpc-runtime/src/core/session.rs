//! One connection's share of the protocol, from its first byte to its last.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::calls::Calls;
use super::inbound::{Broken, Inbound, Received};
use super::outbound::{Burst, Outbound};
use super::protocol::Protocol;
use crate::codec::{DecodeError, EncodeError, Id, Incoming, Outgoing, Params, Raw};
use crate::error::{DisconnectReason, RemoteError};
use crate::security::SecInfo;
use crate::sync::lock;

/// One connection; `T` settles a call.
pub(crate) struct Session<T> {
    protocol: Arc<Protocol>,
    inbound: Mutex<Inbound>,
    calls: Mutex<Table<T>>,
    outbound: Mutex<Outbound>,
    answering: AtomicUsize,
}

/// The calls that wait, as long as the connection lives.
enum Table<T> {
    Open(Calls<T>),
    Closed(DisconnectReason),
}

/// Something that the bytes received mean.
pub(crate) enum Event<'f, T> {
    /// A call, or without id a notification. Each with an id has to be
    /// [`answered`](Session::answered).
    Call {
        method: Cow<'f, str>,
        id: Option<Id>,
        params: Params<'f>,
        secinfo: SecInfo,
    },
    /// A call of ours has its answer.
    Settled { token: T, outcome: Outcome<'f> },
    /// A call that is too much for the limits, to be answered with this error.
    Refused { id: Id, error: RemoteError },
    /// A reply that nobody here waits for.
    Stray {
        id: Option<u64>,
        error: Option<RemoteError>,
    },
    /// A frame without a message. Without the id of a call it is answered only where the dialect
    /// wants that.
    Noise {
        id: Option<Id>,
        error: RemoteError,
        answered: bool,
    },
}

/// How a call of ours ended on the other side.
pub(crate) enum Outcome<'f> {
    Result(Raw<'f>),
    Error(RemoteError),
}

/// A message could not join what waits to be written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum PushError {
    #[error("the connection has ended: {0}")]
    Closed(DisconnectReason),
    #[error("too much is queued")]
    Full,
    #[error(transparent)]
    Unsendable(#[from] EncodeError),
}

impl<T> Session<T> {
    pub(crate) fn new(protocol: Arc<Protocol>) -> Self {
        Self {
            protocol,
            inbound: Mutex::default(),
            calls: Mutex::new(Table::Open(Calls::default())),
            outbound: Mutex::default(),
            answering: AtomicUsize::new(0),
        }
    }

    /// Takes bytes in, and gives what they mean to `each`, in order, with the length of the frame
    /// that meant it.
    pub(crate) fn receive(
        &self,
        bytes: &[u8],
        each: &mut dyn FnMut(Event<'_, T>, usize),
    ) -> Result<(), Broken> {
        let mut inbound = lock(&self.inbound);
        inbound.receive(&self.protocol, bytes, &mut |received, length| {
            let event = match received {
                Received::Message(message, secinfo) => self.event(message, secinfo),
                Received::Noise(error) => self.noise(error),
            };
            each(event, length);
        })
    }

    fn event<'f>(&self, message: Incoming<'f>, secinfo: SecInfo) -> Event<'f, T> {
        match message {
            Incoming::Call {
                method,
                id: None,
                params,
            } => Event::Call {
                method,
                id: None,
                params,
                secinfo,
            },
            Incoming::Call {
                method,
                id: Some(id),
                params,
            } => match self.admit() {
                Ok(()) => Event::Call {
                    method,
                    id: Some(id),
                    params,
                    secinfo,
                },
                Err(error) => Event::Refused { id, error },
            },
            Incoming::Result { id, value } => match self.take(id) {
                Some(token) => Event::Settled {
                    token,
                    outcome: Outcome::Result(value),
                },
                None => Event::Stray { id, error: None },
            },
            Incoming::Error { id, error } => match self.take(id) {
                Some(token) => Event::Settled {
                    token,
                    outcome: Outcome::Error(error),
                },
                None => Event::Stray {
                    id,
                    error: Some(error),
                },
            },
        }
    }

    fn admit(&self) -> Result<(), RemoteError> {
        let limit = self.protocol.limits.calls_in;
        if self.answering.fetch_add(1, Ordering::Relaxed) < limit {
            return Ok(());
        }
        self.answered();
        let message = format!("more than {limit} calls of this peer are under way already");
        Err(RemoteError::new(RemoteError::OVERLOADED, message))
    }

    /// A call that was received has its answer.
    pub(crate) fn answered(&self) {
        self.answering.fetch_sub(1, Ordering::Relaxed);
    }

    fn noise(&self, error: DecodeError) -> Event<'static, T> {
        let message = error.to_string();
        let (code, id) = match error {
            DecodeError::Unreadable(_) => (RemoteError::PARSE_ERROR, None),
            DecodeError::Invalid { id, .. } => (RemoteError::INVALID_REQUEST, id),
            DecodeError::Params { id, .. } => (RemoteError::INVALID_PARAMS, id),
        };
        Event::Noise {
            answered: id.is_some() || self.protocol.codec.answers_noise(),
            id,
            error: RemoteError::new(code, message),
        }
    }

    /// Notes a call that is about to be sent.
    pub(crate) fn expect(&self, id: u64, token: T, deadline: Instant) -> Result<(), PushError> {
        match &mut *lock(&self.calls) {
            Table::Open(calls) if calls.len() < self.protocol.limits.calls_out => {
                calls.insert(id, token, deadline);
                Ok(())
            }
            Table::Open(_) => Err(PushError::Full),
            Table::Closed(reason) => Err(PushError::Closed(reason.clone())),
        }
    }

    /// Forgets a call, and returns what would have settled it, if nothing has yet.
    pub(crate) fn take(&self, id: Option<u64>) -> Option<T> {
        match &mut *lock(&self.calls) {
            Table::Open(calls) => calls.take(id?),
            Table::Closed(_) => None,
        }
    }

    /// Takes out the calls whose deadline has come, and says when to ask again.
    pub(crate) fn expired(&self, now: Instant) -> (Vec<T>, Option<Instant>) {
        match &mut *lock(&self.calls) {
            Table::Open(calls) => (calls.expired(now), calls.next_deadline()),
            Table::Closed(_) => (Vec::new(), None),
        }
    }

    /// Adds a message to what waits to be written.
    pub(crate) fn push(&self, message: &Outgoing<'_>) -> Result<(), PushError> {
        self.push_with(|protocol, buffer| protocol.write(message, buffer))
    }

    /// Adds a frame that was made before.
    pub(crate) fn push_frame(&self, frame: &[u8]) -> Result<(), PushError> {
        self.push_with(|_, buffer| {
            buffer.extend_from_slice(frame);
            Ok(())
        })
    }

    fn push_with(
        &self,
        write: impl FnOnce(&Protocol, &mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> Result<(), PushError> {
        let mut outbound = lock(&self.outbound);
        if let Some(reason) = self.closed() {
            return Err(PushError::Closed(reason));
        }
        if outbound.queued() > self.protocol.limits.queued {
            return Err(PushError::Full);
        }
        Ok(write(&self.protocol, outbound.buffer())?)
    }

    /// Takes the writer's role, if it is free and something waits. Whoever gets a burst has to
    /// write it.
    pub(crate) fn begin(&self) -> Option<Burst> {
        lock(&self.outbound).take_role()
    }

    /// The burst was written; the next one, if more has come.
    pub(crate) fn wrote(&self, burst: Burst) -> Option<Burst> {
        lock(&self.outbound).wrote(burst)
    }

    /// The channel takes no more of the burst for now.
    pub(crate) fn blocked(&self, burst: Burst) -> Option<Burst> {
        lock(&self.outbound).blocked(burst)
    }

    /// The channel takes bytes again.
    pub(crate) fn writable(&self) -> Option<Burst> {
        lock(&self.outbound).writable()
    }

    /// How many bytes are not on the wire yet.
    pub(crate) fn queued(&self) -> usize {
        lock(&self.outbound).queued()
    }

    /// Whether everything that was pushed is written.
    pub(crate) fn is_flushed(&self) -> bool {
        self.queued() == 0
    }

    /// Why the connection ended, if it has.
    pub(crate) fn closed(&self) -> Option<DisconnectReason> {
        match &*lock(&self.calls) {
            Table::Open(_) => None,
            Table::Closed(reason) => Some(reason.clone()),
        }
    }

    /// How many calls wait for their answer.
    pub(crate) fn waiting(&self) -> usize {
        match &*lock(&self.calls) {
            Table::Open(calls) => calls.len(),
            Table::Closed(_) => 0,
        }
    }

    /// How many calls that were received wait to be answered.
    pub(crate) fn answering(&self) -> usize {
        self.answering.load(Ordering::Relaxed)
    }

    /// Ends the connection and returns the calls that are left; `None` if it had ended before.
    pub(crate) fn close(&self, reason: DisconnectReason) -> Option<Vec<T>> {
        let mut table = lock(&self.calls);
        let Table::Open(calls) = &mut *table else {
            return None;
        };
        let left = calls.drain();
        *table = Table::Closed(reason);
        drop(table);
        lock(&self.outbound).close();
        Some(left)
    }
}
