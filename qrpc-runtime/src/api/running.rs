//! Starting, stopping and waiting, as programs do it: each also as an async function.

use std::sync::Arc;
use std::time::Duration;

use super::blocking::on_thread;
use super::{Api, ApiInner};
use crate::error::{DisconnectReason, StartError, StillRunning};
use crate::transport::TransportExpression;

/// The maximum time that a dropped API waits for the running handler.
const DROP_PATIENCE: Duration = Duration::from_secs(5);

impl Api {
    /// Opens the transport and begins to read. Returns when the transport is connected or listens.
    ///
    /// Connect handlers before you call `start`. A message that arrives before a handler of its
    /// method is connected is not handled.
    ///
    /// # Errors
    ///
    /// When there is no transport, when the transport cannot be opened, when the API already runs,
    /// when the system cannot create a thread or an event queue, or when `stop_within` was called
    /// while the transport was being opened.
    pub fn start(&self) -> Result<(), StartError> {
        self.inner.start()
    }

    /// The async form of [`start`](Self::start). A thread of its own opens the transport, because
    /// that can block; if the future is dropped, that thread continues.
    ///
    /// # Errors
    ///
    /// The errors of [`start`](Self::start).
    pub async fn start_async(&self) -> Result<(), StartError> {
        self.run_blocking(ApiInner::start).await
    }

    /// Replaces the transport. The connections of the old transport are closed and their calls
    /// fail; handlers stay connected. If the API was started and not stopped since, the new
    /// transport is started. If the new transport does not start, the API does not run until
    /// `start` is called, or until this function sets a transport that starts.
    ///
    /// # Errors
    ///
    /// When the transport string is invalid, in which case the old transport is kept, or when the
    /// new transport does not start.
    pub fn set_transport(&self, transport: impl TransportExpression) -> Result<(), StartError> {
        self.inner.set_transport(transport.transport()?)
    }

    /// Closes all connections and the transport. Pending calls fail with
    /// [`CallError::Stopped`](crate::CallError::Stopped). The API can be started again.
    ///
    /// Waits for the running handler, if any, unless `stop` is called on a thread of this API.
    /// Received messages that are not handled yet are discarded, and the futures of async handlers
    /// are no longer polled.
    pub fn stop(&self) {
        self.inner.stop();
    }

    /// The async form of [`stop`](Self::stop). A thread of its own stops the API, because that can
    /// block; if the future is dropped, that thread continues.
    ///
    /// An async handler that no executor runs is not polled after the API has stopped, so it does
    /// not continue after this call.
    pub async fn stop_async(&self) {
        self.run_blocking(ApiInner::stop).await;
    }

    /// Stops the API like [`stop`](Self::stop), but waits no longer than `patience` in total.
    /// `patience` covers all waits: for queued messages to be written, for the running handler, and
    /// for a transport that is being opened.
    ///
    /// # Errors
    ///
    /// When a handler still runs, or the transport is still being opened, after `patience`. The API
    /// is stopped even if this error is returned; the remaining threads end when the handler
    /// returns or the transport has opened.
    pub fn stop_within(&self, patience: Duration) -> Result<(), StillRunning> {
        self.inner.stop_within(patience)
    }

    /// Waits until the API is stopped or its transport ends by itself: the only peer of a client
    /// has disconnected, or standard input has ended. Returns at once if the API does not run.
    ///
    /// # Errors
    ///
    /// The reason why the connection was lost. The result is `Ok` if the peer closed the
    /// connection, if the API was stopped, or if a child exited with code 0. For a child that ended
    /// in another way, the error is [`DisconnectReason::Exited`] with the exit code or signal of
    /// the child.
    pub fn wait(&self) -> Result<(), DisconnectReason> {
        self.inner.run_state().wait()
    }

    /// The async form of [`wait`](Self::wait).
    ///
    /// # Errors
    ///
    /// The errors of [`wait`](Self::wait).
    pub async fn wait_async(&self) -> Result<(), DisconnectReason> {
        self.inner.run_state().wait_async().await
    }

    async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&ApiInner) -> T + Send + 'static,
    ) -> T {
        let inner = Arc::clone(&self.inner);
        // The new thread must not wait for the current thread if that belongs to the API.
        let belongs = self.inner.is_own_thread();
        let work = move || {
            if belongs {
                inner.as_own_thread(|| work(&inner))
            } else {
                work(&inner)
            }
        };
        on_thread(format!("{} start or stop", self.inner.name), work).await
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        if let Err(still_running) = self.stop_within(DROP_PATIENCE) {
            tracing::warn!(api = self.inner.name, "{still_running}");
        }
    }
}
