//! The replies to the calls of a received batch, which are sent together.

use std::mem;
use std::sync::{Arc, Mutex, Weak};

use super::writing::with_frame;
use super::{InProgress, Link};
use crate::codec::{BatchForm, OutgoingMessage};
use crate::protocol::{CallKey, PushError};
use crate::sync::lock;

/// The replies to the calls of one batch, which are sent when no call is left that they wait for.
///
/// Replies that would exceed half of the limit for frames together are sent as several batches.
struct ReplyBatch {
    form: BatchForm,
    state: Mutex<BatchState>,
    /// The batch counts as a message in progress, so that the connection stays open until the
    /// replies are sent.
    link: InProgress,
}

#[derive(Default)]
struct BatchState {
    replies: Vec<u8>,
    /// What the replies wait for: calls, and the reading of the batch (`None`).
    awaited: Vec<Option<CallKey>>,
}

/// A part of a batch that its replies wait for, until it is dropped: a call, or the reading of the
/// batch.
pub(crate) struct BatchSeat {
    batch: Arc<ReplyBatch>,
    call: Option<CallKey>,
}

/// The batches of a connection that wait for replies.
#[derive(Default)]
pub(super) struct ReplyBatches(Mutex<Vec<Weak<ReplyBatch>>>);

impl ReplyBatch {
    fn wait_for(self: &Arc<Self>, call: Option<CallKey>) -> BatchSeat {
        lock(&self.state).awaited.push(call.clone());
        let batch = Arc::clone(self);
        BatchSeat { batch, call }
    }

    /// Adds a reply.
    fn add(&self, reply: &OutgoingMessage<'_>) -> Result<(), PushError> {
        let protocol = self.link.session.protocol();
        with_frame(|encoded| {
            protocol.encode(reply, encoded)?;
            let room = protocol.limits.frame / 2;
            if encoded.len() > room {
                let mut alone = Vec::new();
                self.form.append(encoded, &mut alone);
                return self.send(alone);
            }
            let mut state = lock(&self.state);
            let is_full = state.replies.len() + encoded.len() > room;
            let earlier = is_full.then(|| mem::take(&mut state.replies));
            self.form.append(encoded, &mut state.replies);
            drop(state);
            earlier.map_or(Ok(()), |earlier| self.send(earlier))
        })
    }

    /// Changes what the replies wait for, and sends them if nothing is left.
    fn after(&self, change: impl FnOnce(&mut Vec<Option<CallKey>>)) {
        let mut state = lock(&self.state);
        change(&mut state.awaited);
        if !state.awaited.is_empty() || state.replies.is_empty() {
            return;
        }
        let replies = mem::take(&mut state.replies);
        drop(state);
        if let Err(problem) = self.send(replies) {
            tracing::debug!(peer = %self.link.name, %problem, "a batch of replies could not be sent");
        }
    }

    fn send(&self, mut replies: Vec<u8>) -> Result<(), PushError> {
        self.form.close(&mut replies);
        self.link.reply_payload(&replies)
    }
}

impl BatchSeat {
    /// Lets the replies wait for a call of the same batch too.
    pub(crate) fn of_call(&self, call: CallKey) -> Self {
        self.batch.wait_for(Some(call))
    }
}

impl Drop for BatchSeat {
    fn drop(&mut self) {
        let call = &self.call;
        self.batch.after(|awaited| {
            if let Some(at) = awaited.iter().position(|awaited| awaited == call) {
                awaited.swap_remove(at);
            }
        });
    }
}

impl Link {
    /// Begins to read a batch. The replies to its messages wait until the returned value is dropped.
    pub(crate) fn begin_batch(self: &Arc<Self>, form: BatchForm) -> BatchSeat {
        let batch = Arc::new(ReplyBatch {
            form,
            state: Mutex::default(),
            link: self.in_progress(0, false),
        });
        let mut batches = lock(&self.reply_batches.0);
        batches.retain(|batch| batch.strong_count() > 0);
        batches.push(Arc::downgrade(&batch));
        drop(batches);
        batch.wait_for(None)
    }
}

impl ReplyBatches {
    /// Lets no batch wait for this call any more, which is cancelled and will not be answered.
    pub(super) fn without(&self, call: &CallKey) {
        let batches: Vec<_> = lock(&self.0).iter().filter_map(Weak::upgrade).collect();
        for batch in batches {
            batch.after(|awaited| awaited.retain(|awaited| awaited.as_ref() != Some(call)));
        }
    }
}

/// The way of a reply to its caller: on its own, or in a batch.
#[derive(Clone, Copy)]
pub(crate) struct ReplyPath<'a> {
    pub(crate) link: &'a Arc<Link>,
    pub(crate) batch: Option<&'a BatchSeat>,
}

impl ReplyPath<'_> {
    pub(crate) fn send(&self, reply: &OutgoingMessage<'_>) -> Result<(), PushError> {
        match self.batch {
            Some(seat) => seat.batch.add(reply),
            None => self.link.reply(reply),
        }
    }
}
