//! The replies to the calls of a received batch, which are sent together.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};

use super::{InProgress, Link, ReceivedCall};
use crate::codec::{BatchForm, OutgoingMessage};
use crate::protocol::{CallKey, PushError};
use crate::sync::lock;

/// The replies to the calls of one batch, which are sent when no call is left that they wait for.
///
/// Replies are sent earlier, as a batch of their own, if they would exceed half of the limit for
/// frames together, or if the replies that wait in all batches of the connection exceed the limit
/// for replies.
struct ReplyBatch {
    form: BatchForm,
    state: Mutex<BatchState>,
    /// The batch counts as a message in progress, so that the connection stays open until the
    /// replies are sent.
    link: InProgress,
}

#[derive(Default)]
struct BatchState {
    replies: Replies,
    /// The calls that the replies wait for; `None` stands for the reading of the batch.
    awaited: Vec<Option<ReceivedCall>>,
}

/// Encoded replies.
#[derive(Default)]
struct Replies {
    payloads: Vec<Vec<u8>>,
    /// The size of all replies together, in bytes.
    size: usize,
}

/// A call of a batch, or the reading of the batch. The replies wait for it until it is dropped.
pub(crate) struct AwaitedPart {
    batch: Arc<ReplyBatch>,
    call: Option<ReceivedCall>,
}

/// The batches of a connection that wait for replies.
#[derive(Default)]
pub(super) struct ReplyBatches {
    open: Mutex<Vec<Weak<ReplyBatch>>>,
    /// The total size of the replies that wait in the batches, in bytes.
    waiting: AtomicUsize,
}

impl ReplyBatch {
    fn wait_for(self: &Arc<Self>, call: Option<ReceivedCall>) -> AwaitedPart {
        lock(&self.state).awaited.push(call.clone());
        let batch = Arc::clone(self);
        AwaitedPart { batch, call }
    }

    /// Adds a reply.
    fn add(&self, reply: &OutgoingMessage<'_>) -> Result<(), PushError> {
        let protocol = self.link.session.protocol();
        let payload = protocol.payload(reply)?;
        let size = payload.len();
        let mut state = lock(&self.state);
        let is_full = state.replies.size + size > protocol.limits.frame / 2;
        let earlier = is_full.then(|| mem::take(&mut state.replies));
        state.replies.size += size;
        state.replies.payloads.push(payload);
        let waiting = &self.link.reply_batches.waiting;
        let waits_too_much =
            waiting.fetch_add(size, Ordering::Relaxed) + size > protocol.limits.replies;
        let all = waits_too_much.then(|| mem::take(&mut state.replies));
        drop(state);
        for replies in earlier.into_iter().chain(all) {
            self.send(&replies);
        }
        Ok(())
    }

    /// Changes what the replies wait for, and sends them if nothing is left.
    fn after(&self, change: impl FnOnce(&mut Vec<Option<ReceivedCall>>)) {
        let mut state = lock(&self.state);
        change(&mut state.awaited);
        if state.awaited.is_empty() {
            let replies = mem::take(&mut state.replies);
            drop(state);
            self.send(&replies);
        }
    }

    /// Sends the replies as one batch. If the batch cannot be framed, perhaps because the delimiter
    /// is between its replies, sends each reply on its own.
    fn send(&self, replies: &Replies) {
        let payloads = || replies.payloads.iter().map(Vec::as_slice);
        let link = &self.link;
        link.reply_batches
            .waiting
            .fetch_sub(replies.size, Ordering::Relaxed);
        if replies.payloads.is_empty() {
            return;
        }
        let mut sent = link.reply_payload(&self.form.join(payloads()));
        if matches!(sent, Err(PushError::Unsendable(_))) {
            sent = payloads()
                .map(|reply| link.reply_payload(reply))
                .fold(Ok(()), Result::and);
        }
        match sent {
            Ok(()) => {}
            Err(PushError::Unsendable(problem)) => {
                tracing::warn!(peer = %link.name, %problem, "replies of a batch could not be sent");
            }
            Err(problem) => {
                tracing::debug!(peer = %link.name, %problem, "a batch of replies was not sent");
            }
        }
    }
}

impl AwaitedPart {
    /// Lets the replies wait for a call of the same batch too.
    pub(crate) fn of_call(&self, call: ReceivedCall) -> Self {
        self.batch.wait_for(Some(call))
    }
}

impl Drop for AwaitedPart {
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
    /// Begins to read a batch. The replies to its messages wait until the returned value is
    /// dropped.
    pub(crate) fn begin_batch(self: &Arc<Self>, form: BatchForm) -> AwaitedPart {
        let batch = Arc::new(ReplyBatch {
            form,
            state: Mutex::default(),
            link: self.in_progress(0, false),
        });
        let mut batches = lock(&self.reply_batches.open);
        batches.retain(|batch| batch.strong_count() > 0);
        batches.push(Arc::downgrade(&batch));
        drop(batches);
        batch.wait_for(None)
    }
}

impl ReplyBatches {
    /// Lets no batch wait for this call any more, which is cancelled and will not be answered.
    pub(super) fn without(&self, call: &CallKey) {
        let batches: Vec<_> = lock(&self.open).iter().filter_map(Weak::upgrade).collect();
        for batch in batches {
            let is_other = |awaited: &Option<ReceivedCall>| match awaited {
                Some(awaited) => awaited.key != *call,
                None => true,
            };
            batch.after(|awaited| awaited.retain(is_other));
        }
    }
}

/// The way of a reply to its caller: on its own, or in a batch.
#[derive(Clone, Copy)]
pub(crate) struct ReplyPath<'a> {
    pub(crate) link: &'a Arc<Link>,
    pub(crate) batch: Option<&'a AwaitedPart>,
}

impl ReplyPath<'_> {
    pub(crate) fn send(&self, reply: &OutgoingMessage<'_>) -> Result<(), PushError> {
        match self.batch {
            Some(part) => part.batch.add(reply),
            None => self.link.reply(reply),
        }
    }
}
