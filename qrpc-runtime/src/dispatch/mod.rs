//! Where handlers, callbacks and hooks run: one after the other, in the handler role, never on a
//! thread that only waits.

mod job;
mod role;
mod task;

use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) use job::{Job, contained};
use role::here;
pub(crate) use role::{Role, polling};
pub(crate) use task::spawn_local;
pub use task::{Executor, Task};

use crate::sync::lock;

/// The threads of a started API, as the handler queue sees them.
pub(crate) trait Threads: Send + Sync {
    /// Jobs wait, and nobody runs them.
    fn jobs_wait(&self);
    /// The thread with the handler role is about to wait: another one has to read, write and keep
    /// the deadlines meanwhile.
    fn handler_waits(&self);
}

/// The handler queue of one API, and who may run what waits in it.
pub(crate) struct Dispatch {
    id: u64,
    extra_thread: bool,
    queue: Mutex<Queue>,
    /// Where the extra thread waits for jobs.
    more: Condvar,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    /// Whether a thread has the handler role. That may be one of an API that was stopped in a
    /// handler and started again, so handlers never overlap.
    taken: bool,
    /// Whose turn it is to take the role, while the API runs.
    threads: Option<Arc<dyn Threads>>,
    /// Whether the extra thread waits.
    awaited: bool,
}

impl Dispatch {
    pub(crate) fn new(extra_thread: bool) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Arc::new(Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            extra_thread,
            queue: Mutex::default(),
            more: Condvar::new(),
        })
    }

    /// Begins: these threads run what comes.
    pub(crate) fn open(&self, threads: Arc<dyn Threads>) {
        lock(&self.queue).threads = Some(threads);
    }

    /// Ends: what waits is still run, what comes later is run where it comes from.
    pub(crate) fn close(&self) {
        lock(&self.queue).threads = None;
        self.more.notify_all();
    }

    pub(crate) fn has_extra_thread(&self) -> bool {
        self.extra_thread
    }

    /// Runs `run` on a thread of this API, in `role`.
    pub(crate) fn in_role<T>(&self, role: Role, run: impl FnOnce() -> T) -> T {
        role::enter(self.id, role, run)
    }

    /// Whether this is one of its threads.
    pub(crate) fn is_here(&self) -> bool {
        here().is_some_and(|(id, _)| id == self.id)
    }

    /// Whether this thread reads, writes and keeps the deadlines, so that it must not wait.
    pub(crate) fn has_io_role(&self) -> bool {
        here() == Some((self.id, Role::Io))
    }

    /// Whether handlers run on this thread.
    pub(crate) fn has_handler_role(&self) -> bool {
        here() == Some((self.id, Role::Handlers))
    }

    /// A promise was polled and is pending. Unless that was for an async handler, which is left
    /// while it waits, this thread is likely to wait now.
    pub(crate) fn begin_pending(&self) {
        if !role::is_polling() {
            self.begin_wait();
        }
    }

    /// This thread is about to wait, whatever for. Says whether it may.
    pub(crate) fn begin_wait(&self) -> bool {
        if self.has_handler_role() {
            let threads = lock(&self.queue).threads.clone();
            if let Some(threads) = threads {
                threads.handler_waits();
            }
        }
        !self.has_io_role()
    }

    /// Has `job` run in its turn, or here and now if nothing is run any more.
    pub(crate) fn later(&self, job: impl FnOnce() + Send + 'static) {
        if let Err(job) = self.enqueue(Job::new(job)) {
            job.run();
        }
    }

    /// Has `job` run in its turn, unless nothing is run any more. Says whether it will be.
    pub(crate) fn later_if_open(&self, job: impl FnOnce() + Send + 'static) -> bool {
        self.enqueue(Job::new(job)).is_ok()
    }

    fn enqueue(&self, job: Job) -> Result<(), Job> {
        let mut queue = lock(&self.queue);
        if queue.threads.is_none() {
            return Err(job);
        }
        queue.jobs.push_back(job);
        self.announce(queue);
        Ok(())
    }

    /// Tells whoever is to run the jobs that some wait.
    fn announce(&self, mut queue: MutexGuard<'_, Queue>) {
        if queue.taken {
            return;
        }
        if mem::take(&mut queue.awaited) {
            drop(queue);
            self.more.notify_all();
        } else if !self.extra_thread && !self.has_io_role() {
            let threads = queue.threads.clone();
            drop(queue);
            if let Some(threads) = threads {
                threads.jobs_wait();
            }
        }
    }

    /// Whether jobs wait and nobody runs them.
    pub(crate) fn has_work(&self) -> bool {
        let queue = lock(&self.queue);
        !queue.taken && !queue.jobs.is_empty()
    }

    /// Takes the handler role if jobs wait and nobody has it.
    pub(crate) fn take_role(&self) -> bool {
        let mut queue = lock(&self.queue);
        let takes = !queue.taken && !queue.jobs.is_empty();
        queue.taken |= takes;
        takes
    }

    /// Waits until jobs are to be run, and takes the handler role. Says whether there are any: if
    /// not, the API is stopped, or has other threads than the `current` ones.
    pub(crate) fn wait_for_role(&self, current: &dyn Fn() -> bool) -> bool {
        let mut queue = lock(&self.queue);
        loop {
            let current = current();
            let is_open = queue.threads.is_some();
            if !queue.taken && !queue.jobs.is_empty() && (current || !is_open) {
                queue.taken = true;
                return true;
            }
            if !current || !is_open {
                return false;
            }
            queue.awaited = true;
            queue = self
                .more
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Has those who wait for the role look again whether they are to wait.
    pub(crate) fn end_waits(&self) {
        drop(lock(&self.queue));
        self.more.notify_all();
    }

    /// The next job for the thread with the handler role. Without one, it has the role no more.
    /// A thread that is not `current`, since its API was started again, leaves the jobs to others.
    pub(crate) fn next(&self, current: &dyn Fn() -> bool) -> Option<Job> {
        let mut queue = lock(&self.queue);
        let next = if current() || queue.threads.is_none() {
            queue.jobs.pop_front()
        } else {
            None
        };
        if next.is_none() {
            queue.taken = false;
            if !queue.jobs.is_empty() {
                self.announce(queue);
            }
        }
        next
    }
}
