//! One connection: a channel, and a session over it.

mod channel;

use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Instant;

pub(crate) use channel::Watch;
pub use channel::{Channel, Port};

use crate::codec::Outgoing;
use crate::core::{Burst, Event, Protocol, PushError, Session};
use crate::error::DisconnectReason;
use crate::promise::{Settle, Waitlist};
use crate::sync::{Bell, lock};

/// What settles a call.
pub(crate) type Token = Arc<dyn Settle>;

/// What connections belong to, and tell of what happens to them.
pub(crate) trait Owner: Send + Sync {
    /// What was read means this.
    fn event(&self, link: &Arc<Link>, event: Event<'_, Token>);
    /// The connection is there.
    fn connected(&self, link: &Arc<Link>);
    /// The connection has ended.
    fn disconnected(&self, link: &Arc<Link>, reason: &DisconnectReason);
    /// Nothing more should be read for now.
    fn is_full(&self) -> bool;
    /// This thread must not be held up.
    fn is_receive_thread(&self) -> bool;
    /// How many connections there are.
    fn connections(&self) -> usize;
}

/// What watches connections and the clock.
pub(crate) trait Timer: Send + Sync {
    /// Settles calls that are late no later than at `deadline`.
    fn wake_at(&self, deadline: Instant);
    /// Watches this connection no longer.
    fn forget(&self, token: usize);
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
    corked: AtomicBool,
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

/// How a turn of reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// All that was there is read.
    Drained,
    /// There may be more, but others want their turn.
    Yielded,
    /// Too much waits to be handled.
    HeldBack,
}

/// How far a turn of reading goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Until a read takes less than it could, if the channel has no more then.
    Short,
    /// Until nothing is there, or the end: what was seen may be more than bytes.
    End,
}

/// Reads of one turn, before others have theirs.
const READS: usize = 16;

