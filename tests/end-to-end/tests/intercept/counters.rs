//! The counters of methods.

use std::sync::Arc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{talk_as, until};
use qrpc_runtime::{All, Fault, MessageCount, MethodCounters};

fn count(counters: &MethodCounters, method: &str) -> (MessageCount, MessageCount) {
    let count = counters.snapshot().get(method).copied().unwrap_or_default();
    (count.outgoing, count.incoming)
}

#[test]
fn messages_are_counted_by_method_and_direction() {
    let at_client = Arc::new(MethodCounters::default());
    let at_bench = Arc::new(MethodCounters::default());
    let (bench, client) = talk_as(
        Bench::builder().intercept(Arc::clone(&at_bench)),
        Client::builder().intercept(Arc::clone(&at_client)),
        |bench, client| {
            bench.echo.connect(|_sender, args| args.text);
            bench
                .note
                .try_connect(|_sender, _args| Err(Fault::new("no")));
            client
                .ask
                .connect_later(|_sender, _args, reply| std::mem::forget(reply));
        },
    );
    for _ in 0..3 {
        client.all().echo(args::Echo::default()).result().unwrap();
    }
    client.note(All, args::Note::default()).unwrap();
    client.all().notify_raw("vendor/x", ()).unwrap();
    client.all().notify_raw("vendor/y", ()).unwrap();
    let promise = bench.ask(All, args::Ask::default());
    until("all ends at the client", || {
        let ended = |method| count(&at_client, method).0.ended;
        ended("echo") == 3 && ended("note") == 1 && ended(MethodCounters::UNKNOWN) == 2
    });
    until("all ends at the bench", || {
        let ended = |method| count(&at_bench, method).1.ended;
        ended("echo") == 3 && ended("note") == 1 && ended(MethodCounters::UNKNOWN) == 2
    });
    let (echo, _) = count(&at_client, "echo");
    assert_eq!((echo.failed, echo.in_progress), (0, 0));
    assert!(echo.bytes > 100 && !echo.elapsed.is_zero());
    let (_, note) = count(&at_bench, "note");
    assert_eq!((note.failed, note.in_progress), (1, 0));
    assert_eq!(count(&at_bench, "ask").0.in_progress, 1);
    until("the call arrives", || {
        count(&at_client, "ask").1.in_progress == 1
    });
    drop(promise);
    until("the call ends", || {
        count(&at_bench, "ask").0.in_progress == 0
    });
}
