//! The two threads of a started API, and their two roles.
//!
//! The *I/O role* is to run the event loop: it polls, reads, settles replies, keeps the deadlines
//! and writes. The *handler role* is to run the jobs in the handler queue. The thread with the I/O
//! role takes the handler role as soon as there are jobs, and leaves the event loop while it runs
//! the jobs. Therefore, as long as handlers are short, no work is handed over to another thread and
//! no thread is woken. The second thread, the standby thread, is started when the first thread
//! leaves the event loop for the first time, to run a handler or a callback of `then`. An API
//! without handlers and callbacks has one thread. With `async_processing`, both threads are started
//! at once and keep their roles: the first runs the event loop, the second runs the handlers.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError, mpsc};
use std::thread;

use super::standby::Standby;
use super::{Command, Host, Loop, Reactor};
use crate::handler_queue::{Dispatch, Role, Threads};
use crate::sync::lock;

/// The state that the two threads share.
pub(crate) struct ThreadPair {
    /// The thread that holds this lock has the I/O role. No thread ever waits for the lock.
    event_loop: Mutex<Loop>,
    reactor: Arc<Reactor>,
    dispatch: Arc<Dispatch>,
    host: Host,
    standby: Standby,
    ended: AtomicBool,
    /// What the standby thread needs, until that thread is started.
    unstarted: Mutex<Option<Unstarted>>,
    on_failure: Box<dyn Fn(&io::Error) + Send + Sync>,
}

/// What the standby thread, the second thread of an API, needs to start.
struct Unstarted {
    name: String,
    /// Dropped when the thread ends, so that the receiver notices the end.
    ends: mpsc::Sender<()>,
}

impl ThreadPair {
    /// Starts the first thread, and with `async_processing` also the second one. The returned
    /// receiver is disconnected when both threads have ended. `on_failure` is called when the event
    /// loop fails.
    pub(crate) fn start(
        name: &str,
        event_loop: Loop,
        host: Host,
        dispatch: &Arc<Dispatch>,
        on_failure: impl Fn(&io::Error) + Send + Sync + 'static,
    ) -> io::Result<mpsc::Receiver<()>> {
        let pair = Arc::new(Self {
            reactor: Arc::clone(event_loop.reactor()),
            event_loop: Mutex::new(event_loop),
            dispatch: Arc::clone(dispatch),
            host,
            standby: Standby::default(),
            ended: AtomicBool::new(false),
            unstarted: Mutex::new(None),
            on_failure: Box::new(on_failure),
        });
        dispatch.open(Arc::clone(&pair) as Arc<dyn Threads>);
        let (ends, ended) = mpsc::channel();
        let first = format!("qrpc-{name}");
        let second = Unstarted {
            name: format!("{first}-2"),
            ends: ends.clone(),
        };
        if dispatch.has_extra_thread() {
            pair.spawn(first, Self::keep_io_role, ends)?;
            pair.spawn(second.name, Self::keep_handler_role, second.ends)
                .inspect_err(|_| pair.reactor.command(Command::Stop))?;
        } else {
            *lock(&pair.unstarted) = Some(second);
            pair.spawn(first, Self::take_turns, ends)?;
        }
        Ok(ended)
    }

    /// Starts the standby thread, unless it was started before. If the start fails, the next call
    /// of this function retries it. Without the standby thread, no thread reads replies while
    /// handlers run.
    fn start_standby(self: &Arc<Self>) {
        let mut unstarted = lock(&self.unstarted);
        let Some(Unstarted { name, ends }) = &*unstarted else {
            return;
        };
        match self.spawn(name.clone(), Self::take_turns, ends.clone()) {
            Ok(()) => *unstarted = None,
            Err(error) => tracing::warn!(
                %error,
                "a second thread could not be started, so replies are not read while a handler runs"
            ),
        }
    }

