//! The steps of starting and stopping an API.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak, mpsc};
use std::time::{Duration, Instant};

use super::ApiInner;
use super::transport_lock::TransportGuard;
use crate::answering::Router;
use crate::error::{StartError, StillRunning};
use crate::handler_queue::Role;
use crate::link::Owner;
use crate::reactor::{Command, Host, Loop, Reactor, ThreadPair};
use crate::run_state::RunState;
use crate::sync::{after, lock};
use crate::transport::Transport;

/// The threads of a started API.
pub(super) struct RunningThreads {
    reactor: Arc<Reactor>,
    ended: mpsc::Receiver<()>,
}

/// The state of an API whose transport failed to start.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IfItFails {
    /// The API stays stopped.
    Ends,
    /// The API starts again as soon as another transport is set and starts.
    NextOneStarts,
}

impl ApiInner {
    pub(super) fn start(&self) -> Result<(), StartError> {
        let mut turn = self.place.turn();
        if self.life().has_ended() {
            let before = self.close(&mut turn, AN_HOUR);
            drop(turn);
            self.wait_for(before);
            turn = self.place.turn();
        }
        let if_it_fails = if self.starts_with_next.load(Ordering::Relaxed) {
            IfItFails::NextOneStarts
        } else {
            IfItFails::Ends
        };
        self.start_in(turn, if_it_fails)
    }

    pub(super) fn set_transport(&self, transport: Box<dyn Transport>) -> Result<(), StartError> {
        let mut turn = self.place.turn();
        let runs = self.life().is_running() || self.starts_with_next.load(Ordering::Relaxed);
        let before = self.close(&mut turn, AN_HOUR);
        turn.replace(transport);
        self.starts_with_next.store(runs, Ordering::Relaxed);
        if let Err(_turn) = turn.end_started() {
            self.starts_with_next.store(false, Ordering::Relaxed);
        }
        // The address of the old transport is free only after the threads of the API have ended.
        self.wait_for(before);
        let turn = self.place.turn();
        // Another thread may have started or stopped the API meanwhile.
        if self.starts_with_next.load(Ordering::Relaxed) {
            return self.start_in(turn, IfItFails::NextOneStarts);
        }
        Ok(())
    }

    fn start_in(
        &self,
        mut turn: TransportGuard<'_>,
        if_it_fails: IfItFails,
    ) -> Result<(), StartError> {
        self.starts_with_next.store(false, Ordering::Relaxed);
        let transport = turn.transport.as_mut().ok_or(StartError::NoTransport)?;
        self.life().begin()?;
        let opened = self.open(&mut **transport);
        if opened.is_err() {
            self.close(&mut turn, AN_HOUR);
            let starts_with_next = if_it_fails == IfItFails::NextOneStarts;
            self.starts_with_next
                .store(starts_with_next, Ordering::Relaxed);
            return opened;
        }
        turn.end_started().map_err(|mut turn| {
            self.close(&mut turn, AN_HOUR);
            StartError::Stopped
        })
    }

    fn open(&self, transport: &mut dyn Transport) -> Result<(), StartError> {
        let event_loop = Loop::new().map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        let reactor = Arc::clone(event_loop.reactor());
        let owner: Weak<dyn Owner> = Arc::<Router>::downgrade(&self.shared.router);
        let protocol = Arc::clone(&self.shared.caller.protocol);
        let host = Host::new(Arc::clone(&reactor), protocol, owner);
        let ended = self.start_threads(event_loop, host.clone())?;
        *lock(&self.running) = Some(RunningThreads { reactor, ended });
        self.shared.caller.peers.open();
        self.shared.caller.set_running(true);
        Ok(transport.start(&host)?)
    }

    fn start_threads(
        &self,
        event_loop: Loop,
        host: Host,
    ) -> Result<mpsc::Receiver<()>, StartError> {
        let router = Arc::downgrade(&self.shared.router);
        let on_failure = move |error: &std::io::Error| {
            if let Some(router) = router.upgrade() {
                router.lose_all(error);
            }
        };
        let dispatch = &self.shared.caller.dispatch;
        ThreadPair::start(self.name, event_loop, host, dispatch, on_failure)
            .map_err(|error| StartError::EventLoop(Arc::new(error)))
    }

    pub(super) fn stop(&self) {
        let running = self.close(&mut self.place.turn(), AN_HOUR);
        self.wait_for(running);
    }

    pub(super) fn stop_within(&self, patience: Duration) -> Result<(), StillRunning> {
        let end = after(patience);
        let Some(mut turn) = self.place.turn_to_stop(end) else {
            self.starts_with_next.store(false, Ordering::Relaxed);
            self.shared.caller.set_running(false);
            self.life().stop();
            return Err(StillRunning(patience));
        };
        let running = self.close(&mut turn, patience);
        drop(turn);
        let Some(running) = running.filter(|_| !self.is_own_thread()) else {
            return Ok(());
        };
        match running
            .ended
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            Err(mpsc::RecvTimeoutError::Timeout) => Err(StillRunning(patience)),
            Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => Ok(()),
        }
    }

    /// Waits until the threads in `running` have ended, unless the current thread is one of them.
    fn wait_for(&self, running: Option<RunningThreads>) {
        if let Some(running) = running.filter(|_| !self.is_own_thread()) {
            running.ended.recv().ok();
        }
    }

    /// Waits until the queued messages are written, for at most one second and at most half of
    /// `patience`. After the wait, closes the connections and the transport. Returns the threads of
    /// the API, which may not have ended yet.
    fn close(&self, turn: &mut TransportGuard<'_>, patience: Duration) -> Option<RunningThreads> {
        let caller = &self.shared.caller;
        let end = after(patience);
        self.starts_with_next.store(false, Ordering::Relaxed);
        caller.set_running(false);
        if caller.dispatch.begin_wait() {
            caller
                .peers
                .wait_flushed(after(FLUSH_PATIENCE.min(patience / 2)));
        }
        caller.peers.close();
        if let Some(transport) = &mut turn.transport {
            transport.stop(end.saturating_duration_since(Instant::now()));
        }
        let running = lock(&self.running).take();
        caller.dispatch.close();
        if let Some(running) = &running {
            running.reactor.command(Command::Stop);
        }
        self.life().stop();
        running
    }

    pub(super) fn life(&self) -> &RunState {
        &self.shared.router.life
    }

    /// Runs `work` on the current thread, which counts as a thread of this API meanwhile.
    pub(super) fn as_own_thread<T>(&self, work: impl FnOnce() -> T) -> T {
        self.shared.caller.dispatch.in_role(Role::Standby, work)
    }

    pub(super) fn is_own_thread(&self) -> bool {
        self.shared.caller.dispatch.is_here()
    }
}

/// The maximum time to write queued messages when an API stops.
const FLUSH_PATIENCE: Duration = Duration::from_secs(1);

/// The `patience` of a shutdown without a time limit: longer than any step of the shutdown takes.
const AN_HOUR: Duration = Duration::from_secs(3600);
