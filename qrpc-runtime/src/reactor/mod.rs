//! The event loop of a started API: its sockets, its timers, and the two threads that take turns to
//! run it.

mod host;
mod run;
mod standby;
mod threads;

use std::collections::VecDeque;
use std::io;
use std::mem;
#[cfg(unix)]
use std::os::fd::{AsRawFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub use host::Host;
#[cfg(unix)]
use mio::Interest;
#[cfg(unix)]
use mio::unix::SourceFd;
use mio::{Registry, Token, Waker};
pub(crate) use run::Loop;
pub(crate) use threads::ThreadPair;

use crate::link::{EventLoop, Link};
use crate::sync::lock;

/// The part of the event loop that other threads use.
pub(crate) struct Reactor {
    registry: Registry,
    waker: Waker,
    commands: Mutex<Commands>,
    /// Connections with queued messages.
    unflushed: Mutex<Vec<Arc<Link>>>,
    sleeping: AtomicBool,
    next_token: AtomicUsize,
    /// The time at which the event loop wakes by itself, in nanoseconds after `origin`.
    wakes_at: AtomicU64,
    /// The time at which the event loop next checks the leased connections, to reclaim the
    /// connections on which no thread has waited since the last check. In nanoseconds after
    /// `origin`, or `NEVER`.
    looks_at: AtomicU64,
    origin: Instant,
}

/// The commands that wait for the event loop.
#[derive(Default)]
struct Commands {
    queue: VecDeque<Command>,
    ended: bool,
}

/// A request of another thread to the event loop.
pub(crate) enum Command {
    /// Watch this source.
    Add(Token, Source),
    /// Stop watching this source.
    Remove(Token),
    /// The connection can be read.
    Readable(Token),
    /// The connection can be written.
    Writable(Token),
    /// A waiting thread reads the connection; check the connection later.
    Left(Token),
    /// Stop the event loop.
    Stop,
}

/// An object that the event loop watches.
pub(crate) enum Source {
    /// A connection.
    Link(Arc<Link>),
    /// A listening socket, which accepts connections.
    Listener(Box<dyn Listener>),
}

/// Accepts connections.
pub(crate) trait Listener: Send {
    /// Accepts the waiting connections, until none waits or accepting fails.
    fn accept(&mut self, host: &Host) -> Accepted;
}

/// The result of accepting connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// All waiting connections were accepted.
    All,
    /// Connections may still wait, because the system lacks resources, such as descriptors.
    /// Accepting must be retried later.
    Some,
}

const WAKER: Token = Token(0);

/// The time for which a thread may keep a connection to itself after it got its reply, because the
/// thread is likely to make another call soon.
const LEASE_CHECK_INTERVAL: Duration = Duration::from_millis(1);

/// A time that is never reached.
const NEVER: u64 = u64::MAX;

impl Reactor {
    fn new(registry: Registry) -> io::Result<Self> {
        Ok(Self {
            waker: Waker::new(&registry, WAKER)?,
            registry,
            commands: Mutex::default(),
            unflushed: Mutex::default(),
            sleeping: AtomicBool::new(false),
            next_token: AtomicUsize::new(1),
            wakes_at: AtomicU64::new(NEVER),
            looks_at: AtomicU64::new(NEVER),
            origin: Instant::now(),
        })
    }

    fn token(&self) -> Token {
        Token(self.next_token.fetch_add(1, Ordering::Relaxed))
    }

    /// Sends a command to the event loop. The command is ignored if the event loop has ended.
    pub(crate) fn command(&self, command: Command) {
        let mut commands = lock(&self.commands);
        if commands.ended {
            return;
        }
        commands.queue.push_back(command);
        drop(commands);
        self.wake();
    }

    /// Takes the commands that were sent since the last call.
    fn commands(&self) -> VecDeque<Command> {
        mem::take(&mut lock(&self.commands).queue)
    }

