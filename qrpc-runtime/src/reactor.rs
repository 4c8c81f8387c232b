//! The event loop of a started API: all its sockets and timers, and the two threads that take
//! turns in it.

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

/// What other threads have of the loop.
pub(crate) struct Reactor {
    registry: Registry,
    waker: Waker,
    commands: Mutex<Commands>,
    /// Connections with something to be written.
    unflushed: Mutex<Vec<Arc<Link>>>,
    sleeping: AtomicBool,
    next_token: AtomicUsize,
    /// When the loop wakes by itself, in nanoseconds after `origin`.
    wakes_at: AtomicU64,
    /// When the loop looks after connections that it has left to those who wait for a reply.
    looks_at: AtomicU64,
    origin: Instant,
}

/// What waits for the loop.
#[derive(Default)]
struct Commands {
    queue: VecDeque<Command>,
    ended: bool,
}

/// What other threads ask of the loop.
pub(crate) enum Command {
    /// Watch this.
    Add(Token, Source),
    /// Watch this no longer.
    Remove(Token),
    /// This connection can be read.
    Readable(Token),
    /// This connection can be written.
    Writable(Token),
    /// Somebody who waits for a reply reads this connection; look after it.
    Left(Token),
    /// End.
    Stop,
}

/// What the loop watches.
pub(crate) enum Source {
    /// A connection.
    Link(Arc<Link>),
    /// Something that connections come from.
    Listener(Box<dyn Listener>),
}

/// Where connections come from.
pub(crate) trait Listener: Send {
    /// Takes in all connections that wait, as far as that can be done now.
    fn accept(&mut self, host: &Host) -> Accepted;
}

/// How far the taking in of connections went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// None waits any more.
    All,
    /// The system has no room for more now, such as for descriptors; those that wait are to be
    /// asked for again.
    Some,
}

const WAKER: Token = Token(0);

/// How long a thread that has its reply keeps the connection for its next call.
const LOOKS: Duration = Duration::from_millis(1);

/// A moment that does not come.
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

    /// Asks the loop for something. When it has ended, nothing is left to be asked.
    pub(crate) fn command(&self, command: Command) {
        let mut commands = lock(&self.commands);
        if commands.ended {
            return;
        }
        commands.queue.push_back(command);
        drop(commands);
        self.wake();
    }

    /// What was asked since the last time.
    fn commands(&self) -> VecDeque<Command> {
        mem::take(&mut lock(&self.commands).queue)
    }

    /// What is asked from now on is too late; what was asked before is returned.
    fn end(&self) -> VecDeque<Command> {
        let mut commands = lock(&self.commands);
        commands.ended = true;
        mem::take(&mut commands.queue)
    }

    /// Writes what waits to be written. Says whether there was anything.
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
                tracing::error!(%error, "the event loop cannot be woken");
            }
        }
    }

    /// Has the loop told of this connection what `interest` says.
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

    /// How long the loop may sleep.
    fn sleep(&self, now: Instant) -> Option<Duration> {
        let wakes = self.wakes_at.load(Ordering::SeqCst);
        match wakes.min(self.looks_at.load(Ordering::SeqCst)) {
            NEVER => None,
            at => Some(Duration::from_nanos(at.saturating_sub(self.nanos(now)))),
        }
    }

    /// Whether a look is due; if so, the next one has to be asked for.
    fn looks_are_due(&self, now: Instant) -> bool {
        let at = self.looks_at.load(Ordering::SeqCst);
        if at == NEVER || at > self.nanos(now) {
            return false;
        }
        self.looks_at.store(NEVER, Ordering::SeqCst);
        true
    }

    /// Whether anything was asked that is not done.
    fn is_asked(&self) -> bool {
        !lock(&self.commands).queue.is_empty() || !lock(&self.unflushed).is_empty()
    }

    /// Lets the thread that sends go on, if it waits for this processor and its messages are to be
    /// written.
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
            let at = self.nanos(Instant::now() + LOOKS);
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
