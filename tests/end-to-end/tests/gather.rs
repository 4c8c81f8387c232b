//! The answers of several receivers to one call.

use std::sync::mpsc;
use std::time::Duration;

use end_to_end::bench::{Bench, BenchPeer, Client, args};
use end_to_end::{SOON, serve, until};
use qrpc_runtime::{All, Builder, CallError, Fault, PeerAnswer, Reply};

type Answered = PeerAnswer<BenchPeer, String>;

fn bench() -> (Bench, String) {
    serve(Bench::builder(), |_bench| {})
}

/// Starts a client of the bench that has its handler from `prepare`, and waits until the bench
/// knows the client.
fn client(bench: &Bench, address: &str, prepare: impl FnOnce(&Client)) -> Client {
    let before = bench.peers().len();
    let builder: Builder<Client> = Client::builder();
    let client = builder.transport(format!("tcp:{address}")).build().unwrap();
    prepare(&client);
    client.start().unwrap();
    until("the client", || bench.peers().len() > before);
    client
}

fn answering(bench: &Bench, address: &str, answer: &str) -> Client {
    let answer = answer.to_owned();
    client(bench, address, |client| {
        client.ask.connect(move |_sender, _args| answer.clone());
    })
}

/// Starts a client whose calls the test answers.
fn held(bench: &Bench, address: &str) -> (Client, mpsc::Receiver<Reply<String>>) {
    let (holds, held) = mpsc::channel();
    let client = client(bench, address, |client| {
        client.ask.connect_later(move |_sender, _args, reply| {
            holds.send(reply).unwrap();
        });
    });
    (client, held)
}

fn results(answers: impl IntoIterator<Item = Answered>) -> Vec<Result<String, CallError>> {
    answers.into_iter().map(|answer| answer.result).collect()
}

fn sorted(answers: impl IntoIterator<Item = Answered>) -> Vec<String> {
    let texts = results(answers).into_iter().map(Result::unwrap);
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts
}

#[test]
fn each_receiver_has_one_answer() {
    let (bench, address) = bench();
    let _clients = ["a", "b", "c"].map(|answer| answering(&bench, &address, answer));
    let answers = bench.ask.gather(All, args::Ask::default()).unwrap();
    assert_eq!(answers.len(), 3);
    assert_eq!(sorted(answers), ["a", "b", "c"]);
}

#[test]
fn answers_come_in_the_order_in_which_they_arrive() {
    let (bench, address) = bench();
    let (_first, first) = held(&bench, &address);
    let (_second, second) = held(&bench, &address);
    let mut answers = bench.ask.gather(All, args::Ask::default()).unwrap();
    let first = first.recv_timeout(SOON).unwrap();
    second.recv_timeout(SOON).unwrap().send("early".to_owned());
    assert_eq!(answers.next().unwrap().result.as_deref(), Ok("early"));
    assert_eq!(answers.len(), 1);
    first.send("late".to_owned());
    assert_eq!(answers.next().unwrap().result.as_deref(), Ok("late"));
    assert!(answers.next().is_none());
}

#[test]
fn an_answer_names_its_peer_which_can_be_called() {
    let (bench, address) = bench();
    let _clients = ["a", "b"].map(|answer| answering(&bench, &address, answer));
    for answer in bench.ask.gather(All, args::Ask::default()).unwrap() {
        let again = answer.peer.ask(args::Ask::default()).result();
        assert_eq!(again, answer.result);
    }
}

#[test]
fn the_failure_of_one_receiver_is_its_answer() {
    let (bench, address) = bench();
    let _good = answering(&bench, &address, "good");
    let _bad = client(&bench, &address, |client| {
        client
            .ask
            .try_connect(|_sender, _args| Err(Fault::new("no")));
    });
    let (gone, held) = held(&bench, &address);
    let mut receivers: Vec<_> = bench.peers().iter().map(|peer| peer.name()).collect();
    receivers.push("nobody".to_owned());
    let answers = bench.ask.gather(&receivers, args::Ask::default()).unwrap();
    let _reply = held.recv_timeout(SOON).unwrap();
    gone.stop();
    let results = results(answers);
    assert_eq!(results.len(), 4);
    let count = |is_one: fn(&CallError) -> bool| {
        let errors = results.iter().filter_map(|result| result.as_ref().err());
        errors.filter(|error| is_one(error)).count()
    };
    assert!(results.contains(&Ok("good".to_owned())));
    assert_eq!(count(|error| matches!(error, CallError::Remote(_))), 1);
    assert_eq!(
        count(|error| matches!(error, CallError::UnknownReceiver(_))),
        1
    );
    assert_eq!(
        count(|error| matches!(error, CallError::Disconnected { .. })),
        1
    );
}

