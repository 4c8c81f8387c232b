//! The extra thread of `async_processing`, and what waits for it.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use super::Job;
use crate::sync::lock;

thread_local! {
    /// The worker whose thread this is, by its place in memory.
    static WORKS: Cell<usize> = const { Cell::new(0) };
}

/// The extra thread of `async_processing`.
pub(super) struct Worker {
    queue: Mutex<Queue>,
    more: Condvar,
    waits: AtomicBool,
    limit: usize,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    open: bool,
    running: bool,
    held_back: bool,
    /// Dropped when the thread ends.
    ends: Option<mpsc::Sender<()>>,
}

/// How much more is taken in while the extra thread waits for an answer.
const WHILE_IT_WAITS: usize = 16;

impl Worker {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            queue: Mutex::default(),
            more: Condvar::new(),
            waits: AtomicBool::new(false),
            limit: limit.max(1),
        }
    }

    /// Starts the thread, and lets go of `ends` when it ends. `resume` has the reading go on after it was held back.
    pub(super) fn start(
        self: &Arc<Self>,
        ends: mpsc::Sender<()>,
        resume: impl Fn() + Send + 'static,
    ) -> std::io::Result<()> {
        let mut queue = lock(&self.queue);
        if !queue.running {
            let worker = Arc::clone(self);
            let thread = thread::Builder::new().name("qrpc-handlers".to_owned());
            thread.spawn(move || {
                WORKS.set(Arc::as_ptr(&worker).addr());
                while let Some(job) = worker.next(&resume) {
                    job.run();
                }
            })?;
        }
        queue.open = true;
        queue.running = true;
        queue.ends = Some(ends);
        Ok(())
    }

    pub(super) fn stop(&self) {
        lock(&self.queue).open = false;
        self.more.notify_all();
    }

    /// Puts a job behind those that wait, or gives it back if the thread has ended.
    pub(super) fn push(&self, job: Job) -> Result<(), Job> {
        let mut queue = lock(&self.queue);
        if !queue.running {
            return Err(job);
        }
        queue.jobs.push_back(job);
        drop(queue);
        self.more.notify_one();
        Ok(())
    }

    fn next(&self, resume: &dyn Fn()) -> Option<Job> {
        let mut queue = lock(&self.queue);
        if queue.held_back && queue.jobs.len() <= self.limit / 2 {
            queue.held_back = false;
            drop(queue);
            resume();
            queue = lock(&self.queue);
        }
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            if !queue.open {
                queue.running = false;
                queue.ends = None;
                return None;
            }
            queue = self
                .more
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether this is its thread.
    pub(super) fn works_here(&self) -> bool {
        WORKS.get() == std::ptr::from_ref(self).addr()
    }

    /// Its thread waits for an answer from now on, or does so no longer.
    pub(super) fn set_waits(&self, waits: bool) {
        self.waits.store(waits, Ordering::Relaxed);
    }

    pub(super) fn is_full(&self) -> bool {
        let mut queue = lock(&self.queue);
        let waits = self.waits.load(Ordering::Relaxed);
        let limit = if waits {
            self.limit * WHILE_IT_WAITS
        } else {
            self.limit
        };
        queue.held_back = queue.jobs.len() >= limit;
        queue.held_back
    }
}
