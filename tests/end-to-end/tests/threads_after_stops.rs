//! A server that is stopped while a handler runs leaves no thread behind. This test is alone in its
//! process.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, gate, talk_as, thread_count, until};
use qrpc_runtime::All;

/// The bench, as its own handler can reach it.
type Place = Arc<Mutex<Option<Bench>>>;

/// An action on the bench.
type Act = fn(&Place);

fn stop(place: &Place) {
    let patience = Duration::from_millis(5);
    if let Some(bench) = &*place.lock().unwrap() {
        bench.stop_within(patience).ok();
    }
}

fn restart(place: &Place) {
    for _ in 0..3 {
        stop(place);
        if let Some(bench) = &*place.lock().unwrap() {
            bench.start().unwrap();
        }
    }
}

fn set_transport(place: &Place) {
    if let Some(bench) = &*place.lock().unwrap() {
        bench.set_transport("tcpserv:127.0.0.1:0").unwrap();
    }
}

fn let_go(place: &Place) {
    drop(place.lock().unwrap().take());
}

fn nothing(_place: &Place) {}

/// Runs a handler that calls `within` and then waits at the gate, and calls `outside` from the test
/// while the handler waits.
fn run(extra_thread: bool, within: Act, outside: Act) {
    let (gate, key) = gate(Hold::Blocks);
    let place = Place::default();
    let itself = Arc::clone(&place);
    let bench = Bench::builder().async_processing(extra_thread);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        bench.note.connect(move |_, _| {
            within(&itself);
            gate.pass();
        });
    });
    *place.lock().unwrap() = Some(bench);
    client.note(All, args::Note::default()).unwrap();
    key.wait_entered();
    outside(&place);
    key.open();
    // The bench is removed from `place`, which the handler shares, so that the bench is dropped.
    let_go(&place);
}

#[test]
fn a_server_that_is_stopped_while_a_handler_runs_leaves_no_thread_behind() {
    let before = thread_count();
    for extra_thread in [false, true] {
        let ways: [(Act, Act); 7] = [
            (nothing, nothing),
            (nothing, stop),
            (nothing, restart),
            (stop, nothing),
            (restart, nothing),
            (set_transport, restart),
            (let_go, nothing),
        ];
        for (within, outside) in ways {
            run(extra_thread, within, outside);
            until("no thread is left over", || thread_count() <= before);
        }
    }
}
