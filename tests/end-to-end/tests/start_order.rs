//! Async handlers start in the order of their messages, whoever polls them.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, talk_as};
use qrpc_runtime::{All, Builder, Promise, Task};

const CALLS: usize = 200;

/// Checks the order of many notifications and calls of one peer.
fn start_in_order(bench: Builder<Bench>) {
    let (starts, started) = mpsc::channel();
    let (_bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        let (note, echo) = (starts.clone(), starts.clone());
        bench.note.connect_async(move |_, args| {
            let note = note.clone();
            async move {
                note.send(args.text).unwrap();
                smol::future::yield_now().await;
                Ok(())
            }
        });
        bench.echo.connect_async(move |_, args| {
            let echo = echo.clone();
            async move {
                echo.send(args.text.clone()).unwrap();
                smol::future::yield_now().await;
                Ok(args.text)
            }
        });
    });
    let calls: Vec<_> = (0..CALLS)
        .map(|number| {
            let text = number.to_string();
            client
                .note(All, args::Note::default().text(text.as_str()))
                .unwrap();
            client.echo(All, args::Echo::default().text(text.as_str()))
        })
        .collect();
    for number in 0..CALLS {
        for _ in 0..2 {
            assert_eq!(started.recv_timeout(SOON).unwrap(), number.to_string());
        }
    }
    let answers: Result<Vec<_>, _> = calls.into_iter().map(Promise::result).collect();
    assert_eq!(answers.unwrap().len(), CALLS);
}

#[test]
fn without_an_executor() {
    start_in_order(Bench::builder());
}

#[test]
fn on_several_threads_of_tokio() {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .build()
        .unwrap();
    start_in_order(Bench::builder().executor(tokio.handle().clone()));
}

#[test]
fn on_an_executor_that_polls_the_last_task_first() {
    let executor = |task: Task| {
        std::thread::spawn(|| smol::block_on(task));
    };
    start_in_order(Bench::builder().executor(executor));
}

#[test]
fn a_handler_that_panics_or_never_starts_holds_up_nobody() {
    let (bench, client) = talk_as(
        Bench::builder().executor(|task: Task| smol::unblock(|| smol::block_on(task)).detach()),
        Client::builder(),
        |bench, _| {
            bench.echo.connect_async(|_, args| async move {
                assert_ne!(args.text, "panic");
                Ok(args.text)
            });
            bench.patient.connect_async(|_| std::future::pending());
        },
    );
    let panics = client.echo(All, args::Echo::default().text("panic"));
    // The future of this call may be dropped before it starts.
    client.patient(All).cancel();
    let echo = client.echo(All, args::Echo::default().text("next"));
    assert!(panics.result().is_err());
    assert_eq!(echo.result().as_deref(), Ok("next"));
    drop(bench);
}
