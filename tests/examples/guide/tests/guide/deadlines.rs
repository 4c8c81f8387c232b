//! Deadlines and cancellation.

use std::time::Duration;

use guide::lab::{Controller, Lab, LabAsyncHandlers, LabPeer, MeasureError, Reading, args};
use qrpc_runtime::{CallError, Fault};

use crate::testing::connect;

fn call(controller: &Controller) -> Result<Reading, MeasureError> {
    // begin: within
    let second = Duration::from_secs(1);
    let reading = controller
        .all()
        .within(second)
        .measure(args::Measure::new("A"))
        .result()?;
    // end
    Ok(reading)
}

#[test]
fn a_call_has_a_deadline_of_its_own() {
    let (_lab, controller) = connect(Lab::builder(), |lab| {
        lab.measure.connect(|_sender, _args| Reading::new(1.5));
    });
    assert_eq!(call(&controller).unwrap(), Reading::new(1.5));
    let silent = |lab: &Lab| {
        lab.measure
            .connect_later(|_sender, _args, reply| std::mem::forget(reply));
    };
    let (_lab, controller) = connect(Lab::builder(), silent);
    let brief = Duration::from_millis(20);
    let late = controller
        .all()
        .within(brief)
        .measure(args::Measure::new("A"));
    let timeout = MeasureError::Other(CallError::Timeout(brief));
    assert_eq!(late.result(), Err(timeout));
}

#[test]
fn a_call_can_be_cancelled() {
    let silent = |lab: &Lab| {
        lab.measure
            .connect_later(|_sender, _args, reply| std::mem::forget(reply));
    };
    let (_lab, controller) = connect(Lab::builder(), silent);
    // begin: cancel
    let promise = controller.all().measure(args::Measure::new("A"));
    promise.cancel(); // notifies the other side
    assert_eq!(
        promise.result().unwrap_err().to_string(),
        "the call was cancelled"
    );
    // end
}

#[test]
fn a_handler_knows_the_time_that_is_left() {
    let connect_handler = |lab: &Lab| {
        // begin: time-left
        lab.measure.try_connect(|sender, args| {
            let left = sender.time_left().unwrap_or(Duration::MAX);
            let question = args::Confirm::new(format!("sure about {}?", args.channel));
            let sure = sender.within(left / 2).confirm(question).result()?;
            sure.then(|| Reading::new(1.5)).ok_or(Fault::new("refused"))
        });
        // end
    };
    let (_lab, controller) = connect(Lab::builder(), connect_handler);
    controller.confirm.connect(|_sender, _args| true);
    assert_eq!(call(&controller).unwrap(), Reading::new(1.5));
}

struct Accounts;

#[expect(clippy::unused_async, reason = "a real meter would be asked")]
impl Accounts {
    async fn find(&self, _channel: &str) -> Result<u32, Fault> {
        Ok(1)
    }

    async fn calibrate(&self, _meter: u32) -> Result<(), Fault> {
        Ok(())
    }

    async fn read(&self, _meter: u32) -> Result<f64, Fault> {
        Ok(1.5)
    }
}

impl LabAsyncHandlers for Accounts {
    // begin: finish-anyway
    async fn measure(&self, sender: LabPeer, args: args::Measure) -> Result<Reading, Fault> {
        let meter = self.find(&args.channel).await?; // may be dropped here
        sender.finish_anyway();
        self.calibrate(meter).await?; // is not dropped here any more
        Ok(Reading::new(self.read(meter).await?))
    }
    // end

    async fn reset(&self, _sender: LabPeer) -> Result<(), Fault> {
        Ok(())
    }
}

#[test]
fn a_handler_may_ask_to_finish() {
    let (_lab, controller) = connect(Lab::builder().handlers(Accounts), |_lab| {});
    assert_eq!(call(&controller).unwrap(), Reading::new(1.5));
}
