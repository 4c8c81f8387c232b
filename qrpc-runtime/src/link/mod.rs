//! One connection: a channel, and a session over it.

mod channel;
mod descriptor;
mod pressure;
mod reading;
mod role;
mod writing;

use std::fmt;
use std::io;
#[cfg(unix)]
use std::os::fd::BorrowedFd;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, Weak};
use std::time::Instant;

pub(crate) use channel::Watch;
pub use channel::{Channel, Port};
use pressure::Pressure;
pub(crate) use pressure::UnderWay;
pub(crate) use reading::{Turn, Until};
use role::Role;

use crate::core::{Event, Protocol, PushError, Session};
use crate::error::DisconnectReason;
use crate::promise::{Settle, Waitlist};
use crate::sync::{Bell, lock};

/// What settles a call.
pub(crate) type Token = Arc<dyn Settle>;

/// What connections belong to, and tell of what happens to them.
pub(crate) trait Owner: Send + Sync {
    /// What was read means this; so many bytes meant it.
    fn event(&self, link: &Arc<Link>, event: Event<'_, Token>, bytes: usize);
    /// The connection is there.
    fn connected(&self, link: &Arc<Link>);
    /// The connection has ended.
    fn disconnected(&self, link: &Arc<Link>, reason: &DisconnectReason);
    /// This thread must not be held up.
    fn is_receive_thread(&self) -> bool;
    /// How many connections there are.
    fn connections(&self) -> usize;
}

/// What watches connections and the clock.
pub(crate) trait Timer: Send + Sync {
    /// Settles calls that are late no later than at `deadline`.
    fn wake_at(&self, deadline: Instant);
    /// Reads this connection again, where reading was held back.
    fn read_again(&self, token: usize);
    /// Watches this connection no longer.
    fn forget(&self, token: usize);
    /// Leaves the reading of this connection to a thread that waits for it, and looks after it.
    /// Says whether that was done.
    #[cfg(unix)]
    fn leave(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool;
    /// Watches it again for what can be read, and for what came meanwhile.
    #[cfg(unix)]
    fn join(&self, token: usize, descriptor: BorrowedFd<'_>);
}

/// One connection.
pub(crate) struct Link {
    pub(crate) name: Arc<str>,
    pub(crate) session: Session<Token>,
    channel: Box<dyn Channel>,
    owner: Weak<dyn Owner>,
    timer: Arc<dyn Timer>,
    token: usize,
    pub(crate) on_end: OnEnd,
    room: Bell,
    waits_for_room: Mutex<()>,
    role: Role,
    pressure: Pressure,
}

/// Who looks after a connection.
pub(crate) struct Care {
    pub(crate) owner: Weak<dyn Owner>,
    pub(crate) timer: Arc<dyn Timer>,
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
        care: Care,
    ) -> Arc<Self> {
        let pressure = Pressure::new(&protocol.limits);
        Arc::new(Self {
            name: name.into(),
            session: Session::new(protocol),
            channel,
            owner: care.owner,
            timer: care.timer,
            token: care.token,
            on_end: care.on_end,
            room: Bell::default(),
            waits_for_room: Mutex::new(()),
            role: Role::default(),
            pressure,
        })
    }

    /// Notes a call that is about to be sent, and has it settled when its deadline comes.
    pub(crate) fn expect(&self, id: u64, call: Token, deadline: Instant) -> Result<(), PushError> {
        self.session.expect(id, call, deadline)?;
        self.timer.wake_at(deadline);
        self.relieve();
        Ok(())
    }

    /// Ends the connection. Its calls settle, unless they have.
    pub(crate) fn close(self: &Arc<Self>, reason: &DisconnectReason) {
        let Some(left) = self.session.close(reason.clone()) else {
            return;
        };
        self.channel.close();
        drop(lock(&self.waits_for_room));
        self.room.ring();
        for call in left {
            call.lose(self.lost(reason));
        }
        self.timer.forget(self.token);
        if let Some(owner) = self.owner() {
            owner.disconnected(self, reason);
        }
    }

    /// Whether this side ended the connection, since the API stops.
    pub(crate) fn is_stopped(&self) -> bool {
        self.session.closed() == Some(DisconnectReason::Stopped)
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