impl Link {
    pub(crate) fn new(
        name: &str,
        channel: Box<dyn Channel>,
        protocol: Arc<Protocol>,
        care: Care,
    ) -> Arc<Self> {
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
            corked: AtomicBool::new(false),
        })
    }

    pub(crate) fn channel(&self) -> &dyn Channel {
        &*self.channel
    }

    /// Sends `message`, and waits for room until `end`, if this thread may.
    pub(crate) fn send(
        self: &Arc<Self>,
        message: &Outgoing<'_>,
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        self.with_room(end, || self.session.push(message))?;
        self.write();
        Ok(())
    }

    /// Sends a frame that was made before.
    pub(crate) fn send_frame(
        self: &Arc<Self>,
        frame: &[u8],
        end: Option<Instant>,
    ) -> Result<(), PushError> {
        self.with_room(end, || self.session.push_frame(frame))?;
        self.write();
        Ok(())
    }

    /// Notes a call that is about to be sent, and has it settled when its deadline comes.
    pub(crate) fn expect(&self, id: u64, call: Token, deadline: Instant) -> Result<(), PushError> {
        self.session.expect(id, call, deadline)?;
        self.timer.wake_at(deadline);
        Ok(())
    }

    /// Sends a reply: at once, or if more of what was read with the call is to be handled, with
    /// the replies to that.
    pub(crate) fn reply(self: &Arc<Self>, message: &Outgoing<'_>) -> Result<(), PushError> {
        self.session.push(message)?;
        if !self.corked.load(Ordering::Relaxed) {
            self.write();
        }
        Ok(())
    }

    fn with_room(
        &self,
        end: Option<Instant>,
        push: impl Fn() -> Result<(), PushError>,
    ) -> Result<(), PushError> {
        let pushed = push();
        match end {
            Some(end) if pushed == Err(PushError::Full) && self.may_wait() => {
                self.wait_for_room(end, &push)
            }
            _ => pushed,
        }
    }

    fn may_wait(&self) -> bool {
        self.owner().is_some_and(|owner| !owner.is_receive_thread())
    }

    fn wait_for_room(
        &self,
        end: Instant,
        push: &dyn Fn() -> Result<(), PushError>,
    ) -> Result<(), PushError> {
        let mut waits = lock(&self.waits_for_room);
        loop {
            let pushed = push();
            let now = Instant::now();
            if pushed != Err(PushError::Full) || now >= end {
                return pushed;
            }
            waits = self.room.wait(waits, end - now);
        }
    }

    /// Writes what waits, unless somebody does already.
    fn write(self: &Arc<Self>) {
        if let Some(burst) = self.session.begin() {
            self.write_bursts(burst);
        }
    }

    /// The channel can be written again.
    pub(crate) fn writable(self: &Arc<Self>) {
        if let Some(burst) = self.session.writable() {
            self.write_bursts(burst);
        }
    }

    fn write_bursts(self: &Arc<Self>, first: Burst) {
        let mut next = Some(first);
        while let Some(mut burst) = next {
            next = match self.write_burst(&mut burst) {
                Ok(()) => self.session.wrote(burst),
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.session.blocked(burst),
                Err(error) => return self.close(&failed(&error)),
            };
        }
        drop(lock(&self.waits_for_room));
        self.room.ring();
    }

    fn write_burst(&self, burst: &mut Burst) -> io::Result<()> {
        while let Some(rest) = burst
            .bytes
            .get(burst.written..)
            .filter(|rest| !rest.is_empty())
        {
            match self.channel.write(rest) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => burst.written += written,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads what is there and has it handled. A short read is trusted to have taken all of it
    /// only where `until` allows that.
    pub(crate) fn readable(self: &Arc<Self>, buffer: &mut [u8], until: Until) -> Turn {
        let Some(owner) = self.owner() else {
            return Turn::Drained;
        };
        let trusts_short = until == Until::Short && self.channel.short_read_drains();
        for _ in 0..READS {
            if owner.is_full() {
                return Turn::HeldBack;
            }
            let Some(read) = self.read(&*owner, buffer) else {
                return Turn::Drained;
            };
            let drained = trusts_short && read < buffer.len();
            if drained || self.session.closed().is_some() {
                return Turn::Drained;
            }
        }
        Turn::Yielded
    }

    /// Reads once, and says how much there was, unless there was nothing or it is over.
    fn read(self: &Arc<Self>, owner: &dyn Owner, buffer: &mut [u8]) -> Option<usize> {
        match self.channel.read(buffer) {
            Ok(0) => self.close(&DisconnectReason::Closed),
            Ok(read) => {
                self.received(owner, buffer.get(..read)?);
                return Some(read);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => return Some(buffer.len()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => self.close(&failed(&error)),
        }
        None
    }

    fn received(self: &Arc<Self>, owner: &dyn Owner, bytes: &[u8]) {
        self.corked.store(true, Ordering::Relaxed);
        let received = self
            .session
            .receive(bytes, &mut |event| owner.event(self, event));
        self.uncork();
        if let Err(broken) = received {
            self.close(&DisconnectReason::Broken(broken.to_string().into()));
        }
    }

    /// Sends the replies that were held to go out together: what comes next may take its time.
    pub(crate) fn flush(self: &Arc<Self>) {
        self.write();
    }

    /// Waits until everything that was sent has left, but no longer than until `end`.
    pub(crate) fn wait_flushed(&self, end: Instant) {
        let mut waits = lock(&self.waits_for_room);
        while !self.session.is_flushed() && self.session.closed().is_none() {
            let now = Instant::now();
            if now >= end {
                return;
            }
            waits = self.room.wait(waits, end - now);
        }
    }

    fn uncork(self: &Arc<Self>) {
        self.corked.store(false, Ordering::Relaxed);
        self.write();
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
    fn forget(&self, id: u64) {
        // What it gives back has settled before.
        drop(self.session.take(Some(id)));
    }
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
