//! The loop itself.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::mem;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use mio::{Events, Poll, Token};

use super::{Command, Host, Reactor, Source, WAKER};
use crate::link::{Link, Timer, Turn, Until};
use crate::sync::lock;

/// The loop's own share: what only its thread touches.
pub(crate) struct Loop {
    poll: Poll,
    reactor: Arc<Reactor>,
    sources: HashMap<Token, Source>,
    held_back: Vec<Token>,
    buffer: Vec<u8>,
    stopped: bool,
}

/// Bytes that one read may take. One buffer serves all connections.
const BUFFER: usize = 64 << 10;

impl Loop {
    pub(crate) fn new() -> io::Result<Self> {
        let poll = Poll::new()?;
        let reactor = Arc::new(Reactor::new(poll.registry().try_clone()?)?);
        Ok(Self {
            poll,
            reactor,
            sources: HashMap::new(),
            held_back: Vec::new(),
            buffer: vec![0; BUFFER],
            stopped: false,
        })
    }

    pub(crate) fn reactor(&self) -> &Arc<Reactor> {
        &self.reactor
    }

    /// Runs until it is told to stop. Jobs that came before that are run.
    pub(crate) fn run(mut self, host: &Host) {
        let mut events = Events::with_capacity(256);
        while !self.stopped {
            if let Err(error) = self.wait(&mut events) {
                tracing::error!(%error, "the event loop cannot wait for events");
                break;
            }
            for event in &events {
                let token = event.token();
                if token == WAKER {
                    continue;
                }
                if event.is_writable() {
                    self.writable(token);
                }
                let ends = event.is_read_closed() || event.is_error();
                if ends || event.is_readable() {
                    let until = if ends { Until::End } else { Until::Short };
                    self.readable(token, until, host);
                }
            }
            let commands = self.reactor.commands();
            self.commands(commands, host);
            self.timers();
        }
        let left = self.reactor.end();
        self.commands(left, host);
    }

    fn wait(&mut self, events: &mut Events) -> io::Result<()> {
        self.reactor.sleeping.store(true, Ordering::SeqCst);
        let idle = lock(&self.reactor.commands).queue.is_empty();
        let now = Instant::now();
        let patience = if idle {
            self.reactor.sleep(now)
        } else {
            Some(std::time::Duration::ZERO)
        };
        let polled = self.poll.poll(events, patience);
        self.reactor.sleeping.store(false, Ordering::SeqCst);
        match polled {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            polled => polled,
        }
    }

    fn commands(&mut self, commands: VecDeque<Command>, host: &Host) {
        for command in commands {
            match command {
                Command::Add(token, source) => self.add(token, source, host),
                Command::Readable(token) => self.readable(token, Until::End, host),
                Command::Writable(token) => self.writable(token),
                Command::Remove(token) => drop(self.sources.remove(&token)),
                Command::Resume => self.resume(host),
                Command::Run(job) => {
                    job.run();
                    self.reactor.jobs.fetch_sub(1, Ordering::SeqCst);
                }
                Command::Stop => self.stopped = true,
            }
        }
    }

    /// A source may have become ready before it was known here, so it is tried at once.
    fn add(&mut self, token: Token, source: Source, host: &Host) {
        if let Source::Link(link) = &source {
            expire(link, &*self.reactor);
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
            Some(Source::Listener(listener)) => listener.accept(host),
            Some(Source::Link(link)) => {
                let link = Arc::clone(link);
                self.read(token, &link, until);
            }
            None => {}
        }
    }

    fn read(&mut self, token: Token, link: &Arc<Link>, until: Until) {
        match link.readable(&mut self.buffer, until) {
            Turn::Drained => {}
            Turn::Yielded => self.reactor.command(Command::Readable(token)),
            Turn::HeldBack => self.held_back.push(token),
        }
        if link.session.closed().is_some() {
            self.sources.remove(&token);
        }
    }

    fn resume(&mut self, host: &Host) {
        for token in mem::take(&mut self.held_back) {
            self.readable(token, Until::End, host);
        }
    }

    /// Settles the calls whose deadline has come.
    fn timers(&mut self) {
        let now = self.reactor.nanos(Instant::now());
        if self.reactor.wakes_at.load(Ordering::SeqCst) > now {
            return;
        }
        self.reactor.wakes_at.store(u64::MAX, Ordering::SeqCst);
        for source in self.sources.values() {
            if let Source::Link(link) = source {
                expire(link, &*self.reactor);
            }
        }
    }
}

/// Settles a connection's calls that are late, and has the loop wake for the next ones.
fn expire(link: &Link, timer: &dyn Timer) {
    let (late, next) = link.session.expired(Instant::now());
    for call in late {
        call.expire();
    }
    if let Some(next) = next {
        timer.wake_at(next);
    }
}
