//! Calls and notifications that are sent together, as one batch.

use std::mem;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::{Caller, Peer};
use crate::codec::{BatchForm, OutgoingMessage};
use crate::error::{CallError, SendError};
use crate::link::Link;
use crate::protocol::PushError;
use crate::sync::{after, lock};

/// The messages of a batch that is not sent yet, for each receiver.
pub(crate) struct CallBatch {
    form: BatchForm,
    /// `None` after the batch was sent; later messages are sent on their own.
    unsent: Mutex<Option<Vec<Unsent>>>,
}

/// The messages for one receiver.
struct Unsent {
    link: Arc<Link>,
    messages: Vec<Encoded>,
    /// The size of all messages together, in bytes.
    size: usize,
}

/// An encoded message, and its id if it is a call.
struct Encoded {
    call: Option<u64>,
    payload: Vec<u8>,
}

impl CallBatch {
    fn new(form: BatchForm) -> Arc<Self> {
        let unsent = Mutex::new(Some(Vec::new()));
        Arc::new(Self { form, unsent })
    }

    /// Adds a message. If the batch would exceed half of the limit for frames, or the limit for
    /// batches, the messages before are sent first.
    pub(super) fn add(
        &self,
        link: &Arc<Link>,
        message: &OutgoingMessage<'_>,
    ) -> Result<(), PushError> {
        let protocol = link.session.protocol();
        let mut payload = Vec::new();
        protocol.encode(message, &mut payload)?;
        let call = match message {
            OutgoingMessage::Call { id, .. } => *id,
            _ => None,
        };
        let mut unsent = lock(&self.unsent);
        let Some(all) = &mut *unsent else {
            drop(unsent);
            return link.send(message, None);
        };
        let known = all.iter().position(|one| Arc::ptr_eq(&one.link, link));
        let place = known.unwrap_or_else(|| {
            all.push(Unsent::new(link));
            all.len() - 1
        });
        let full = all.get_mut(place).and_then(|one| {
            let full = one
                .is_full(payload.len())
                .then(|| mem::replace(one, Unsent::new(link)));
            one.size += payload.len();
            one.messages.push(Encoded { call, payload });
            full
        });
        drop(unsent);
        full.map_or(Ok(()), |full| full.send(self.form, None))
    }

    /// Sends the batch to each receiver, and waits for room in write queues until `end`.
    fn send(&self, end: Instant) -> Result<(), SendError> {
        let unsent = lock(&self.unsent).take().unwrap_or_default();
        let mut failed = Vec::new();
        for one in unsent {
            let link = Arc::clone(&one.link);
            if let Err(error) = one.send(self.form, Some(end)) {
                failed.push((link.name.to_string(), link.refused(error)));
            }
        }
        if failed.is_empty() {
            Ok(())
        } else {
            Err(SendError { failed })
        }
    }
}

impl Drop for CallBatch {
    /// Fails the calls of a batch that was not sent.
    fn drop(&mut self) {
        for one in lock(&self.unsent).take().unwrap_or_default() {
            one.fail(&CallError::Cancelled);
        }
    }
}

impl Unsent {
    fn new(link: &Arc<Link>) -> Self {
        Self {
            link: Arc::clone(link),
            messages: Vec::new(),
            size: 0,
        }
    }

    /// Whether a further message of `size` bytes belongs to another batch. A peer accepts as many
    /// messages in a batch as this side, unless its limits are set.
    fn is_full(&self, size: usize) -> bool {
        let limits = &self.link.session.protocol().limits;
        let is_large = self.size + size > limits.frame / 2;
        !self.messages.is_empty() && (is_large || self.messages.len() >= limits.batch)
    }

    /// Sends the messages, a single message on its own. Leaves out calls that were cancelled or timed
    /// out meanwhile. If that fails, fails the calls.
    fn send(mut self, form: BatchForm, end: Option<Instant>) -> Result<(), PushError> {
        let session = &self.link.session;
        let is_wanted = |message: &Encoded| message.call.is_none_or(|id| session.expects(id));
        self.messages.retain(is_wanted);
        let sent = match self.messages.as_slice() {
            [] => Ok(()),
            [one] => self.link.send_payload(&one.payload, end),
            several => {
                let mut batch = Vec::new();
                for message in several {
                    form.append(&message.payload, &mut batch);
                }
                form.close(&mut batch);
                self.link.send_payload(&batch, end)
            }
        };
        if let Err(error) = &sent {
            self.fail(&self.link.refused(error.clone()));
        }
        sent
    }

    fn fail(&self, error: &CallError) {
        for id in self.messages.iter().filter_map(|message| message.call) {
            if let Some(settler) = self.link.session.take(Some(id)) {
                settler.lose(error.clone());
            }
        }
    }
}

impl Caller {
    /// Returns an empty batch. Returns `None` if the codec has no batches, or if a peer may be
    /// quickrpc, which ends when it gets a batch.
    fn batch(&self) -> Option<Arc<CallBatch>> {
        let codec = &self.protocol.codec;
        let form = codec.batch_form().filter(|_| codec.answers_noise())?;
        Some(CallBatch::new(form))
    }
}

impl Peer {
    /// Sends the calls and notifications that `calls` makes through the given peer together, as one
    /// batch of JSON-RPC. `calls` returns the promises of the calls.
    ///
    /// Nothing is sent before `calls` returns, so `calls` must not wait for a reply. A call that is
    /// cancelled before is not sent. If `calls` returns an error, nothing is sent, and the calls fail.
    /// More than [`Limits::batch`](crate::Limits::batch) messages, and messages that would exceed
    /// half of [`Limits::frame`](crate::Limits::frame) together, are sent as several batches. With the codec
    /// `jrpc` and its default delimiter, the peer may be quickrpc, which cannot read batches; with
    /// this codec, and with codecs other than JSON-RPC, the messages are sent one by one. In a batch,
    /// another `batch` adds its messages to the outer one.
    ///
    /// ```
    /// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use my_api::{MyApi, MyApiInverted, args};
    /// # let server = MyApi::builder().codec(r"jrpc:\n").transport("tcpserv:127.0.0.1:0").build()?;
    /// # server.echo.connect(|_sender, args| args.text);
    /// # server.notify.connect(|_sender, _args| ());
    /// # server.start()?;
    /// # let address = server.address().expect("a started server has an address");
    /// # let api = MyApiInverted::builder().codec(r"jrpc:\n").transport(format!("tcp:{address}")).build()?;
    /// # api.start()?;
    /// let (one, two) = api.all().batch(|peer| {
    ///     peer.notify(args::Notify::default())?;
    ///     let one = peer.echo(args::Echo::default().text("one"));
    ///     let two = peer.echo(args::Echo::default().text("two"));
    ///     Ok((one, two))
    /// })?;
    /// assert_eq!(one.result()?, "one");
    /// assert_eq!(two.result()?, "two");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the error of `calls`. Otherwise lists each receiver that the batch could not be sent
    /// to, with the reason.
    pub fn batch<T>(
        &self,
        calls: impl FnOnce(&Self) -> Result<T, SendError>,
    ) -> Result<T, SendError> {
        if self.receivers.batch.is_some() {
            return calls(self);
        }
        let caller = self.caller();
        let batch = caller.as_ref().and_then(|caller| caller.batch());
        let (Some(caller), Some(batch)) = (caller, batch) else {
            return calls(self);
        };
        let mut peer = self.clone();
        peer.receivers.batch = Some(Arc::clone(&batch));
        let made = calls(&peer)?;
        batch.send(after(caller.protocol.limits.queue_patience))?;
        Ok(made)
    }
}
