//! How many threads an API has. This test is alone in its process.

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{talk_as, threads_named, until};
use qrpc_runtime::All;

/// Waits until the client has this number of threads.
fn until_threads(count: usize) {
    let has = || threads_named("qrpc-Client") == count;
    until("the client's threads are as many as they should", has);
}

/// Checks that the client has `calls` threads while it only calls, and `answers` threads after it
/// has answered a call.
fn check(extra_thread: bool, calls: usize, answers: usize) {
    let client = Client::builder().async_processing(extra_thread);
    let (bench, client) = talk_as(Bench::builder(), client, |bench, client| {
        bench.echo.connect(|_, args| args.text);
        client.ask.connect(|_, args| args.question);
    });
    until_threads(calls);
    for _ in 0..10 {
        client.echo(All, args::Echo::default()).result().unwrap();
    }
    assert_eq!(threads_named("qrpc-Client"), calls);
    bench.ask(All, args::Ask::default()).result().unwrap();
    until_threads(answers);
    drop((bench, client));
    until_threads(0);
}

#[test]
fn an_api_that_runs_no_handler_has_one_thread() {
    check(false, 1, 2);
    check(true, 2, 2);
}
