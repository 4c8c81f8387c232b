//! tokio and smol.

use std::error::Error;
use std::time::Duration;

use guide::lab::{Controller, Lab, LabAsyncHandlers, LabPeer, Reading, args};
use qrpc_runtime::{All, Fault, Task};

// begin: on-tokio
struct Sleepy;

impl LabAsyncHandlers for Sleepy {
    async fn measure(&self, _sender: LabPeer, _args: args::Measure) -> Result<Reading, Fault> {
        tokio::time::sleep(Duration::from_millis(10)).await;
        Ok(Reading::new(1.5))
    }

    async fn reset(&self, _sender: LabPeer) -> Result<(), Fault> {
        Ok(())
    }
}

async fn serve() -> Result<Lab, Box<dyn Error>> {
    let lab = Lab::builder()
        .transport("tcpserv:127.0.0.1:0")
        .executor(tokio::runtime::Handle::current())
        .handlers(Sleepy)
        .build()?;
    lab.start_async().await?;
    Ok(lab)
}
// end

// begin: on-smol
async fn measure(address: &str) -> Result<Reading, Box<dyn Error>> {
    let controller = Controller::builder()
        .transport(format!("tcp:{address}"))
        .executor(|task: Task| smol::spawn(task).detach())
        .build()?;
    controller.start_async().await?;
    let reading = controller.measure(All, args::Measure::new("A")).await?;
    controller.stop_async().await;
    Ok(reading)
}
// end

#[test]
fn one_side_on_tokio_and_one_on_smol() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(serve()).unwrap();
    let address = lab.address().unwrap();
    assert_eq!(
        smol::block_on(measure(&address)).unwrap(),
        Reading::new(1.5)
    );
}
