//! The extra thread of `async_processing`, and what waits for it.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use super::Job;
use crate::sync::lock;

thread_local! {
    /// The worker whose thread this is, by its place in memory.
    static WORKS: Cell<usize> = const { Cell::new(0) };
}

/// The extra thread of `async_processing`.
#[derive(Default)]
pub(super) struct Worker {
    queue: Mutex<Queue>,
    more: Condvar,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    open: bool,
    running: bool,
    /// Dropped when the thread ends.
    ends: Option<mpsc::Sender<()>>,
}

impl Worker {
    /// Starts the thread, and lets go of `ends` when it ends.
    pub(super) fn start(self: &Arc<Self>, ends: mpsc::Sender<()>) -> std::io::Result<()> {
        let mut queue = lock(&self.queue);
        if !queue.running {
            let worker = Arc::clone(self);
            let thread = thread::Builder::new().name("qrpc-handlers".to_owned());
            thread.spawn(move || {
                WORKS.set(Arc::as_ptr(&worker).addr());
                while let Some(job) = worker.next() {
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

    fn next(&self) -> Option<Job> {
        let mut queue = lock(&self.queue);
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
}
