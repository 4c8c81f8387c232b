//! A connection: a channel together with its session.

mod cancellation;
mod channel;
mod descriptor;
mod event_loop;
mod in_progress;
mod lease;
mod postponed;
mod read_ahead;
mod reading;
mod reply_batch;
mod start_order;
#[cfg(all(test, unix))]
mod tests;
mod writing;

use std::fmt;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Weak};
use std::time::Instant;

use cancellation::Cancellations;
pub(crate) use cancellation::{Purpose, ReceivedCall, Watch};
pub use channel::{Channel, Port};
pub(crate) use event_loop::EventLoop;
pub(crate) use in_progress::InProgress;
pub(crate) use lease::Looked;
use lease::ReadLease;
use postponed::Postponed;
pub(crate) use reading::{ReadEnd, Until};
use reply_batch::ReplyBatches;
pub(crate) use reply_batch::{AwaitedPart, ReplyPath};
use start_order::StartOrder;
pub(crate) use start_order::StartPermit;

use crate::error::DisconnectReason;
use crate::promise::{CallConnection, Settle};
use crate::protocol::{Event, Overdue, Protocol, PushError, Session};

/// The object that settles a call.
pub(crate) type Settler = Arc<dyn Settle>;

/// The owner of connections, which is notified of their events.
pub(crate) trait Owner: Send + Sync {
    /// Handles an event that was read. `bytes` is the length of the frame from which the event was
    /// read.
    fn event(&self, link: &Arc<Link>, event: Event<'_, Settler>, bytes: usize);
    /// Notes that the connection was established.
    fn connected(&self, link: &Arc<Link>);
    /// Notes that the connection has ended.
    fn disconnected(&self, link: &Arc<Link>, reason: &DisconnectReason);
    /// Queues the handling of the connection's postponed messages.
    fn handle_postponed(&self, link: &Arc<Link>);
    /// Notes that the current thread is about to wait. Returns false if the thread must not wait.
    fn begin_wait(&self) -> bool;
    /// Whether the current thread only queues the messages that it sends, and writes them together
    /// after it has handled the received messages.
    fn collects_here(&self) -> bool;
    /// Returns the number of connections.
    fn connections(&self) -> usize;
}

/// One connection.
pub(crate) struct Link {
    pub(crate) name: Arc<str>,
    pub(crate) session: Session<Settler>,
    channel: Box<dyn Channel>,
    owner: Weak<dyn Owner>,
    events: Arc<dyn EventLoop>,
    token: usize,
    pub(crate) on_end: OnEnd,
    lease: ReadLease,
    postponed: Postponed,
    cancellations: Cancellations,
    reply_batches: ReplyBatches,
    start_order: Arc<StartOrder>,
}

/// The owner of a connection, and the event loop that watches the connection under `token`.
pub(crate) struct Context {
    pub(crate) owner: Weak<dyn Owner>,
    pub(crate) events: Arc<dyn EventLoop>,
    pub(crate) token: usize,
    pub(crate) on_end: OnEnd,
}

/// The consequence of a connection's end for its transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnEnd {
    /// The transport continues, because it may have other connections.
    GoOn,
    /// The transport ends with its only connection, and [`Api::wait`](crate::Api::wait) returns.
    End,
}

