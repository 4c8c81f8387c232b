//! One connection: a channel, and a session over it.

mod channel;
mod descriptor;
mod event_loop;
mod in_progress;
mod lease;
mod postponed;
mod reading;
#[cfg(all(test, unix))]
mod tests;
mod writing;

use std::fmt;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Weak};
use std::time::Instant;

pub use channel::{Channel, Port};
pub(crate) use event_loop::EventLoop;
pub(crate) use in_progress::InProgress;
pub(crate) use lease::Looked;
use lease::ReadLease;
use postponed::Postponed;
pub(crate) use reading::{ReadEnd, Until};

use crate::core::{Event, Overdue, Protocol, PushError, Session};
use crate::error::DisconnectReason;
use crate::promise::{Settle, Waitlist};

/// What settles a call.
pub(crate) type Settler = Arc<dyn Settle>;

/// What connections belong to, and tell of what happens to them.
pub(crate) trait Owner: Send + Sync {
    /// What was read means this; so many bytes meant it.
    fn event(&self, link: &Arc<Link>, event: Event<'_, Settler>, bytes: usize);
    /// The connection is there.
    fn connected(&self, link: &Arc<Link>);
    /// The connection has ended.
    fn disconnected(&self, link: &Arc<Link>, reason: &DisconnectReason);
    /// Has the messages that wait handled in their turn.
    fn handle_postponed(&self, link: &Arc<Link>);
    /// This thread is about to wait. Says whether it may.
    fn begin_wait(&self) -> bool;
    /// Whether this thread writes what it sends when it has handled what was received with it.
    fn collects_here(&self) -> bool;
    /// How many connections there are.
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
}

/// What a connection belongs to.
pub(crate) struct Context {
    pub(crate) owner: Weak<dyn Owner>,
    pub(crate) events: Arc<dyn EventLoop>,
    pub(crate) token: usize,
    pub(crate) on_end: OnEnd,
}

/// What the end of a connection means for its transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnEnd {
    /// Others may come; the transport goes on.
    GoOn,
    /// It was the only one: `wait` returns.
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
        })
    }

    /// Notes a call that is about to be sent, and has it settled when its deadline comes.
    pub(crate) fn expect(
        self: &Arc<Self>,
        id: u64,
        call: Settler,
        deadline: Instant,
    ) -> Result<(), PushError> {
        self.session.expect(id, call, deadline)?;
        self.events.wake_at(deadline);
        self.progressed();
        Ok(())
    }

    /// Messages were handled or written: reads on where that was held back, and closes the
    /// connection where its input has ended and nothing is left to be done.
    fn progressed(self: &Arc<Self>) {
        self.session.note_progress(Instant::now);
        self.ask_for_postponed();
        if self.session.resumes() {
            self.events.readable(self.token);
        }
        if let Some(reason) = self.session.finished() {
            if contained(|| Ok(self.channel.is_flushed())).unwrap_or(true) {
                self.close(&reason.clone());
            }
        }
    }

    /// Settles the calls that are late, and closes a connection whose peer stalls. Says when to
    /// look again.
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

    /// Ends the connection. Its calls settle, unless they have.
    pub(crate) fn close(self: &Arc<Self>, reason: &DisconnectReason) {
        let Some(left) = self.session.close(reason.clone(), Instant::now()) else {
            return;
        };
        // Where that panics, the connection has ended all the same.
        contained(|| {
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
    }

    /// Whether this side ended the connection, since the API stops.
    pub(crate) fn is_stopped(&self) -> bool {
        self.session.closed() == Some(&DisconnectReason::Stopped)
    }

    /// What a call to this peer ends with when the connection has ended so.
    pub(crate) fn lost(&self, reason: &DisconnectReason) -> crate::CallError {
        match reason {
            DisconnectReason::Stopped => crate::CallError::Stopped,
            reason => crate::CallError::Disconnected {
                peer: self.name.to_string(),
                reason: reason.clone(),
            },
        }
    }

    pub(crate) fn owner(&self) -> Option<Arc<dyn Owner>> {
        self.owner.upgrade()
    }
}

impl Waitlist for Link {
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
        // What it gives back has settled before.
        drop(self.session.take(Some(id)));
    }
}

/// What a channel does, which may be the program's own: a panic ends its connection alone.
fn contained<T>(run: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let ran = panic::catch_unwind(AssertUnwindSafe(run));
    ran.unwrap_or_else(|_| Err(io::Error::other("its channel panicked")))
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
