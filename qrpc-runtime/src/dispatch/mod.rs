//! Where handlers, callbacks and hooks run: one after the other, on the receive thread or on the
//! extra thread of `async_processing`, never on a thread that only waits.

mod job;
mod task;
mod worker;

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};

pub(crate) use job::{Job, contained};
pub(crate) use task::spawn_local;
pub use task::{Executor, Task};
use worker::Worker;

use crate::sync::lock;

/// What takes jobs to the receive thread while it runs.
pub(crate) trait JobQueue: Send + Sync {
    /// Has `job` run after those that were given before, or gives it back if none are run any more.
    fn run(&self, job: Job) -> Result<(), Job>;
    /// Whether none of those that were given before still waits.
    fn is_idle(&self) -> bool;
}

/// One API's place for handlers.
pub(crate) struct Dispatch {
    id: u64,
    extra_thread: bool,
    receive: Mutex<Option<Arc<dyn JobQueue>>>,
    worker: Arc<Worker>,
}

thread_local! {
    /// The dispatch whose answers this thread delivers.
    static DELIVERS: Cell<u64> = const { Cell::new(0) };
    /// Whether this thread polls an async handler, which may be left while it waits.
    static POLLS: Cell<bool> = const { Cell::new(false) };
}

impl Dispatch {
    pub(crate) fn new(extra_thread: bool) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Arc::new(Self {
            id,
            extra_thread,
            receive: Mutex::default(),
            worker: Arc::new(Worker::default()),
        })
    }

    /// Begins: this is the way to the receive thread. An extra thread lets go of `ends` when it
    /// ends.
    pub(crate) fn open(
        self: &Arc<Self>,
        receive: Arc<dyn JobQueue>,
        ends: mpsc::Sender<()>,
    ) -> std::io::Result<()> {
        *lock(&self.receive) = Some(receive);
        if self.extra_thread {
            self.worker.start(ends)?;
        }
        Ok(())
    }

    /// Ends: what waits is still run, what comes later is run where it comes from.
    pub(crate) fn close(&self) {
        *lock(&self.receive) = None;
        self.worker.stop();
    }

    pub(crate) fn has_extra_thread(&self) -> bool {
        self.extra_thread
    }

    /// Makes this thread the one that delivers answers, for as long as `run` runs.
    pub(crate) fn deliver<T>(&self, run: impl FnOnce() -> T) -> T {
        let before = DELIVERS.replace(self.id);
        let done = run();
        DELIVERS.set(before);
        done
    }

    /// Whether answers are delivered by this very thread, so that it must not wait for one.
    pub(crate) fn delivers_here(&self) -> bool {
        DELIVERS.get() == self.id
    }

    /// Whether this is one of its threads.
    pub(crate) fn is_here(&self) -> bool {
        self.delivers_here() || self.worker.works_here()
    }

    /// Whether handlers run on this very thread.
    pub(crate) fn is_place_of_handlers(&self) -> bool {
        if self.extra_thread {
            self.worker.works_here()
        } else {
            self.delivers_here()
        }
    }

    /// Whether a wait here, in whatever executor, would keep answers from being delivered.
    pub(crate) fn blocks_delivery(&self) -> bool {
        self.delivers_here() && !POLLS.get()
    }

    /// Runs a message's handlers: here and now if this is their place and their turn.
    pub(crate) fn arrived(&self, job: impl FnOnce() + Send + 'static) {
        if !self.extra_thread && self.delivers_here() && self.is_idle() {
            contained(job);
        } else {
            self.later(job);
        }
    }

    fn is_idle(&self) -> bool {
        lock(&self.receive)
            .as_ref()
            .is_none_or(|receive| receive.is_idle())
    }

    /// Has `job` run in its turn.
    pub(crate) fn later(&self, job: impl FnOnce() + Send + 'static) {
        if let Err(job) = self.enqueue(Job::new(job)) {
            job.run();
        }
    }

    /// Puts `job` where its turn will come, or gives it back if nothing is run any more.
    fn enqueue(&self, job: Job) -> Result<(), Job> {
        let receive = lock(&self.receive).clone();
        match receive {
            Some(_) if self.extra_thread => self.worker.push(job),
            Some(receive) => receive.run(job),
            None => Err(job),
        }
    }

    /// Has `job` run in its turn, unless nothing is run any more. Says whether it will be.
    pub(crate) fn later_if_open(&self, job: impl FnOnce() + Send + 'static) -> bool {
        self.enqueue(Job::new(job)).is_ok()
    }
}

/// Runs `poll`, in which a promise may be awaited, and which does not panic.
pub(crate) fn polling<T>(poll: impl FnOnce() -> T) -> T {
    let before = POLLS.replace(true);
    let done = poll();
    POLLS.set(before);
    done
}