#[test]
fn a_receiver_that_is_late_has_a_timeout_as_its_answer() {
    let (bench, address) = bench();
    let _good = answering(&bench, &address, "good");
    let (_late, _held) = held(&bench, &address);
    let brief = Duration::from_millis(100);
    let answers = bench
        .ask
        .gather(bench.all().within(brief), args::Ask::default());
    let results = results(answers.unwrap());
    assert_eq!(
        results,
        [Ok("good".to_owned()), Err(CallError::Timeout(brief))]
    );
    let none = bench
        .ask
        .gather(bench.all().within(Duration::ZERO), args::Ask::default());
    let late = Err(CallError::Timeout(Duration::ZERO));
    assert_eq!(self::results(none.unwrap()), [late.clone(), late]);
}

#[test]
fn without_receivers_there_are_no_answers() {
    let (bench, _address) = bench();
    assert_eq!(
        bench.ask.gather(All, args::Ask::default()).unwrap().count(),
        0
    );
    let nobody: [&str; 0] = [];
    assert_eq!(
        bench
            .ask
            .gather(nobody, args::Ask::default())
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn a_call_that_is_not_sent_has_one_error() {
    let (bench, address) = bench();
    let _client = answering(&bench, &address, "a");
    let guard = bench.ask.guard(|_peers, _args| Err(Fault::new("not now")));
    let refused = bench.ask.gather(All, args::Ask::default());
    assert!(matches!(refused, Err(CallError::Refused(_))));
    bench.ask.disconnect(guard);
    bench.stop();
    let stopped = bench.ask.gather(All, args::Ask::default());
    assert!(matches!(stopped, Err(CallError::Stopped)));
}

#[test]
fn a_stop_ends_the_wait_for_answers() {
    let (bench, address) = bench();
    let (_client, held) = held(&bench, &address);
    let answers = bench.ask.gather(All, args::Ask::default()).unwrap();
    let _reply = held.recv_timeout(SOON).unwrap();
    bench.stop();
    assert_eq!(results(answers), [Err(CallError::Stopped)]);
}

#[test]
fn answers_are_awaited_one_by_one_or_together() {
    let (bench, address) = bench();
    let _clients = ["a", "b"].map(|answer| answering(&bench, &address, answer));
    smol::block_on(async {
        let mut answers = bench.ask.gather(All, args::Ask::default()).unwrap();
        let mut one_by_one = Vec::new();
        while let Some(answer) = answers.next_async().await {
            one_by_one.push(answer);
        }
        assert_eq!(sorted(one_by_one), ["a", "b"]);
        let answers = bench.ask.gather(All, args::Ask::default()).unwrap();
        assert_eq!(sorted(answers.await), ["a", "b"]);
    });
}

#[test]
fn a_handler_may_gather() {
    let (bench, address) = bench();
    let handle = bench.ask.clone();
    bench.echo.try_connect(move |_sender, _args| {
        let answers = handle.gather(All, args::Ask::default())?;
        Ok(sorted(answers).join(" "))
    });
    let clients = ["a", "b"].map(|answer| answering(&bench, &address, answer));
    let echo = clients[0].all().echo(args::Echo::default()).result();
    assert_eq!(echo.as_deref(), Ok("a b"));
}

#[test]
fn dropped_answers_are_forgotten() {
    let (bench, address) = bench();
    let (_client, held) = held(&bench, &address);
    let answers = bench.ask.gather(All, args::Ask::default()).unwrap();
    let _reply = held.recv_timeout(SOON).unwrap();
    assert_eq!(bench.counters().calls_waiting, 1);
    drop(answers);
    assert_eq!(bench.counters().calls_waiting, 0);
}
