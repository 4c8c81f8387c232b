//! Calls without an answer in time, and calls whose promise was dropped.

use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, hold, outcome, talk, talk_as, until};
use futures::executor::block_on;
use qrpc_runtime::{All, CallError};

#[test]
fn a_call_times_out_after_what_its_method_says() {
    let (_bench, client) = talk(|bench, _| {
        bench
            .brief
            .connect_later(|_, _, reply| std::mem::forget(reply));
    });
    let promise = client.brief(All, args::Brief::default());
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::Timeout(Duration::from_millis(100)))
    );
}

#[test]
fn a_call_times_out_after_what_the_builder_says_where_the_method_says_nothing() {
    let timeout = Duration::from_millis(30);
    let (_bench, client) = talk_as(
        Bench::builder(),
        Client::builder().timeout(timeout),
        |bench, _| {
            bench
                .echo
                .connect_later(|_, _, reply| std::mem::forget(reply));
        },
    );
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(outcome(&client, promise), Err(CallError::Timeout(timeout)));
}

#[test]
fn an_awaited_call_times_out_too() {
    let (_bench, client) = talk(|bench, _| {
        bench
            .brief
            .connect_later(|_, _, reply| std::mem::forget(reply));
    });
    let awaited = block_on(client.brief(All, args::Brief::default()));
    assert_eq!(awaited, Err(CallError::Timeout(Duration::from_millis(100))));
    assert_eq!(client.counters().calls_waiting, 0);
}

#[test]
fn a_call_times_out_though_nobody_waits_for_it() {
    let (_bench, client) = talk(|bench, _| {
        bench
            .brief
            .connect_later(|_, _, reply| std::mem::forget(reply));
    });
    let (log, failed) = std::sync::mpsc::channel();
    client.brief(All, args::Brief::default()).then(
        |_| panic!("nobody answered"),
        move |error| log.send(error).unwrap(),
    );
    let error = failed.recv_timeout(SOON).unwrap();
    assert_eq!(error, CallError::Timeout(Duration::from_millis(100)));
    assert_eq!(client.counters().calls_waiting, 0);
}

#[test]
fn an_answer_after_the_deadline_is_dropped() {
    let (bench, client) = talk_as(
        Bench::builder(),
        Client::builder().timeout(Duration::from_millis(10)),
        |_, _| {},
    );
    let held = hold(&bench);
    let promise = client.echo(All, args::Echo::default());
    let reply = held.recv_timeout(SOON).unwrap();
    assert!(matches!(
        outcome(&client, promise),
        Err(CallError::Timeout(_))
    ));
    reply.send("late".into());
    until("the answer is a stray", || client.counters().strays == 1);
}

#[test]
fn a_cancelled_call_ends_at_once() {
    let (bench, client) = talk(|_, _| {});
    let held = hold(&bench);
    let promise = client.echo(All, args::Echo::default());
    let reply = held.recv_timeout(SOON).unwrap();
    promise.cancel();
    assert_eq!(outcome(&client, promise), Err(CallError::Cancelled));
    reply.send("late".into());
    until("the answer is a stray", || client.counters().strays == 1);
}

#[test]
fn a_result_that_came_before_the_cancellation_stays() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, _| "there".into());
    });
    let promise = client.echo(All, args::Echo::default());
    // Replies to one peer arrive in order, so the first result has arrived when the second result
    // arrives.
    client.echo(All, args::Echo::default()).result().unwrap();
    promise.cancel();
    assert_eq!(outcome(&client, promise).as_deref(), Ok("there"));
}

#[test]
fn a_dropped_promise_leaves_nothing_behind() {
    let (bench, client) = talk(|_, _| {});
    let held = hold(&bench);
    drop(client.echo(All, args::Echo::default()));
    let _reply = held.recv_timeout(SOON).unwrap();
    assert_eq!(client.counters().calls_waiting, 0);
}

#[test]
fn a_wait_that_is_over_leaves_the_call_going() {
    let (bench, client) = talk(|_, _| {});
    let held = hold(&bench);
    let mut promise = client.echo(All, args::Echo::default());
    let begin = Instant::now();
    let patience = Duration::from_millis(20);
    assert_eq!(promise.result_within(patience), Err(CallError::NotYet));
    assert!(begin.elapsed() >= patience);
    held.recv_timeout(SOON).unwrap().send("at last".into());
    assert_eq!(outcome(&client, promise).as_deref(), Ok("at last"));
}

#[test]
fn a_result_can_be_taken_once() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    let mut promise = client.echo(All, args::Echo::default());
    assert!(promise.result_within(SOON).is_ok());
    assert_eq!(promise.result(), Err(CallError::Taken));
}

#[test]
fn a_time_out_that_no_clock_can_hold_is_none() {
    let (_bench, client) = talk_as(
        Bench::builder(),
        Client::builder().timeout(Duration::MAX),
        |bench, _| {
            bench.echo.connect(|_, args| args.text);
        },
    );
    let promise = client.echo(All, args::Echo::default().text("x"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("x"));
}
