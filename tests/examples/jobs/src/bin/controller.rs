//! Hands out jobs to all workers that connect, up to 100 to each at the same time. When a worker is
//! lost, its jobs go to other workers. Ends when every job has its result.
//!
//! Usage: `controller ADDRESS JOBS`, such as `controller 127.0.0.1:0 1000`.

use std::collections::BTreeMap;
use std::error::Error;

use async_channel::{Receiver, Sender, unbounded};
use jobs::api::{Controller, ControllerAsyncHandlers, ControllerPeer, args};
use qrpc_runtime::{CallError, Fault, PeerEvent};
use tokio::runtime::{Handle, Runtime};

/// The number of jobs that a worker gets at the same time.
const IN_FLIGHT: usize = 100;

/// Prints what the workers report.
struct Reports;

impl ControllerAsyncHandlers for Reports {
    async fn began(&self, sender: ControllerPeer, args: args::Began) -> Result<(), Fault> {
        println!("job {} began at {sender}", args.number);
        Ok(())
    }
}

/// The jobs that wait for a worker, and the results of the jobs that are done.
#[derive(Clone)]
struct Queue {
    waits: Sender<u64>,
    waiting: Receiver<u64>,
    done: Sender<(u64, String)>,
}

impl Queue {
    /// Gives one job after the other to a worker, until the worker is lost.
    async fn serve(self, worker: ControllerPeer) {
        while let Ok(number) = self.waiting.recv().await {
            let job = args::Run::new(number, format!("job {number}"));
            let result = match worker.run(job).await {
                Ok(text) => text,
                Err(CallError::Remote(error)) => format!("failed: {}", error.message),
                Err(lost) => {
                    println!("job {number} goes to another worker: {lost}");
                    self.waits.send(number).await.ok();
                    return;
                }
            };
            self.done.send((number, result)).await.ok();
        }
    }
}

async fn control(address: &str, jobs: u64) -> Result<(), Box<dyn Error>> {
    let (waits, waiting) = unbounded();
    let (done, results) = unbounded();
    for number in 0..jobs {
        waits.send(number).await?;
    }
    let queue = Queue {
        waits,
        waiting,
        done,
    };

    let api = Controller::builder()
        .transport(format!("tcpserv:{address}"))
        .executor(Handle::current())
        .handlers(Reports)
        .build()?;
    let tokio = Handle::current();
    api.on_peer(move |event| {
        if let PeerEvent::Connected(worker) = event {
            for _ in 0..IN_FLIGHT {
                tokio.spawn(queue.clone().serve(worker.clone()));
            }
        }
    });
    api.start_async().await?;
    println!("listens at {}", api.address().unwrap_or_default());

    let mut all = BTreeMap::new();
    while (all.len() as u64) < jobs {
        let (number, result) = results.recv().await?;
        if all.insert(number, result).is_some() {
            return Err(format!("job {number} has two results").into());
        }
    }
    for (number, result) in all {
        println!("result {number}: {result}");
    }
    api.stop_async().await;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, jobs] = arguments.as_slice() else {
        return Err("usage: controller ADDRESS JOBS".into());
    };
    Runtime::new()?.block_on(control(address, jobs.parse()?))
}
