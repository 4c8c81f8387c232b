//! How an API starts, and how it stops.

use std::sync::{Arc, Weak, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::Api;
use crate::answering::Router;
use crate::dispatch::JobQueue;
use crate::error::{StartError, StillRunning};
use crate::link::Owner;
use crate::reactor::{Command, Host, Loop, Reactor};
use crate::sync::lock;
use crate::transport::Transport;

/// The threads of a started API.
pub(super) struct Running {
    reactor: Arc<Reactor>,
    ended: mpsc::Receiver<()>,
}

impl Api {
    /// Opens the transport and begins to read. Returns when it is connected, or listens.
    ///
    /// Connect handlers before, or messages that come first find none.
    ///
    /// # Errors
    ///
    /// When there is no transport, it cannot be opened, or the API runs already.
    pub fn start(&self) -> Result<(), StartError> {
        self.stop_if_ended();
        let mut transport = lock(&self.transport);
        let transport = transport.as_mut().ok_or(StartError::NoTransport)?;
        self.life().begin()?;
        let started = self.open(&mut **transport);
        if started.is_err() {
            self.close(Some(&mut **transport), Duration::ZERO);
        }
        started
    }

    fn open(&self, transport: &mut dyn Transport) -> Result<(), StartError> {
        let event_loop = Loop::new().map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        let reactor = Arc::clone(event_loop.reactor());
        let owner: Weak<dyn Owner> = Arc::<Router>::downgrade(&self.shared.router);
        let protocol = Arc::clone(&self.shared.caller.protocol);
        let host = Host::new(Arc::clone(&reactor), protocol, owner);
        let ended = self.spawn(event_loop, host.clone())?;
        *lock(&self.running) = Some(Running { reactor, ended });
        self.shared.caller.peers.open();
        self.shared.caller.set_running(true);
        Ok(transport.start(&host)?)
    }

    /// Starts the receive thread, and what tells of its end.
    fn spawn(&self, event_loop: Loop, host: Host) -> Result<mpsc::Receiver<()>, StartError> {
        let dispatch = Arc::clone(&self.shared.caller.dispatch);
        let queue: Arc<dyn JobQueue> = Arc::<Reactor>::clone(event_loop.reactor());
        let (ends, ended) = mpsc::channel::<()>();
        let thread = thread::Builder::new().name(format!("qrpc-{}", self.name));
        dispatch
            .open(queue, ends.clone())
            .map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        let router = Arc::downgrade(&self.shared.router);
        let spawned = thread.spawn(move || {
            let run = dispatch.deliver(|| event_loop.run(&host));
            if let (Err(error), Some(router)) = (run, router.upgrade()) {
                router.lose_all(&error);
            }
            drop(ends);
        });
        spawned.map_err(|error| StartError::EventLoop(Arc::new(error)))?;
        Ok(ended)
    }

    /// Closes all connections and the transport. Calls that wait settle as stopped. It can be
    /// started again.
    ///
    /// Waits for the handler that runs, if any, unless that is who stops it. Messages that wait
    /// for their turn are not handled, and async handlers not polled, any more.
    pub fn stop(&self) {
        let running = self.begin_stop(FLUSH);
        self.wait_for(running);
    }

    /// Stops as [`stop`](Self::stop) does, but waits no longer than `patience` for peers to take
    /// what was sent, and then for the handler that runs.
    ///
    /// # Errors
    ///
    /// When that handler still runs. The API is stopped, and its thread ends with the handler.
    pub fn stop_within(&self, patience: Duration) -> Result<(), StillRunning> {
        let running = self.begin_stop(FLUSH.min(patience));
        let Some(running) = running.filter(|_| !self.is_own_thread()) else {
            return Ok(());
        };
        match running.ended.recv_timeout(patience) {
            Err(mpsc::RecvTimeoutError::Timeout) => Err(StillRunning(patience)),
            Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => Ok(()),
        }
    }

    /// Clears away what is left where the transport has come to its end by itself.
    fn stop_if_ended(&self) {
        let mut transport = lock(&self.transport);
        if !self.life().has_ended() {
            return;
        }
        let running = self.close(transport.as_deref_mut(), Duration::ZERO);
        drop(transport);
        self.wait_for(running);
    }

    fn begin_stop(&self, flush: Duration) -> Option<Running> {
        self.close(lock(&self.transport).as_deref_mut(), flush)
    }

    /// Waits until the threads have ended, unless this is one of them.
    fn wait_for(&self, running: Option<Running>) {
        if let Some(running) = running.filter(|_| !self.is_own_thread()) {
            running.ended.recv().ok();
        }
    }

    /// Closes everything, once what was sent has left or `flush` is over.
    fn close(
        &self,
        transport: Option<&mut (dyn Transport + 'static)>,
        flush: Duration,
    ) -> Option<Running> {
        self.shared.caller.set_running(false);
        if !self.shared.caller.dispatch.delivers_here() {
            self.shared
                .caller
                .peers
                .wait_flushed(Instant::now() + flush);
        }
        self.shared.caller.peers.close();
        if let Some(transport) = transport {
            transport.stop();
        }
        let running = lock(&self.running).take();
        self.shared.caller.dispatch.close();
        if let Some(running) = &running {
            running.reactor.command(Command::Stop);
        }
        self.life().stop();
        running
    }

    fn is_own_thread(&self) -> bool {
        self.shared.caller.dispatch.is_here()
    }
}

/// How long what was sent last may take to leave when an API stops.
const FLUSH: Duration = Duration::from_secs(1);

/// How long a dropped API waits for the handler that runs.
const PATIENCE: Duration = Duration::from_secs(5);

impl Drop for Api {
    fn drop(&mut self) {
        if let Err(still_running) = self.stop_within(PATIENCE) {
            tracing::warn!(api = self.name, "{still_running}");
        }
    }
}
