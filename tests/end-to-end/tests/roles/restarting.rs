//! Restarting an API while a handler from before the restart still runs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, Key, SOON, gate, talk_as, until};
use qrpc_runtime::{All, Promise};

use crate::BOTH_MODES;

/// A bench whose handler of `note` runs until the key opens.
struct Restarting {
    bench: Arc<OnceLock<Bench>>,
    client: Client,
    key: Key,
    log: mpsc::Receiver<String>,
}

/// Starts a bench and its handler of `note`, which calls `first` with the bench and then runs until
/// the key opens. All handlers of the bench log their texts when they end.
fn restarting(extra_thread: bool, how: Hold, first: fn(&Bench)) -> Restarting {
    let (gate, key) = gate(how);
    let (log, logged) = mpsc::channel();
    let place = Arc::<OnceLock<Bench>>::default();
    let itself = Arc::clone(&place);
    let bench = Bench::builder().async_processing(extra_thread);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, client| {
        let busy = Arc::new(AtomicBool::new(false));
        let also_busy = Arc::clone(&busy);
        let echoes = log.clone();
        bench.note.connect(move |_, _| {
            assert!(!busy.swap(true, Ordering::SeqCst));
            first(itself.wait());
            gate.pass();
            log.send("note".into()).unwrap();
            busy.store(false, Ordering::SeqCst);
        });
        bench.echo.connect(move |_, args| {
            if also_busy.load(Ordering::SeqCst) {
                return "two handlers at once".into();
            }
            echoes.send(args.text.clone()).unwrap();
            args.text
        });
        client.ask.connect(|_, args| args.question);
    });
    place.get_or_init(|| bench);
    client.note(All, args::Note::default()).unwrap();
    key.wait_entered();
    Restarting {
        bench: place,
        client,
        key,
        log: logged,
    }
}

impl Restarting {
    fn bench(&self) -> &Bench {
        self.bench.get().unwrap()
    }

    /// Connects the client to the restarted bench.
    fn join(&self) {
        let address = self.bench().address().unwrap();
        self.client.set_transport(format!("tcp:{address}")).unwrap();
        until("it is there", || self.bench().peers().len() == 1);
    }

    fn echo(&self, text: &str) -> Promise<String> {
        self.client.echo(All, args::Echo::default().text(text))
    }

    /// Checks that calls of the new connection wait for the old handler, and that replies do not
    /// wait.
    fn later_calls_wait(self) {
        self.join();
        let calls = ["1", "2", "3"].map(|text| self.echo(text));
        let ask = args::Ask::default().question("?");
        let answer = self.bench().ask(All, ask).result_within(SOON);
        assert_eq!(answer.as_deref(), Ok("?"));
        assert!(self.log.try_recv().is_err(), "a call did not wait");
        self.key.open();
        for text in ["note", "1", "2", "3"] {
            assert_eq!(self.log.recv_timeout(SOON).as_deref(), Ok(text));
        }
        let answers = calls.map(|call| call.result().unwrap());
        assert_eq!(answers, ["1", "2", "3"]);
    }
}

fn every_way(first: fn(&Bench), check: impl Fn(Restarting)) {
    for extra_thread in BOTH_MODES {
        for how in Hold::ALL {
            println!("async_processing({extra_thread}), the handler {how:?}");
            check(restarting(extra_thread, how, first));
        }
    }
}

fn restart(bench: &Bench) {
    bench.stop_within(Duration::from_millis(5)).ok();
    bench.start().unwrap();
}

#[test]
fn a_bench_that_was_started_again_meanwhile_handles_calls_after_the_old_handler() {
    every_way(
        |_| {},
        |running| {
            restart(running.bench());
            running.later_calls_wait();
        },
    );
}

#[test]
fn a_bench_can_be_started_again_many_times_while_a_handler_runs() {
    every_way(
        |_| {},
        |running| {
            for _ in 0..5 {
                restart(running.bench());
                running.join();
                drop(running.echo("too early"));
            }
            restart(running.bench());
            running.later_calls_wait();
        },
    );
}

#[test]
fn a_handler_that_starts_its_bench_again_ends_before_the_next_one_runs() {
    every_way(restart, Restarting::later_calls_wait);
}

#[test]
fn a_handler_that_sets_another_transport_ends_before_the_next_one_runs() {
    let set = |bench: &Bench| bench.set_transport("tcpserv:127.0.0.1:0").unwrap();
    every_way(set, Restarting::later_calls_wait);
}

#[test]
fn a_handler_that_started_its_bench_again_does_not_keep_that_from_stopping() {
    every_way(restart, |running| {
        let stopped = running.bench().stop_within(SOON);
        assert_eq!(stopped, Ok(()));
        running.key.open();
        assert_eq!(running.log.recv_timeout(SOON).as_deref(), Ok("note"));
    });
}
