//! How many threads an API has, alone in its process.

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{talk_as, threads_named};
use qrpc_runtime::All;

/// The client's threads: when its call was answered, and when it has answered one.
fn counts(extra_thread: bool) -> [usize; 2] {
    let client = Client::builder().async_processing(extra_thread);
    let (bench, client) = talk_as(Bench::builder(), client, |bench, client| {
        bench.echo.connect(|_, args| args.text);
        client.ask.connect(|_, args| args.question);
    });
    client.echo(All, args::Echo::default()).result().unwrap();
    let calls = threads_named("qrpc-Client");
    bench.ask(All, args::Ask::default()).result().unwrap();
    [calls, threads_named("qrpc-Client")]
}

#[test]
fn an_api_that_runs_no_handler_has_one_thread() {
    assert_eq!(counts(false), [1, 2]);
    assert_eq!(counts(true), [2, 2]);
}
