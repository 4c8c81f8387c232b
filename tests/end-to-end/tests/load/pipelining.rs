//! Clients that send many calls before they read: calls above the limit are read later, and not
//! refused.

use std::thread;

use end_to_end::bench::Bench;
use end_to_end::{hold, serve};
use qrpc_runtime::Builder;

use crate::stream::{Stream, echoes};
use crate::turn;

/// Returns a server whose handler answers at once.
fn at_once(builder: Builder<Bench>) -> (Bench, String) {
    serve(builder, |bench| {
        bench.echo.connect(|_, args| args.text);
    })
}

/// Returns a server whose calls are answered by another thread, in order.
fn later() -> (Bench, String) {
    let mut held = None;
    let server = serve(Bench::builder(), |bench| held = Some(hold(bench)));
    let held = held.unwrap();
    thread::spawn(move || held.iter().for_each(|reply| reply.send("x".to_owned())));
    server
}

/// Checks that a client that writes this number of calls before it reads gets their results in
/// order.
fn pipeline(address: &str, calls: usize) {
    let mut client = Stream::to(address);
    client.send(&echoes(calls, "x"));
    for id in 0..calls {
        assert_eq!(client.receive_result(id), "x");
    }
}

const MANY: usize = 20_000;

#[test]
fn many_calls_are_answered_by_a_handler_on_the_receive_thread() {
    let _turn = turn();
    let (_bench, address) = at_once(Bench::builder());
    pipeline(&address, MANY);
}

#[test]
fn many_calls_are_answered_by_a_handler_on_the_extra_thread() {
    let _turn = turn();
    let (_bench, address) = at_once(Bench::builder().async_processing(true));
    pipeline(&address, MANY);
}

#[test]
fn many_calls_are_answered_by_a_thread_of_the_program() {
    let _turn = turn();
    let (_bench, address) = later();
    pipeline(&address, MANY);
}

/// Runs [`pipeline`] with five clients at the same time.
fn five_pipeline(address: &str) {
    thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| pipeline(address, 1_400));
        }
    });
}

#[test]
fn calls_of_several_clients_are_answered_by_a_handler_on_the_receive_thread() {
    let _turn = turn();
    let (_bench, address) = at_once(Bench::builder());
    five_pipeline(&address);
}

#[test]
fn calls_of_several_clients_are_answered_by_a_handler_on_the_extra_thread() {
    let _turn = turn();
    let (_bench, address) = at_once(Bench::builder().async_processing(true));
    five_pipeline(&address);
}

#[test]
fn calls_of_several_clients_are_answered_by_a_thread_of_the_program() {
    let _turn = turn();
    let (_bench, address) = later();
    five_pipeline(&address);
}
