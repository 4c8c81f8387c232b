//! Problems, interceptors and counters.

use std::sync::Arc;

use guide::lab::{Lab, Reading, args};
use qrpc_runtime::{All, CallEnd, CallInfo, Interceptor, MethodCounters};

use crate::testing::connect;

// begin: interceptor
struct Log;

impl Interceptor for Log {
    fn after(&self, call: &CallInfo, end: &CallEnd) {
        match &end.result {
            Ok(()) => println!("{} of {}: {:?}", call.method, call.peer, end.elapsed),
            Err(error) => println!("{} of {}: {error}", call.method, call.peer),
        }
    }
}
// end

#[test]
fn calls_are_observed() {
    // begin: observed
    let counters = Arc::new(MethodCounters::default());
    let builder = Lab::builder()
        .intercept(Log)
        .intercept(Arc::clone(&counters))
        .spans(true);
    // end
    let (lab, controller) = connect(builder, |lab| {
        lab.measure.connect(|_sender, _args| Reading::new(1.5));
        // begin: on-problem
        lab.on_problem(|problem| eprintln!("{}: {}", problem.sender, problem.error));
        // end
    });
    controller
        .measure(All, args::Measure::new("A"))
        .result()
        .unwrap();
    drop((lab, controller));
    assert_eq!(counters.snapshot()["measure"].incoming.ended, 1);
}