impl Link {
    pub(crate) fn new(
        name: &str,
        channel: Box<dyn Channel>,
        protocol: Arc<Protocol>,
        context: Context,
    ) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            session: Session::new(protocol),
            channel,
            owner: context.owner,
            events: context.events,
            token: context.token,
            on_end: context.on_end,
            lease: ReadLease::default(),
            postponed: Postponed::default(),
            cancellations: Cancellations::default(),
            reply_batches: ReplyBatches::default(),
            start_order: Arc::default(),
        })
    }

    /// Registers a call that is about to be sent, and schedules its deadline.
    pub(crate) fn expect(
        self: &Arc<Self>,
        id: u64,
        call: Settler,
        deadline: Instant,
    ) -> Result<(), PushError> {
        self.session.expect(id, call, deadline)?;
        self.events.wake_at(deadline);
        self.resume();
        Ok(())
    }

    /// Called after messages were handled or written.
    fn progressed(self: &Arc<Self>) {
        self.session.note_progress(Instant::now);
        self.resume();
    }

    /// Resumes paused reading if the limits allow it. Closes the connection if its input has ended
    /// and nothing is left to answer or write.
    fn resume(self: &Arc<Self>) {
        self.ask_for_postponed();
        if self.session.resumes() {
            self.events.readable(self.token);
        }
        if let Some(reason) = self.session.finished() {
            if contain_channel(|| Ok(self.channel.is_flushed())).unwrap_or(true) {
                self.close(&reason.clone());
            }
        }
    }

    /// Settles expired calls. Closes the connection if its peer stalls, or if its input has ended
    /// and the remaining calls take too long. Returns when to check again, or `None` if no check is
    /// needed.
    pub(crate) fn check_time(self: &Arc<Self>, now: Instant) -> Option<Instant> {
        let (late, next) = self.session.expired(now);
        for call in late {
            call.expire();
        }
        match self.session.overdue(now) {
            Ok(end) => next.into_iter().chain(end).min(),
            Err(Overdue { reason, lost }) => {
                tracing::warn!(peer = %self.name, "disconnected: {lost}");
                self.close(&reason);
                None
            }
        }
    }

    /// Closes the connection. Calls that wait for an answer over this connection fail, and the
    /// calls of the peer are cancelled.
    pub(crate) fn close(self: &Arc<Self>, reason: &DisconnectReason) {
        let Some(left) = self.session.close(reason.clone(), Instant::now()) else {
            return;
        };
        // A panic of the channel is ignored, because the connection has already ended.
        contain_channel(|| {
            self.channel.close();
            Ok(())
        })
        .ok();
        for call in left {
            call.lose(self.lost(reason));
        }
        self.ask_for_postponed();
        self.events.forget(self.token);
        if let Some(owner) = self.owner() {
            owner.disconnected(self, reason);
        }
        // Handlers that notice the cancellation do not find the peer among the connected peers.
        self.cancel_all();
    }

    /// Whether this side closed the connection because the API was stopped or its transport was
    /// replaced.
    pub(crate) fn is_stopped(&self) -> bool {
        self.session.closed() == Some(&DisconnectReason::Stopped)
    }

    /// Returns the error with which calls to this peer fail if the connection ends for `reason`.
    pub(crate) fn lost(&self, reason: &DisconnectReason) -> crate::CallError {
        match reason {
            DisconnectReason::Stopped => crate::CallError::Stopped,
            reason => crate::CallError::Disconnected {
                peer: self.name.to_string(),
                reason: reason.clone(),
            },
        }
    }

    /// Returns the error with which a call fails that could not be sent to this peer.
    pub(crate) fn refused(&self, error: PushError) -> crate::CallError {
        match error {
            PushError::Closed(reason) => self.lost(&reason),
            PushError::Full => crate::CallError::Overloaded(self.name.to_string()),
            PushError::Unsendable(error) => crate::CallError::Unsendable(error.0),
        }
    }

    pub(crate) fn owner(&self) -> Option<Arc<dyn Owner>> {
        self.owner.upgrade()
    }
}

impl CallConnection for Link {
    fn flush(self: Arc<Self>) {
        self.flush_before_wait();
    }

    fn begin_wait(&self) {
        Link::begin_wait(self);
    }

    fn end_wait(&self) {
        Link::end_wait(self);
    }

    fn read_until(self: Arc<Self>, end: Instant, there: &dyn Fn() -> bool) -> bool {
        Link::read_until(&self, end, there)
    }

    fn forget(&self, id: u64) {
        // The call has already settled, so the object that settles it is not needed.
        drop(self.session.take(Some(id)));
    }

    fn cancel(self: Arc<Self>, id: u64) {
        if self.session.cancel(id) {
            self.cancel_outgoing(id);
        }
    }
}

/// Runs a method of a channel. The channel may be application code; a panic in its method ends only
/// the connection of the channel.
fn contain_channel<T>(run: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let ran = panic::catch_unwind(AssertUnwindSafe(run));
    ran.unwrap_or_else(|_| Err(io::Error::other("the channel panicked")))
}

fn failed(error: &io::Error) -> DisconnectReason {
    DisconnectReason::Failed(error.to_string().into())
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
