//! The handler queue. Handlers, callbacks and hooks run one at a time on the thread that has the
//! handler role, never on a thread that only waits.

mod job;
mod role;
mod task;

use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) use crate::sync::contained;
pub(crate) use job::Job;
use role::here;
pub(crate) use role::{Role, polling};
pub(crate) use task::spawn_local;
pub use task::{Executor, Task};

use crate::sync::lock;

/// The threads of a started API, as the handler queue uses them.
pub(crate) trait Threads: Send + Sync {
    /// Called when jobs are queued and no thread runs them.
    fn jobs_wait(&self);
    /// Called when the thread with the handler role is about to wait. While that thread waits,
    /// another thread must take over I/O and deadlines.
    fn handler_waits(&self);
}

/// The handler queue of one API, and the role that permits a thread to run the jobs in the queue.
pub(crate) struct Dispatch {
    id: u64,
    extra_thread: bool,
    queue: Mutex<Queue>,
    /// Wakes the extra thread when there are jobs.
    more: Condvar,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    /// Whether a thread has the handler role. If the API was stopped in a handler and started
    /// again, a thread of the earlier run keeps the role until its handler returns. Until that
    /// handler returns, the new threads wait, so handlers never overlap.
    taken: bool,
    /// The threads that may take the handler role. `None` if the API does not run.
    threads: Option<Arc<dyn Threads>>,
    /// Whether the extra thread waits for jobs.
    awaited: bool,
}

impl Dispatch {
    pub(crate) fn new(extra_thread: bool) -> Arc<Self> {
        static NEXT_DISPATCH: AtomicU64 = AtomicU64::new(1);
        Arc::new(Self {
            id: NEXT_DISPATCH.fetch_add(1, Ordering::Relaxed),
            extra_thread,
            queue: Mutex::default(),
            more: Condvar::new(),
        })
    }

    /// Opens the queue: the given threads run its jobs.
    pub(crate) fn open(&self, threads: Arc<dyn Threads>) {
        lock(&self.queue).threads = Some(threads);
    }

    /// Closes the queue. Jobs that are already queued still run; a later job runs on the thread
    /// that adds it.
    pub(crate) fn close(&self) {
        lock(&self.queue).threads = None;
        self.more.notify_all();
    }

    pub(crate) fn has_extra_thread(&self) -> bool {
        self.extra_thread
    }

    /// Runs `run` on the current thread. While `run` runs, the thread counts as a thread of this
    /// API in `role`.
    pub(crate) fn in_role<T>(&self, role: Role, run: impl FnOnce() -> T) -> T {
        role::enter(self.id, role, run)
    }

    /// Whether the current thread belongs to this API.
    pub(crate) fn is_here(&self) -> bool {
        here().is_some_and(|(id, _)| id == self.id)
    }

    /// Whether the current thread has the I/O role. A thread with this role must not wait.
    pub(crate) fn has_io_role(&self) -> bool {
        here() == Some((self.id, Role::Io))
    }

    /// Whether the current thread runs handlers.
    pub(crate) fn has_handler_role(&self) -> bool {
        here() == Some((self.id, Role::Handlers))
    }

    /// Notes that a promise was polled and is pending. Unless an async handler polled the promise,
    /// the current thread is likely to block, which is handled like
    /// [`begin_wait`](Self::begin_wait).
    pub(crate) fn begin_pending(&self) {
        if !role::is_polling() {
            self.begin_wait();
        }
    }

    /// Notes that the current thread is about to wait. Returns false if the thread must not wait,
    /// because it has the I/O role.
    pub(crate) fn begin_wait(&self) -> bool {
        if self.has_handler_role() {
            let threads = lock(&self.queue).threads.clone();
            if let Some(threads) = threads {
                threads.handler_waits();
            }
        }
        !self.has_io_role()
    }

    /// Queues `job`, or runs it immediately if the queue is closed.
    pub(crate) fn later(&self, job: impl FnOnce() + Send + 'static) {
        if let Err(job) = self.enqueue(Job::new(job)) {
            job.run();
        }
    }

    /// Queues `job`, unless the queue is closed. Returns whether `job` was queued.
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

    /// Wakes a thread that can run the queued jobs.
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

    /// Whether jobs are queued and no thread runs them.
    pub(crate) fn has_work(&self) -> bool {
        let queue = lock(&self.queue);
        !queue.taken && !queue.jobs.is_empty()
    }

    /// Takes the handler role if jobs are queued and no thread has the role. Returns whether this
    /// call took the role.
    pub(crate) fn take_role(&self) -> bool {
        let mut queue = lock(&self.queue);
        let takes = !queue.taken && !queue.jobs.is_empty();
        queue.taken |= takes;
        takes
    }

    /// Waits for jobs and takes the handler role. Returns false without taking the role in two
    /// cases: the API was stopped and no jobs remain for this thread, or the API was started again
    /// with other threads. `current` returns whether the API still uses this thread.
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

    /// Makes the threads that wait for the handler role check again whether they should wait.
    pub(crate) fn end_waits(&self) {
        drop(lock(&self.queue));
        self.more.notify_all();
    }

    /// Returns the next job for the thread with the handler role. If there is no job, returns
    /// `None`, and the thread loses the role. If `current` returns false, because the API was
    /// started again with other threads, this function also returns `None`, and the thread loses
    /// the role: the new threads run the jobs.
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