    fn spawn(
        self: &Arc<Self>,
        name: String,
        run: fn(&Arc<Self>),
        ends: mpsc::Sender<()>,
    ) -> io::Result<()> {
        let pair = Arc::clone(self);
        let thread = thread::Builder::new().name(name);
        let spawned = thread.spawn(move || {
            let dispatch = Arc::clone(&pair.dispatch);
            dispatch.in_role(Role::Standby, || run(&pair));
            // `pair` is dropped before `ends`, so that everything is closed when a thread that
            // waits for the end wakes up.
            drop(pair);
            drop(ends);
        });
        spawned.map(drop)
    }

    /// Runs the event loop, or waits as the standby thread, until the API ends.
    fn take_turns(self: &Arc<Self>) {
        while !self.has_ended() {
            match self.try_loop() {
                Some(event_loop) => self.lead(event_loop),
                None => self.standby.wait(),
            }
        }
        self.run_what_is_left();
    }

    /// Runs the event loop with the I/O role, and takes the handler role when there are jobs.
    fn lead<'a>(self: &'a Arc<Self>, mut event_loop: MutexGuard<'a, Loop>) {
        while self.turn(&mut event_loop, true) {
            if !self.dispatch.take_role() {
                continue;
            }
            self.start_standby();
            drop(event_loop);
            self.standby.leave_loop();
            self.run_jobs();
            self.standby.return_to_loop();
            if self.has_ended() {
                return;
            }
            event_loop = match self.try_loop() {
                Some(event_loop) => event_loop,
                None => return,
            };
        }
    }

    /// Runs the queued jobs and gives up the handler role.
    fn run_jobs(&self) {
        self.dispatch.in_role(Role::Handlers, || {
            while let Some(job) = self.dispatch.next(&|| !self.has_ended()) {
                job.run();
                if self.standby.is_due() {
                    self.serve();
                }
            }
            self.reactor.flush();
        });
    }

    /// Does one turn of the event loop between two handlers.
    fn serve(&self) {
        self.reactor.flush();
        if let Some(mut event_loop) = self.try_loop() {
            self.turn(&mut event_loop, false);
        }
        self.standby.served();
    }

    /// Does one turn of the event loop. Returns false if the event loop has ended.
    fn turn(&self, event_loop: &mut Loop, may_sleep: bool) -> bool {
        let may_sleep = || may_sleep && (self.has_extra_thread() || !self.dispatch.has_work());
        let turn = || event_loop.turn(&self.host, &may_sleep);
        let turned = self.dispatch.in_role(Role::Io, turn);
        if turned.is_ok() && !event_loop.is_stopped() {
            return true;
        }
        event_loop.end(&self.host);
        self.end();
        if let Err(error) = turned {
            // Queued jobs still run, on the thread that has the handler role or on the last thread
            // that takes the role.
            self.dispatch.close();
            (self.on_failure)(&error);
        }
        false
    }

    fn keep_io_role(self: &Arc<Self>) {
        if let Some(mut event_loop) = self.try_loop() {
            while self.turn(&mut event_loop, true) {}
        }
    }

    fn keep_handler_role(self: &Arc<Self>) {
        while self.dispatch.wait_for_role(&|| !self.has_ended()) {
            self.run_jobs();
        }
    }

    fn run_what_is_left(&self) {
        if self.dispatch.take_role() {
            self.run_jobs();
        }
    }

    fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        drop(lock(&self.unstarted).take());
        self.standby.call();
        self.dispatch.end_waits();
    }

    fn has_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }

    fn has_extra_thread(&self) -> bool {
        self.dispatch.has_extra_thread()
    }

    fn try_loop(&self) -> Option<MutexGuard<'_, Loop>> {
        match self.event_loop.try_lock() {
            Ok(event_loop) => Some(event_loop),
            Err(TryLockError::Poisoned(event_loop)) => Some(event_loop.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

impl Threads for ThreadPair {
    fn jobs_wait(&self) {
        self.reactor.wake();
    }

    fn handler_waits(&self) {
        self.reactor.flush();
        if !self.has_extra_thread() {
            self.standby.call();
        }
    }
}
