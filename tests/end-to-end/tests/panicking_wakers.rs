//! A waker is application code: its panic ends no connection.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, talk_as};
use qrpc_runtime::{All, Reply};
use std::sync::mpsc;

struct Panics;

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        panic!("on purpose");
    }
}

/// Polls the future once, with a waker that panics.
fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    let waker = Waker::from(Arc::new(Panics));
    future.poll(&mut Context::from_waker(&waker))
}

/// Both sides, and the replies that the bench holds back.
fn held() -> (Bench, Client, mpsc::Receiver<Reply<String>>) {
    let (holds, held) = mpsc::channel();
    let (bench, client) = talk_as(Bench::builder(), Client::builder(), |bench, _| {
        bench
            .patient
            .connect_later(move |_, reply| holds.send(reply).unwrap());
        bench.echo.connect(|_, args| args.text);
    });
    (bench, client, held)
}

fn still_talks(client: &Client) {
    let echo = client.echo(All, args::Echo::default().text("still"));
    assert_eq!(echo.result().as_deref(), Ok("still"));
    assert_eq!(client.peers().len(), 1);
}

#[test]
fn of_a_promise_that_is_answered() {
    let (_bench, client, held) = held();
    let mut promise = client.patient(All);
    assert!(poll(Pin::new(&mut promise)).is_pending());
    held.recv_timeout(SOON).unwrap().send("there".to_owned());
    still_talks(&client);
    assert_eq!(promise.result().as_deref(), Ok("there"));
}

#[test]
fn of_a_promise_that_times_out() {
    let (_bench, client, _held) = held();
    let mut promise = client.all().within(Duration::from_millis(20)).patient();
    assert!(poll(Pin::new(&mut promise)).is_pending());
    std::thread::sleep(Duration::from_millis(60));
    still_talks(&client);
    assert!(promise.result().is_err());
}

#[test]
fn of_the_answers_of_several() {
    let (_bench, client, held) = held();
    let mut answers = client.patient.gather(All).unwrap();
    let mut next = Box::pin(answers.next_async());
    assert!(poll(next.as_mut()).is_pending());
    held.recv_timeout(SOON).unwrap().send("there".to_owned());
    still_talks(&client);
    let answer = futures::executor::block_on(next).unwrap();
    assert_eq!(answer.result.as_deref(), Ok("there"));
}
