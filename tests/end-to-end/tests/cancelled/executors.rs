//! The futures of cancelled calls are dropped on the executor that polls them.

use std::sync::mpsc;
use std::thread;

use end_to_end::bench::Bench;
use end_to_end::{SOON, serve};
use qrpc_runtime::{Builder, Task};

use crate::{Fragile, until_none_in_progress};

/// Reports the name of the thread that drops it.
struct NamesThread(mpsc::Sender<String>);

impl Drop for NamesThread {
    fn drop(&mut self) {
        let name = thread::current().name().unwrap_or_default().to_owned();
        self.0.send(name).ok();
    }
}

/// Returns the name of the thread that drops the future of a cancelled call.
fn dropped_by(builder: Builder<Bench>) -> String {
    let (starts, started) = mpsc::channel();
    let (drops, dropped) = mpsc::channel();
    let (bench, _) = serve(builder, |bench| {
        bench.echo.connect_async(move |_, _| {
            let (starts, guard) = (starts.clone(), NamesThread(drops.clone()));
            async move {
                let _guard = guard;
                starts.send(()).unwrap();
                std::future::pending().await
            }
        });
    });
    let peer = Fragile::to(&bench);
    peer.call("echo", "\"an id\"");
    started.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    let name = dropped.recv_timeout(SOON).unwrap();
    until_none_in_progress(&bench);
    name
}

#[test]
fn tokio_drops_the_future() {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("of tokio")
        .build()
        .unwrap();
    let builder = Bench::builder().executor(tokio.handle().clone());
    assert_eq!(dropped_by(builder), "of tokio");
}

#[test]
fn smol_drops_the_future() {
    let builder = Bench::builder().executor(|task: Task| smol::spawn(task).detach());
    let name = dropped_by(builder);
    assert!(name.starts_with("smol"), "{name}");
}

#[test]
fn without_an_executor_the_thread_that_runs_handlers_drops_the_future() {
    let name = dropped_by(Bench::builder().async_processing(true));
    let handlers = {
        let (names, named) = mpsc::channel();
        let (bench, _) = serve(Bench::builder().async_processing(true), |bench| {
            bench.ping.connect(move |_| {
                let name = thread::current().name().unwrap_or_default().to_owned();
                names.send(name).unwrap();
            });
        });
        Fragile::to(&bench).notify("ping");
        named.recv_timeout(SOON).unwrap()
    };
    assert_eq!(name, handlers);
}
