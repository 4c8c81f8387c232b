//! Errors.

use std::io;

use guide::lab::{Busy, Controller, Lab, MeasureError, Reading, args};
use qrpc_runtime::{All, CallError};

use crate::testing::connect;

fn shown(controller: &Controller, channel: &str) -> String {
    // begin: caught
    match controller
        .measure(All, args::Measure::new(channel))
        .result()
    {
        Ok(reading) => format!("{} {}", reading.value, reading.unit),
        Err(MeasureError::Busy(busy)) => format!("in use by {}", busy.by),
        Err(MeasureError::Other(CallError::Timeout(time))) => format!("no answer in {time:?}"),
        Err(error) => format!("failed: {error}"),
    }
    // end
}

#[test]
fn errors_reach_the_caller() {
    let connect_handler = |lab: &Lab| {
        // begin: raised
        lab.measure
            .try_connect(|_sender, args| match args.channel.as_str() {
                "A" => Ok(Reading::new(1.5)),
                "B" => Err(Busy::new("somebody else").into()),
                other => Err(io::Error::other(format!("no channel {other}")).into()),
            });
        // end
    };
    let (_lab, controller) = connect(Lab::builder(), connect_handler);
    assert_eq!(shown(&controller, "A"), "1.5 V");
    assert_eq!(shown(&controller, "B"), "in use by somebody else");
    assert!(shown(&controller, "C").ends_with("no channel C"));
}