    /// Rejects all later commands. Returns the commands that are still pending.
    fn end(&self) -> VecDeque<Command> {
        let mut commands = lock(&self.commands);
        commands.ended = true;
        mem::take(&mut commands.queue)
    }

    /// Writes the queued messages of all connections in `unflushed`. Returns whether `unflushed`
    /// contained any connection.
    fn flush(&self) -> bool {
        let links = mem::take(&mut *lock(&self.unflushed));
        for link in &links {
            link.flush();
        }
        !links.is_empty()
    }

    fn wake(&self) {
        if self.sleeping.swap(false, Ordering::SeqCst) {
            if let Err(error) = self.waker.wake() {
                tracing::error!(%error, "the event loop cannot be woken up");
            }
        }
    }

    /// Makes the event loop watch this connection for the events in `interest`. Returns false on
    /// failure.
    #[cfg(unix)]
    fn watch(&self, token: usize, descriptor: BorrowedFd<'_>, interest: Interest) -> bool {
        let descriptor = descriptor.as_raw_fd();
        let mut source = SourceFd(&descriptor);
        let watched = self
            .registry
            .reregister(&mut source, Token(token), interest);
        watched.is_ok()
    }

    fn nanos(&self, moment: Instant) -> u64 {
        let since = moment.saturating_duration_since(self.origin).as_nanos();
        u64::try_from(since).unwrap_or(NEVER - 1)
    }

    /// Returns how long the event loop may sleep, or `None` if without limit.
    fn sleep(&self, now: Instant) -> Option<Duration> {
        let wakes = self.wakes_at.load(Ordering::SeqCst);
        match wakes.min(self.looks_at.load(Ordering::SeqCst)) {
            NEVER => None,
            at => Some(Duration::from_nanos(at.saturating_sub(self.nanos(now)))),
        }
    }

    /// Whether the leased connections must be checked now. If the check is due, it counts as done,
    /// and the next check must be scheduled again.
    fn looks_are_due(&self, now: Instant) -> bool {
        let at = self.looks_at.load(Ordering::SeqCst);
        if at == NEVER || at > self.nanos(now) {
            return false;
        }
        self.looks_at.store(NEVER, Ordering::SeqCst);
        true
    }

    /// Whether there are pending commands or connections to flush.
    fn is_asked(&self) -> bool {
        !lock(&self.commands).queue.is_empty() || !lock(&self.unflushed).is_empty()
    }

    /// If messages are queued, gives up the processor once, so that the sender of the messages can
    /// add more messages before the write.
    fn yield_before_flush(&self) {
        if !lock(&self.unflushed).is_empty() {
            std::thread::yield_now();
        }
    }
}

impl EventLoop for Reactor {
    fn wake_at(&self, moment: Instant) {
        let at = self.nanos(moment);
        if self.wakes_at.fetch_min(at, Ordering::SeqCst) > at {
            self.wake();
        }
    }

    fn readable(&self, token: usize) {
        self.command(Command::Readable(Token(token)));
    }

    fn writable(&self, token: usize) {
        self.command(Command::Writable(Token(token)));
    }

    fn look_later(&self) {
        if self.looks_at.load(Ordering::SeqCst) == NEVER {
            let at = self.nanos(Instant::now() + LEASE_CHECK_INTERVAL);
            self.looks_at.store(at, Ordering::SeqCst);
            self.wake();
        }
    }

    fn flush_soon(&self, link: &Arc<Link>) {
        lock(&self.unflushed).push(Arc::clone(link));
        self.wake();
    }

    fn forget(&self, token: usize) {
        self.command(Command::Remove(Token(token)));
    }

    #[cfg(unix)]
    fn leave(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool {
        let left = self.watch(token, descriptor, Interest::WRITABLE);
        if left {
            self.command(Command::Left(Token(token)));
        }
        left
    }

    #[cfg(unix)]
    fn join(&self, token: usize, descriptor: BorrowedFd<'_>) -> bool {
        self.watch(token, descriptor, Interest::READABLE | Interest::WRITABLE)
    }
}
