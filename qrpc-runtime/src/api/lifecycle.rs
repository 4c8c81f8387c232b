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

impl ApiInner {
    pub(super) fn start(&self) -> Result<(), StartError> {
        let mut guard = self.transport.lock();
        if self.run_state().has_ended() {
            let before = self.close(&mut guard, None);
            drop(guard);
            self.wait_for(before);
            guard = self.transport.lock();
        }
        self.start_locked(guard)
    }

    pub(super) fn set_transport(&self, transport: Box<dyn Transport>) -> Result<(), StartError> {
        let mut guard = self.transport.lock();
        let starts =
            self.run_state().is_started() || self.starts_on_replace.load(Ordering::Relaxed);
        let before = self.close(&mut guard, None);
        guard.replace(transport);
        self.starts_on_replace.store(starts, Ordering::Relaxed);
        if let Err(_guard) = guard.release() {
            self.starts_on_replace.store(false, Ordering::Relaxed);
        }
        // The address of the old transport is free only after the threads of the API have ended.
        self.wait_for(before);
        let guard = self.transport.lock();
        // Another thread may have started or stopped the API meanwhile.
        if self.starts_on_replace.load(Ordering::Relaxed) {
            return self.start_locked(guard);
        }
        Ok(())
    }

    /// Starts the transport. If it does not start, the next `set_transport` starts its transport
    /// exactly if the failed start was itself for a replaced transport.
    fn start_locked(&self, mut guard: TransportGuard<'_>) -> Result<(), StartError> {
        let starts_on_replace = self.starts_on_replace.swap(false, Ordering::Relaxed);
        let transport = guard.transport.as_mut().ok_or(StartError::NoTransport)?;
        self.run_state().begin()?;
        let opened = self.open(&mut **transport);
        if opened.is_err() {
            self.close(&mut guard, None);
            self.starts_on_replace
                .store(starts_on_replace, Ordering::Relaxed);
            return opened;
        }
        guard.release().map_err(|mut guard| {
            self.close(&mut guard, None);
            StartError::Stopped
        })
    }

    fn open(&self, transport: &mut dyn Transport) -> Result<(), StartError> {
        let event_loop = Loop::new().map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        let reactor = Arc::clone(event_loop.reactor());
        let owner: Weak<dyn Owner> = Arc::<Router>::downgrade(&self.core.router);
        let protocol = Arc::clone(&self.core.caller.protocol);
        let host = Host::new(Arc::clone(&reactor), protocol, owner);
        let ended = self.start_threads(event_loop, host.clone())?;
        *lock(&self.running) = Some(RunningThreads { reactor, ended });
        self.core.caller.peers.open();
        self.core.caller.set_running(true);
        Ok(transport.start(&host)?)
    }

    fn start_threads(
        &self,
        event_loop: Loop,
        host: Host,
    ) -> Result<mpsc::Receiver<()>, StartError> {
        let router = Arc::downgrade(&self.core.router);
        let on_failure = move |error: &std::io::Error| {
            if let Some(router) = router.upgrade() {
                router.lose_all(error);
            }
        };
        let dispatch = &self.core.caller.dispatch;
        ThreadPair::start(self.name, event_loop, host, dispatch, on_failure)
            .map_err(|error| StartError::EventLoop(Arc::new(error)))
    }

    pub(super) fn stop(&self) {
        let running = self.close(&mut self.transport.lock(), None);
        self.wait_for(running);
    }

    pub(super) fn stop_within(&self, patience: Duration) -> Result<(), StillRunning> {
        let end = after(patience);
        let Some(mut guard) = self.transport.lock_until(end) else {
            self.starts_on_replace.store(false, Ordering::Relaxed);
            self.core.caller.set_running(false);
            self.run_state().stop();
            return Err(StillRunning(patience));
        };
        let running = self.close(&mut guard, Some(patience));
        drop(guard);
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
    /// the API, which may not have ended yet. Without `patience`, the transport may take as long as
    /// it needs.
    fn close(
        &self,
        guard: &mut TransportGuard<'_>,
        patience: Option<Duration>,
    ) -> Option<RunningThreads> {
        let caller = &self.core.caller;
        let end = after(patience.unwrap_or(MAX_TRANSPORT_PATIENCE));
        self.starts_on_replace.store(false, Ordering::Relaxed);
        caller.set_running(false);
        if caller.dispatch.begin_wait() {
            let flush_patience =
                patience.map_or(FLUSH_PATIENCE, |patience| FLUSH_PATIENCE.min(patience / 2));
            caller.peers.wait_flushed(after(flush_patience));
        }
        caller.peers.close();
        if let Some(transport) = &mut guard.transport {
            transport.stop(end.saturating_duration_since(Instant::now()));
        }
        let running = lock(&self.running).take();
        caller.dispatch.close();
        if let Some(running) = &running {
            running.reactor.command(Command::Stop);
        }
        self.run_state().stop();
        running
    }

    pub(super) fn run_state(&self) -> &RunState {
        &self.core.router.run_state
    }

    /// Runs `work` on the current thread, which counts as a thread of this API meanwhile.
    pub(super) fn as_own_thread<T>(&self, work: impl FnOnce() -> T) -> T {
        self.core.caller.dispatch.in_role(Role::Standby, work)
    }

    pub(super) fn is_own_thread(&self) -> bool {
        self.core.caller.dispatch.is_here()
    }
}

/// The maximum time to write queued messages when an API stops.
const FLUSH_PATIENCE: Duration = Duration::from_secs(1);

/// The time that a transport gets to stop if the shutdown has no time limit: longer than any
/// transport needs, and short enough that a transport can add it to the current time.
const MAX_TRANSPORT_PATIENCE: Duration = Duration::from_secs(3600);
