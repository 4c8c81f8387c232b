//! Async handlers in an executor of the program's own.

use std::sync::Arc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{outcome, talk_as};
use qrpc_runtime::{All, Task};

fn runtime() -> Arc<tokio::runtime::Runtime> {
    let built = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("of tokio")
        .enable_time()
        .build();
    Arc::new(built.unwrap())
}

#[test]
fn an_async_handler_runs_in_the_executor_that_the_builder_was_given() {
    let tokio = runtime();
    let spawner = Arc::clone(&tokio);
    let bench = Bench::builder().executor(move |task: Task| drop(spawner.spawn(task)));
    let (_bench, client) = talk_as(bench, Client::builder(), |bench, client| {
        bench.echo.connect_async(|sender, _| async move {
            // `sleep` works only if the timer of tokio runs.
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            let asked = sender.ask(args::Ask::default().question("who")).await?;
            let thread = std::thread::current();
            Ok(format!("{asked} {}", thread.name().unwrap_or_default()))
        });
        client.ask.connect(|_, args| args.question + "?");
    });
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(outcome(&client, promise).as_deref(), Ok("who? of tokio"));
}

#[test]
fn a_panic_in_the_executor_is_an_error_reply() {
    let tokio = runtime();
    let spawner = Arc::clone(&tokio);
    let bench = Bench::builder().executor(move |task: Task| drop(spawner.spawn(task)));
    let (_bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        bench.echo.connect_async(|_, args| async move {
            assert_ne!(args.text, "panic", "as the test wants it");
            Ok(args.text)
        });
    });
    let call = |text: &str| client.echo(All, args::Echo::default().text(text));
    assert!(outcome(&client, call("panic")).is_err());
    assert_eq!(outcome(&client, call("fine")).as_deref(), Ok("fine"));
}

#[test]
fn an_executor_that_drops_its_tasks_has_the_caller_get_an_error() {
    let bench = Bench::builder().executor(|task: Task| drop(task));
    let (_bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        bench
            .echo
            .connect_async(|_, args| async move { Ok(args.text) });
    });
    let promise = client.echo(All, args::Echo::default());
    let error = outcome(&client, promise).unwrap_err().to_string();
    assert!(error.contains("did not answer"), "{error}");
}
