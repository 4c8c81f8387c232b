//! The replies to the calls of a received batch, which are sent together.

use std::mem;
use std::sync::{Arc, Mutex};

use super::writing::with_frame;
use super::{InProgress, Link};
use crate::codec::{BatchForm, OutgoingMessage};
use crate::protocol::PushError;
use crate::sync::lock;

/// The replies to the calls of one batch. Each call holds a reference; when the last reference is
/// dropped, the replies are sent.
///
/// Replies that would exceed half of the limit for frames together are sent as several batches.
pub(crate) struct ReplyBatch {
    form: BatchForm,
    replies: Mutex<Vec<u8>>,
    /// The batch counts as a message in progress, so that the connection stays open until the
    /// replies are sent.
    link: InProgress,
}

impl ReplyBatch {
    pub(crate) fn new(link: &Arc<Link>, form: BatchForm) -> Arc<Self> {
        Arc::new(Self {
            form,
            replies: Mutex::default(),
            link: link.in_progress(0, false),
        })
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
            let mut replies = lock(&self.replies);
            let is_full = replies.len() + encoded.len() > room;
            let earlier = is_full.then(|| mem::take(&mut *replies));
            self.form.append(encoded, &mut replies);
            drop(replies);
            earlier.map_or(Ok(()), |earlier| self.send(earlier))
        })
    }

    fn send(&self, mut replies: Vec<u8>) -> Result<(), PushError> {
        self.form.close(&mut replies);
        self.link.reply_payload(&replies)
    }
}

impl Drop for ReplyBatch {
    fn drop(&mut self) {
        let replies = mem::take(&mut *lock(&self.replies));
        if replies.is_empty() {
            return;
        }
        if let Err(problem) = self.send(replies) {
            tracing::debug!(peer = %self.link.name, %problem, "a batch of replies could not be sent");
        }
    }
}

/// The way of a reply to its caller: on its own, or in a batch.
#[derive(Clone, Copy)]
pub(crate) struct ReplyPath<'a> {
    pub(crate) link: &'a Arc<Link>,
    pub(crate) batch: Option<&'a Arc<ReplyBatch>>,
}

impl ReplyPath<'_> {
    pub(crate) fn send(&self, reply: &OutgoingMessage<'_>) -> Result<(), PushError> {
        match self.batch {
            Some(batch) => batch.add(reply),
            None => self.link.reply(reply),
        }
    }
}
