//! Calls and notifications that are sent together, as one batch.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::{Caller, Observation, Peer};
use crate::codec::BatchForm;
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
}

struct Encoded {
    payload: Vec<u8>,
    /// The id, if the message is a call.
    call: Option<u64>,
    /// The observation, if the message is a notification. The observation of a call ends when the
    /// call is settled.
    observation: Observation,
}

impl CallBatch {
    fn new(form: BatchForm) -> Arc<Self> {
        let unsent = Mutex::new(Some(Vec::new()));
        Arc::new(Self { form, unsent })
    }

    /// Adds a call. Returns false if the batch is already sent.
    pub(super) fn add_call(&self, link: &Arc<Link>, id: u64, payload: &[u8]) -> bool {
        let message = Encoded {
            payload: payload.to_vec(),
            call: Some(id),
            observation: Observation::default(),
        };
        link.session.hold(id, true);
        let unsent = self.add(link, message);
        if unsent.is_some() {
            link.session.hold(id, false);
        }
        unsent.is_none()
    }

    /// Adds a notification. Returns the observation if the batch is already sent.
    pub(super) fn add_notification(
        &self,
        link: &Arc<Link>,
        payload: &[u8],
        observation: Observation,
    ) -> Option<Observation> {
        let message = Encoded {
            payload: payload.to_vec(),
            call: None,
            observation,
        };
        self.add(link, message).map(|message| message.observation)
    }

    /// Adds a message. Returns the message if the batch is already sent.
    fn add(&self, link: &Arc<Link>, message: Encoded) -> Option<Encoded> {
        let mut unsent = lock(&self.unsent);
        let Some(all) = &mut *unsent else {
            return Some(message);
        };
        match all.iter_mut().find(|one| Arc::ptr_eq(&one.link, link)) {
            Some(known) => known.messages.push(message),
            None => all.push(Unsent {
                link: Arc::clone(link),
                messages: vec![message],
            }),
        }
        None
    }

    /// Sends the batch to each receiver, and waits for room in write queues until `end`.
    fn send(&self, end: Instant) -> Result<(), SendError> {
        let unsent = lock(&self.unsent).take().unwrap_or_default();
        let mut failed = Vec::new();
        for one in unsent {
            let name = one.link.name.to_string();
            if let Err(error) = one.send(self.form, end) {
                failed.push((name, error));
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
        let unsent = self.unsent.get_mut();
        let unsent = unsent.unwrap_or_else(PoisonError::into_inner).take();
        for one in unsent.unwrap_or_default() {
            for message in one.messages {
                message.fail(&one.link, &CallError::Cancelled);
            }
        }
    }
}

impl Unsent {
    /// Sends the messages, in several batches if necessary. Leaves out calls that were cancelled or
    /// timed out meanwhile. After an error, the remaining messages fail with this error.
    fn send(self, form: BatchForm, end: Instant) -> Result<(), CallError> {
        let link = self.link;
        let mut messages = self.messages;
        messages.retain(|message| message.call.is_none_or(|id| link.session.expects(id)));
        let mut messages = messages.into_iter();
        let mut most = link.session.protocol().limits.batch;
        while messages.len() > 0 {
            let unsent = messages.as_slice();
            let count = fitting(&link, unsent).min(most).max(1);
            match send_together(&link, form, &unsent[..count], end) {
                Ok(()) => messages
                    .by_ref()
                    .take(count)
                    .for_each(|one| one.sent(&link)),
                // The batch cannot be framed, perhaps because the delimiter is between its
                // messages.
                Err(PushError::Unsendable(_)) if count > 1 => most = 1,
                Err(error) => {
                    let error = link.refused(error);
                    for message in messages {
                        message.fail(&link, &error);
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

/// Returns how many of the messages have at most half of the limit for frames together.
fn fitting(link: &Link, messages: &[Encoded]) -> usize {
    let limit = link.session.protocol().limits.frame / 2;
    let mut size = 0;
    let fits = |message: &&Encoded| {
        size += message.payload.len();
        size <= limit
    };
    messages.iter().take_while(fits).count()
}

/// Sends the messages as one batch, a single message on its own.
fn send_together(
    link: &Arc<Link>,
    form: BatchForm,
    messages: &[Encoded],
    end: Instant,
) -> Result<(), PushError> {
    if let [one] = messages {
        return link.send_payload(&one.payload, Some(end));
    }
    let payloads = messages.iter().map(|message| message.payload.as_slice());
    link.send_payload(&form.join(payloads), Some(end))
}

impl Encoded {
    fn sent(self, link: &Link) {
        if let Some(id) = self.call {
            link.session.hold(id, false);
        }
        self.observation.end(Ok(()));
    }

    fn fail(self, link: &Link, error: &CallError) {
        self.observation.end(Err(error.clone()));
        if let Some(settler) = link.session.take(self.call) {
            settler.lose(error.clone());
        }
    }
}

impl Caller {
    /// Returns an empty batch. Returns `None` if the codec has no batches, or if a peer may be
    /// quickrpc, which ends when it gets a batch.
    fn batch(&self) -> Option<Arc<CallBatch>> {
        let codec = &self.protocol.codec;
        let form = codec.batch_form().filter(|_| codec.sends_batches())?;
        Some(CallBatch::new(form))
    }
}

impl Peer {
    /// Sends the calls and notifications that `calls` makes through the given peer together, as one
    /// batch of JSON-RPC. `calls` returns the promises of the calls.
    ///
    /// Nothing is sent before `calls` returns, so `calls` must not wait for a reply. A call that is
    /// cancelled before the batch is sent is left out. If `calls` returns an error, nothing is
    /// sent, and the calls fail. More than [`Limits::batch`](crate::Limits::batch) messages, and
    /// messages that would exceed half of [`Limits::frame`](crate::Limits::frame) together, are
    /// sent as several batches. With the codec `jrpc` and its default delimiter, the peer may be
    /// quickrpc, which cannot read batches; with this codec, and with codecs other than JSON-RPC,
    /// the messages are sent one by one. If `batch` is called on the peer that `calls` gets, its
    /// messages are added to the same batch. After the batch was sent, that peer sends its messages
    /// one by one.
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
    /// Returns the error of `calls`. Otherwise lists each receiver to which a part of the batch
    /// could not be sent, with the reason. The calls in that part and after it fail for the same
    /// reason.
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
