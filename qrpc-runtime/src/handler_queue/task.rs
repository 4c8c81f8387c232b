//! Polling the futures of async handlers.

use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};

use super::{Dispatch, polling};
use crate::sync::lock;

/// The future of an async handler. The future sends the reply itself, so an executor only needs to
/// poll it.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Polls the futures of async handlers.
///
/// Closures of the type `Fn(Task)` implement this trait. With the feature `tokio`, tokio's
/// `runtime::Handle` implements it too. The runtime calls [`spawn`](Executor::spawn) on a thread of
/// the API, where functions such as `tokio::spawn`, which look for the runtime of the current
/// thread, do not find one.
///
/// ```
/// use qrpc_runtime::{Executor, Task};
///
/// fn takes(_executor: impl Executor) {}
/// takes(|task: Task| drop(std::thread::spawn(|| pollster(task))));
/// # fn pollster(_task: Task) {}
/// ```
pub trait Executor: Send + Sync + 'static {
    /// Arranges that `task` is polled until it is done, and returns at once.
    fn spawn(&self, task: Task);
}

impl<F: Fn(Task) + Send + Sync + 'static> Executor for F {
    fn spawn(&self, task: Task) {
        self(task);
    }
}

#[cfg(feature = "tokio")]
impl Executor for tokio::runtime::Handle {
    fn spawn(&self, task: Task) {
        drop(Self::spawn(self, task));
    }
}

/// Polls `task` on the thread that runs handlers.
pub(crate) fn spawn_local(dispatch: &Arc<Dispatch>, task: Task) {
    let polled = Polled {
        task: Mutex::new(Some(task)),
        queued: AtomicBool::new(true),
        ended: AtomicBool::new(false),
        dispatch: Arc::clone(dispatch),
    };
    Arc::new(polled).poll();
}

struct Polled {
    task: Mutex<Option<Task>>,
    queued: AtomicBool,
    ended: AtomicBool,
    dispatch: Arc<Dispatch>,
}

impl Polled {
    fn poll(self: Arc<Self>) {
        self.queued.store(false, Ordering::Release);
        let waker = Waker::from(Arc::clone(&self));
        // No other thread polls the task at the same time, because polling requires the handler
        // role.
        let Some(mut task) = self.take() else { return };
        let mut context = Context::from_waker(&waker);
        let poll = AssertUnwindSafe(|| task.as_mut().poll(&mut context));
        let done = polling(|| panic::catch_unwind(poll)).map_or(true, |poll| poll.is_ready());
        if !done {
            *lock(&self.task) = Some(task);
        }
        if self.ended.load(Ordering::SeqCst) {
            self.end();
        }
    }

    /// Drops the future. If the future is being polled, the polling thread drops it.
    fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        drop(self.take());
    }

    fn take(&self) -> Option<Task> {
        lock(&self.task).take()
    }
}

impl Wake for Polled {
    fn wake(self: Arc<Self>) {
        if self.queued.swap(true, Ordering::AcqRel) {
            return;
        }
        let polled = Arc::clone(&self);
        if !self.dispatch.later_if_open(move || polled.poll()) {
            self.end();
        }
    }
}
