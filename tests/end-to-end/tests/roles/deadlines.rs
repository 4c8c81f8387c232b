//! Replies and deadlines do not wait for a handler.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Hold, Key, SOON, gate, hold, talk_as, until};
use qrpc_runtime::{All, CallError, Promise, Reply};

use crate::{BOTH_MODES, WAITS};

/// The timeout of calls.
const DEADLINE: Duration = Duration::from_millis(200);

/// A time that is longer than a call needs on a busy machine, and much shorter than the handlers in
/// these tests run.
const PROMPT: Duration = Duration::from_millis(1500);

/// A client whose handler of `tell` runs until the key opens if the text is "slow", and a bench
/// whose `echo` the test answers.
struct Sides {
    // `key` is dropped before the APIs, since the handler must end before its API is dropped.
    key: Key,
    bench: Bench,
    client: Client,
    calls: mpsc::Receiver<Reply<String>>,
}

fn sides(extra_thread: bool, how: Hold, timeout: Duration) -> Sides {
    let (gate, key) = gate(how);
    let client = Client::builder()
        .async_processing(extra_thread)
        .timeout(timeout);
    let (bench, client) = talk_as(Bench::builder(), client, |_, client| {
        client.tell.connect(move |_, args| {
            if args.text == "slow" {
                gate.pass();
            }
        });
    });
    Sides {
        calls: hold(&bench),
        key,
        bench,
        client,
    }
}

impl Sides {
    fn tell(&self, text: &str) {
        let tell = args::Tell::default().text(text);
        self.bench.tell(All, tell).unwrap();
    }

    /// Starts the handler, which runs until the key opens.
    fn hold_handler(&self) {
        self.tell("slow");
        self.key.wait_entered();
    }

    /// Makes a call, waits until the bench has received it, and returns its promise and its reply.
    fn call(&self) -> (Promise<String>, Reply<String>) {
        let promise = self.client.echo(All, args::Echo::default());
        (promise, self.calls.recv_timeout(SOON).unwrap())
    }
}

fn deadlines_are_kept(sides: &Sides) {
    for wait in WAITS {
        let begin = Instant::now();
        let (promise, _reply) = sides.call();
        assert_eq!(wait(promise), Err(CallError::Timeout(DEADLINE)));
        let passed = begin.elapsed();
        assert!(passed < PROMPT, "{passed:?}");
    }
}

fn every_way(timeout: Duration, check: impl Fn(&Sides)) {
    for extra_thread in BOTH_MODES {
        for how in Hold::ALL {
            println!("async_processing({extra_thread}), the handler {how:?}");
            check(&sides(extra_thread, how, timeout));
        }
    }
}

#[test]
fn a_deadline_does_not_wait_for_a_handler() {
    every_way(DEADLINE, |sides| {
        sides.hold_handler();
        deadlines_are_kept(sides);
    });
}

#[test]
fn a_deadline_for_which_no_thread_waits_does_not_wait_for_a_handler() {
    every_way(DEADLINE, |sides| {
        sides.hold_handler();
        let (mut promise, _reply) = sides.call();
        until("it settled", || sides.client.counters().calls_waiting == 0);
        let outcome = promise.result_within(Duration::ZERO);
        assert_eq!(outcome, Err(CallError::Timeout(DEADLINE)));
    });
}

#[test]
fn a_deadline_does_not_wait_for_a_method_that_was_quick_a_thousand_times() {
    every_way(DEADLINE, |sides| {
        for _ in 0..1000 {
            sides.tell("quick");
        }
        sides.hold_handler();
        deadlines_are_kept(sides);
    });
}

#[test]
fn a_reply_to_a_call_that_was_made_before_does_not_wait_for_a_handler() {
    every_way(SOON, |sides| {
        let calls = WAITS.map(|wait| (wait, sides.call()));
        thread::scope(|scope| {
            let calls = calls.map(|(wait, (promise, reply))| {
                let waiting = scope.spawn(move || wait(promise));
                (waiting, reply)
            });
            sides.hold_handler();
            for (waiting, reply) in calls {
                let begin = Instant::now();
                reply.send("here".into());
                assert_eq!(waiting.join().unwrap().as_deref(), Ok("here"));
                let passed = begin.elapsed();
                assert!(passed < PROMPT, "{passed:?}");
            }
        });
    });
}

#[test]
fn a_reply_to_a_call_that_is_made_meanwhile_does_not_wait_for_a_handler() {
    every_way(SOON, |sides| {
        sides.hold_handler();
        for wait in WAITS {
            let begin = Instant::now();
            let (promise, reply) = sides.call();
            reply.send("here".into());
            assert_eq!(wait(promise).as_deref(), Ok("here"));
            let passed = begin.elapsed();
            assert!(passed < PROMPT, "{passed:?}");
        }
    });
}
