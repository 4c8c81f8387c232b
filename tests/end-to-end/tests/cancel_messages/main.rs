//! Calls that are cancelled by a message, while their connection continues.

mod received;
mod sent;

use std::future::pending;
use std::pin::Pin;
use std::sync::mpsc;

use end_to_end::SOON;
use qrpc_runtime::Fault;

/// Sends a message when it is dropped.
struct OnDrop(mpsc::Sender<()>);

impl Drop for OnDrop {
    fn drop(&mut self) {
        self.0.send(()).ok();
    }
}

/// The test's end of handlers that never answer: it learns when they begin and when their futures
/// are dropped.
struct Silent {
    began: mpsc::Receiver<()>,
    dropped: mpsc::Receiver<()>,
}

impl Silent {
    fn wait_begun(&self) {
        self.began.recv_timeout(SOON).unwrap();
    }

    fn wait_dropped(&self) {
        self.dropped.recv_timeout(SOON).unwrap();
    }
}

/// A future of a handler.
type Answer = Pin<Box<dyn Future<Output = Result<String, Fault>> + Send>>;

/// An async handler that never answers, and the test's end of it.
fn silent<S, A>() -> (impl Fn(S, A) -> Answer, Silent) {
    let (begins, began) = mpsc::channel();
    let (drops, dropped) = mpsc::channel();
    let handler = move |_, _| -> Answer {
        let (begins, guard) = (begins.clone(), OnDrop(drops.clone()));
        Box::pin(async move {
            let _guard = guard;
            begins.send(()).unwrap();
            pending().await
        })
    };
    (handler, Silent { began, dropped })
}
