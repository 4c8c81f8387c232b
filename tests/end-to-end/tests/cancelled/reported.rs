//! A cancelled call is not answered, and is not a problem.

use std::sync::mpsc;

use end_to_end::bench::Bench;
use end_to_end::{SOON, hold, serve, until};

use crate::{Fragile, never_answer, until_none_in_progress};

/// Lets the problem hook of the bench report to the returned channel.
fn problems(bench: &Bench) -> mpsc::Receiver<String> {
    let (reports, reported) = mpsc::channel();
    bench.on_problem(move |problem| {
        reports.send(problem.error.message.clone()).unwrap();
    });
    reported
}

#[test]
fn a_dropped_future_is_not_a_problem() {
    let mut handlers = None;
    let (bench, _) = serve(Bench::builder(), |bench| {
        handlers = Some(never_answer(bench));
    });
    let reported = problems(&bench);
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    let handlers = handlers.unwrap();
    handlers.wait_started(1);
    peer.crash(&bench);
    handlers.wait_dropped(1);
    until_none_in_progress(&bench);
    assert!(reported.try_recv().is_err());
}

#[test]
fn the_dropped_reply_of_a_cancelled_call_is_not_a_problem() {
    let mut held = None;
    let (bench, _) = serve(Bench::builder(), |bench| held = Some(hold(bench)));
    let reported = problems(&bench);
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    let reply = held.unwrap().recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    until("the call is cancelled", || reply.is_cancelled());
    drop(reply);
    until_none_in_progress(&bench);
    assert!(reported.try_recv().is_err());
}

#[test]
fn a_fault_of_a_cancelled_call_is_a_problem() {
    let mut held = None;
    let (bench, _) = serve(Bench::builder(), |bench| held = Some(hold(bench)));
    let reported = problems(&bench);
    let peer = Fragile::to(&bench);
    peer.call("echo", "1");
    let reply = held.unwrap().recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    until("the call is cancelled", || reply.is_cancelled());
    reply.fail("out of order");
    assert_eq!(reported.recv_timeout(SOON).unwrap(), "out of order");
}
