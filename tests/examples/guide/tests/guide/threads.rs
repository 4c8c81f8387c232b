//! Threads and callbacks.

use std::sync::mpsc;

use guide::lab::{Lab, Reading, args};
use qrpc_runtime::All;

use crate::testing::connect;

#[test]
fn callbacks_run_on_the_thread_of_the_handlers() {
    let (_lab, controller) = connect(Lab::builder(), |lab| {
        lab.measure.connect(|_sender, _args| Reading::new(1.5));
    });
    let (shows, shown) = mpsc::channel();
    // begin: then
    let promise = controller.measure(All, args::Measure::new("A"));
    promise.then(
        move |reading| shows.send(reading.value).unwrap_or_default(),
        |error| eprintln!("{error}"),
    );
    // end
    assert_eq!(shown.recv().unwrap().to_bits(), 1.5_f64.to_bits());
}

#[test]
fn calls_that_wait_at_the_same_time() {
    let (_lab, controller) = connect(Lab::builder(), |lab| {
        lab.measure
            .connect(|_sender, args| Reading::new(f64::from(args.samples)));
    });
    // begin: together
    let promises: Vec<_> = (1..=3)
        .map(|samples| controller.measure(All, args::Measure::new("A").samples(samples)))
        .collect();
    let mut sum = 0.0;
    for promise in promises {
        sum += promise.result().map_or(0.0, |reading| reading.value);
    }
    // end
    assert_eq!(sum.to_bits(), 6.0_f64.to_bits());
}
