//! The event loop itself.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use mio::event::Event;
use mio::{Events, Poll, Token};

use super::{Accepted, Command, Host, Reactor, Source, WAKER};
use crate::link::{EventLoop, Link, Looked, ReadEnd, Until};

/// The part of the event loop that only the thread with the I/O role uses.
pub(crate) struct Loop {
    poll: Poll,
    events: Events,
    reactor: Arc<Reactor>,
    sources: HashMap<Token, Source>,
    left: HashSet<Token>,
    /// Listeners with waiting connections that could not be accepted.
    crowded: HashSet<Token>,
    accepts_next: Instant,
    buffer: Vec<u8>,
    stopped: bool,
}

/// The interval at which the event loop retries to accept connections after a failure.
const ACCEPT_RETRY_INTERVAL: Duration = Duration::from_millis(100);

/// The maximum number of bytes per read. All connections share one buffer.
const LOOP_BUFFER: usize = 64 << 10;

impl Loop {
    pub(crate) fn new() -> io::Result<Self> {
        let poll = Poll::new()?;
        let reactor = Arc::new(Reactor::new(poll.registry().try_clone()?)?);
        Ok(Self {
            poll,
            events: Events::with_capacity(256),
            reactor,
            sources: HashMap::new(),
            left: HashSet::new(),
            crowded: HashSet::new(),
            accepts_next: Instant::now(),
            buffer: vec![0; LOOP_BUFFER],
            stopped: false,
        })
    }

    pub(crate) fn reactor(&self) -> &Arc<Reactor> {
        &self.reactor
    }

    /// Whether the event loop was told to stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Handles all pending events. If no events are pending and `may_sleep` returns true, waits for
    /// events first.
    ///
    /// # Errors
    ///
    /// When polling fails, or after a panic that is not caught elsewhere.
    pub(crate) fn turn(&mut self, host: &Host, may_sleep: &dyn Fn() -> bool) -> io::Result<()> {
        let turn = AssertUnwindSafe(|| self.try_turn(host, may_sleep));
        panic::catch_unwind(turn).unwrap_or_else(|_| Err(panicked()))
    }

    fn try_turn(&mut self, host: &Host, may_sleep: &dyn Fn() -> bool) -> io::Result<()> {
        let mut events = mem::replace(&mut self.events, Events::with_capacity(0));
        let slept = self.wait(&mut events, may_sleep)?;
        for event in &events {
            self.event(event, host);
        }
        self.events = events;
        let commands = self.reactor.commands();
        self.commands(commands, host);
        if slept {
            // Waking this thread may have interrupted a thread that sends messages, and that thread
            // may have more messages to add.
            self.reactor.yield_before_flush();
        }
        self.reactor.flush();
        self.timers();
        self.look_after();
        self.accept_again(host);
        Ok(())
    }

    /// Ends the event loop: pending commands are still executed, and all sources are dropped.
    pub(crate) fn end(&mut self, host: &Host) {
        let left = self.reactor.end();
        self.commands(left, host);
        self.sources.clear();
    }

    fn event(&mut self, event: &Event, host: &Host) {
        let token = event.token();
        if token == WAKER {
            return;
        }
        if event.is_writable() {
            self.writable(token);
        }
        let ends = event.is_read_closed() || event.is_error();
        if ends || event.is_readable() {
            let until = if ends { Until::End } else { Until::Short };
            self.readable(token, until, host);
        }
        if event.is_read_closed() {
            self.read_closed(token, event.is_error());
        }
        if event.is_write_closed() {
            self.write_closed(token);
        }
    }

    /// Handles the event that the peer has sent its last byte, or that the connection was reset.
    fn read_closed(&mut self, token: Token, reset: bool) {
        if let Some(Source::Link(link)) = self.sources.get(&token) {
            let link = Arc::clone(link);
            link.read_closed(reset);
        }
    }

    /// Handles the event that the peer has stopped reading.
    fn write_closed(&mut self, token: Token) {
        if let Some(Source::Link(link)) = self.sources.get(&token) {
            let link = Arc::clone(link);
            link.write_closed();
        }
    }

    /// Waits for events. Returns whether the thread was allowed to sleep.
    fn wait(&mut self, events: &mut Events, may_sleep: &dyn Fn() -> bool) -> io::Result<bool> {
        self.reactor.sleeping.store(true, Ordering::SeqCst);
        let idle = may_sleep() && !self.reactor.is_asked();
        let patience = if idle {
            self.patience()
        } else {
            Some(Duration::ZERO)
        };
        let polled = self.poll.poll(events, patience);
        self.reactor.sleeping.store(false, Ordering::SeqCst);
        match polled {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => Err(error),
            _ => Ok(idle),
        }
    }

