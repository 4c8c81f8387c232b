//! Blocking work as a future: the work runs on a thread of its own.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};
use std::thread;

use event_listener::Event;

use crate::sync::{lock, notified};

/// The result of work on another thread, as soon as the work is done. It is an `Err` if the work
/// panicked.
struct Handover<T> {
    result: Mutex<Option<thread::Result<T>>>,
    done: Event,
}

/// Runs `work` on a new thread, and returns its result. If the system cannot create a thread, runs
/// `work` on the current thread. If `work` panics, this function panics, too.
pub(super) async fn on_thread<T: Send + 'static>(
    thread_name: String,
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    let handover = Arc::new(Handover {
        result: Mutex::default(),
        done: Event::new(),
    });
    let work = Arc::new(Mutex::new(Some(work)));
    let shared = (Arc::clone(&handover), Arc::clone(&work));
    let run = move || {
        let (handover, work) = shared;
        if let Some(work) = take(&work) {
            handover.finish(work);
        }
    };
    if thread::Builder::new().name(thread_name).spawn(run).is_err() {
        if let Some(work) = take(&work) {
            handover.finish(work);
        }
    }
    handover.result().await
}

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    lock(place).take()
}

impl<T> Handover<T> {
    fn finish(&self, work: impl FnOnce() -> T) {
        let result = panic::catch_unwind(AssertUnwindSafe(work));
        *lock(&self.result) = Some(result);
        self.done.notify(usize::MAX);
    }

    async fn result(&self) -> T {
        loop {
            let done = self.done.listen();
            match take(&self.result) {
                Some(Ok(result)) => return result,
                Some(Err(panic)) => panic::resume_unwind(panic),
                None => notified(done).await,
            }
        }
    }
}
