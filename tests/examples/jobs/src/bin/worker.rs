//! Runs the jobs of a controller until the controller closes the connection.
//!
//! Usage: `worker ADDRESS MILLISECONDS`, where a job takes this number of milliseconds.

use std::error::Error;
use std::time::Duration;

use jobs::api::{Worker, WorkerAsyncHandlers, WorkerPeer, args};
use qrpc_runtime::Fault;
use tokio::runtime::{Handle, Runtime};

/// Runs jobs, each of which takes some time.
struct Jobs(Duration);

impl WorkerAsyncHandlers for Jobs {
    async fn run(&self, sender: WorkerPeer, args: args::Run) -> Result<String, Fault> {
        sender.began(args::Began::new(args.number))?;
        tokio::time::sleep(self.0).await;
        Ok(args.text.to_uppercase())
    }
}

async fn work(address: &str, pause: Duration) -> Result<(), Box<dyn Error>> {
    let api = Worker::builder()
        .transport(format!("tcp:{address}"))
        .executor(Handle::current())
        .handlers(Jobs(pause))
        .build()?;
    api.start_async().await?;
    Ok(api.wait_async().await?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, pause] = arguments.as_slice() else {
        return Err("usage: worker ADDRESS MILLISECONDS".into());
    };
    let pause = Duration::from_millis(pause.parse()?);
    Runtime::new()?.block_on(work(address, pause))
}