    /// Returns how long the event loop may sleep if nothing happens, or `None` if without limit.
    fn patience(&self) -> Option<Duration> {
        let accepts = (!self.crowded.is_empty()).then_some(ACCEPT_RETRY_INTERVAL);
        let sleep = self.reactor.sleep(Instant::now());
        accepts.into_iter().chain(sleep).min()
    }

    fn commands(&mut self, commands: VecDeque<Command>, host: &Host) {
        for command in commands {
            match command {
                Command::Add(token, source) => self.add(token, source, host),
                Command::Readable(token) => self.readable(token, Until::End, host),
                Command::Writable(token) => self.writable(token),
                Command::Remove(token) => drop(self.sources.remove(&token)),
                Command::Left(token) => self.leave(token),
                Command::Stop => self.stopped = true,
            }
        }
    }

    /// Notes that a waiting thread reads this connection, and schedules a check. The check that the
    /// thread requests when it stops reading may have happened before the event loop knew that the
    /// thread reads.
    fn leave(&mut self, token: Token) {
        self.left.insert(token);
        self.reactor.look_later();
    }

    /// Adds a source. The source may have become ready before it was added, so the source is read
    /// and written at once.
    fn add(&mut self, token: Token, source: Source, host: &Host) {
        if let Source::Link(link) = &source {
            check_time(link, &self.reactor);
            if link.is_left() {
                self.leave(token);
            }
        }
        self.sources.insert(token, source);
        self.writable(token);
        self.readable(token, Until::End, host);
    }

    fn writable(&mut self, token: Token) {
        if let Some(Source::Link(link)) = self.sources.get(&token) {
            link.writable();
        }
    }

    fn readable(&mut self, token: Token, until: Until, host: &Host) {
        match self.sources.get_mut(&token) {
            Some(Source::Listener(listener)) => {
                let accepted = listener.accept(host);
                self.accepted(token, accepted);
            }
            Some(Source::Link(link)) => {
                let link = Arc::clone(link);
                self.read(token, &link, until);
            }
            None => {}
        }
    }

    fn read(&mut self, token: Token, link: &Arc<Link>, until: Until) {
        match link.readable(&mut self.buffer, until) {
            ReadEnd::Yielded => self.reactor.command(Command::Readable(token)),
            ReadEnd::Drained | ReadEnd::HeldBack => {}
        }
        if link.session.closed().is_some() {
            self.sources.remove(&token);
        }
    }

    /// Reclaims the connections that no waiting thread has read for some time.
    fn look_after(&mut self) {
        if !self.reactor.looks_are_due(Instant::now()) {
            return;
        }
        let (sources, reactor) = (&self.sources, &self.reactor);
        self.left.retain(|token| match sources.get(token) {
            Some(Source::Link(link)) => match link.look_after() {
                Looked::Reclaimed => false,
                Looked::Used => {
                    reactor.look_later();
                    true
                }
                Looked::Waiting => true,
            },
            _ => false,
        });
    }

    fn accepted(&mut self, token: Token, accepted: Accepted) {
        if accepted == Accepted::Some {
            self.crowded.insert(token);
            self.accepts_next = Instant::now() + ACCEPT_RETRY_INTERVAL;
        }
    }

    /// Retries to accept connections after a failure. The system does not report when accepting
    /// becomes possible again.
    fn accept_again(&mut self, host: &Host) {
        if self.crowded.is_empty() || Instant::now() < self.accepts_next {
            return;
        }
        for token in mem::take(&mut self.crowded) {
            self.readable(token, Until::End, host);
        }
    }

    /// Settles the calls whose deadline has passed.
    fn timers(&mut self) {
        let now = self.reactor.nanos(Instant::now());
        if self.reactor.wakes_at.load(Ordering::SeqCst) > now {
            return;
        }
        self.reactor.wakes_at.store(u64::MAX, Ordering::SeqCst);
        for source in self.sources.values() {
            if let Source::Link(link) = source {
                check_time(link, &self.reactor);
            }
        }
    }
}

/// Checks the deadlines of a connection and schedules the next check.
fn check_time(link: &Arc<Link>, reactor: &Reactor) {
    if let Some(next) = link.check_time(Instant::now()) {
        reactor.wake_at(next);
    }
}

fn panicked() -> io::Error {
    io::Error::other("a listener, a channel or the event loop panicked")
}
