//! Where handlers, callbacks and hooks run: one after the other, on the receive thread or on the
//! extra thread of `async_processing`, never on a thread that only waits.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use crate::job::{Job, contained};
use crate::sync::lock;

/// What takes jobs to the receive thread while it runs.
pub(crate) trait JobQueue: Send + Sync {
    /// Has `job` run after those that were given before.
    fn run(&self, job: Job);
    /// Whether nothing that was given before still waits.
    fn is_idle(&self) -> bool;
    /// Has the connections read again that wait since the extra thread was behind.
    fn resume(&self);
}

/// One API's place for handlers.
pub(crate) struct Dispatch {
    id: u64,
    extra_thread: bool,
    receive: Mutex<Option<Arc<dyn JobQueue>>>,
    worker: Worker,
}

thread_local! {
    /// The dispatch whose answers this thread delivers.
    static DELIVERS: Cell<u64> = const { Cell::new(0) };
    /// Whether this thread polls an async handler, which may be left while it waits.
    static POLLS: Cell<bool> = const { Cell::new(false) };
    /// The dispatch whose extra thread this is.
    static WORKS: Cell<u64> = const { Cell::new(0) };
}

impl Dispatch {
    pub(crate) fn new(extra_thread: bool, waiting: usize) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Arc::new(Self {
            id,
            extra_thread,
            receive: Mutex::default(),
            worker: Worker::new(waiting),
        })
    }

    /// Begins: this is the way to the receive thread.
    pub(crate) fn open(self: &Arc<Self>, receive: Arc<dyn JobQueue>) -> std::io::Result<()> {
        *lock(&self.receive) = Some(receive);
        if self.extra_thread {
            self.worker.start(self)?;
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
        let job = Job::new(job);
        let receive = lock(&self.receive).clone();
        match receive {
            Some(_) if self.extra_thread => self.worker.push(job),
            Some(receive) => receive.run(job),
            None => job.run(),
        }
    }

    /// Whether so much waits for the extra thread that no more should be read.
    pub(crate) fn is_full(&self) -> bool {
        self.extra_thread && self.worker.is_full()
    }

    /// Notes for as long as the guard lives that the extra thread waits for an answer, if this is
    /// it: then more has to be read, or the answer could not come.
    pub(crate) fn waiting_here(&self) -> Option<Waits<'_>> {
        if WORKS.get() != self.id {
            return None;
        }
        self.worker.waits.fetch_add(1, Ordering::Relaxed);
        self.resume();
        Some(Waits(self))
    }

    fn resume(&self) {
        if let Some(receive) = &*lock(&self.receive) {
            receive.resume();
        }
    }
}

/// The extra thread waits for an answer.
pub(crate) struct Waits<'a>(&'a Dispatch);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.worker.waits.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Runs `poll`, in which a promise may be awaited.
pub(crate) fn polling<T>(poll: impl FnOnce() -> T) -> T {
    let before = POLLS.replace(true);
    let done = poll();
    POLLS.set(before);
    done
}

/// The extra thread of `async_processing`.
struct Worker {
    queue: Mutex<Queue>,
    more: Condvar,
    waits: AtomicUsize,
    limit: usize,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    open: bool,
    running: bool,
    held_back: bool,
}

/// How much more is taken in while the extra thread waits for an answer.
const WHILE_IT_WAITS: usize = 16;

impl Worker {
    fn new(limit: usize) -> Self {
        Self {
            queue: Mutex::default(),
            more: Condvar::new(),
            waits: AtomicUsize::new(0),
            limit,
        }
    }

    fn start(&self, dispatch: &Arc<Dispatch>) -> std::io::Result<()> {
        let mut queue = lock(&self.queue);
        if !queue.running {
            let dispatch = Arc::clone(dispatch);
            let thread = thread::Builder::new().name("qrpc-handlers".to_owned());
            thread.spawn(move || {
                WORKS.set(dispatch.id);
                while let Some(job) = dispatch.worker.next(&dispatch) {
                    job.run();
                }
            })?;
        }
        queue.open = true;
        queue.running = true;
        Ok(())
    }

    fn stop(&self) {
        lock(&self.queue).open = false;
        self.more.notify_all();
    }

    fn push(&self, job: Job) {
        lock(&self.queue).jobs.push_back(job);
        self.more.notify_one();
    }

    fn next(&self, dispatch: &Dispatch) -> Option<Job> {
        let mut queue = lock(&self.queue);
        if queue.held_back && queue.jobs.len() <= self.limit / 2 {
            queue.held_back = false;
            drop(queue);
            dispatch.resume();
            queue = lock(&self.queue);
        }
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            if !queue.open {
                queue.running = false;
                return None;
            }
            queue = self
                .more
                .wait(queue)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    fn is_full(&self) -> bool {
        let mut queue = lock(&self.queue);
        let waits = self.waits.load(Ordering::Relaxed) > 0;
        let limit = if waits {
            self.limit * WHILE_IT_WAITS
        } else {
            self.limit
        };
        queue.held_back = queue.jobs.len() >= limit;
        queue.held_back
    }
}
