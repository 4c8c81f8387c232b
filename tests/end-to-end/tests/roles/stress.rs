//! Four senders, and handlers that take random times.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use end_to_end::bench::{Bench, BenchPeer, Client, args};
use end_to_end::{serve, until};
use fastrand::Rng;
use qrpc_runtime::{All, CallError, Promise};

use crate::BOTH_MODES;

const SENDERS: usize = 4;
const MESSAGES: usize = 400;

/// The maximum number of calls in flight of one sender.
const UNDER_WAY: usize = 50;

/// The state of the handlers, which only one handler at a time may use.
struct Handled {
    busy: AtomicBool,
    /// The next expected number of each sender.
    next: Mutex<HashMap<String, usize>>,
    rng: Mutex<Rng>,
    violations: Mutex<Vec<String>>,
}

impl Handled {
    fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self {
            busy: AtomicBool::new(false),
            next: Mutex::default(),
            rng: Mutex::new(Rng::with_seed(seed)),
            violations: Mutex::default(),
        })
    }

    fn check(&self, holds: bool, what: &str) {
        if !holds {
            self.violations.lock().unwrap().push(what.to_owned());
        }
    }

    /// Handles a text such as "a 7", which has the name of the sender and the number of the
    /// message.
    fn handle(&self, peer: &BenchPeer, text: &str) -> Result<(), CallError> {
        self.check(!self.busy.swap(true, Ordering::SeqCst), "two at once");
        let (sender, number) = text.split_once(' ').unwrap();
        let mut next = self.next.lock().unwrap();
        let expected = next.entry(sender.to_owned()).or_default();
        self.check(Ok(*expected) == number.parse(), text);
        *expected += 1;
        drop(next);
        let dice = self.rng.lock().unwrap().u8(..100);
        let done = match dice {
            0..=2 => {
                thread::sleep(Duration::from_millis(3));
                Ok(())
            }
            3..=9 => {
                let answer = peer.ask(args::Ask::default().question(text)).result();
                answer.map(|answer| self.check(answer == text, &answer))
            }
            _ => Ok(()),
        };
        self.busy.store(false, Ordering::SeqCst);
        done
    }

    fn handled(&self) -> usize {
        self.next.lock().unwrap().values().sum()
    }
}

fn server(extra_thread: bool, handled: &Arc<Handled>) -> (Bench, String) {
    let bench = Bench::builder().async_processing(extra_thread);
    serve(bench, |bench| {
        let notes = Arc::clone(handled);
        bench.note.connect(move |sender, args| {
            let done = notes.handle(&sender, &args.text);
            notes.check(done.is_ok(), "a notification's question failed");
        });
        let echoes = Arc::clone(handled);
        bench.echo.try_connect(move |sender, args| {
            echoes.handle(&sender, &args.text)?;
            Ok(args.text)
        });
    })
}

fn join(extra_thread: bool, address: &str) -> Client {
    let client = Client::builder()
        .async_processing(extra_thread)
        .transport(format!("tcp:{address}"));
    let client = client.build().unwrap();
    let mut rng = Rng::with_seed(7);
    let dice = move || rng.u8(..100);
    let dice = Mutex::new(dice);
    client.ask.connect(move |_, args| {
        if (dice.lock().unwrap())() < 5 {
            thread::sleep(Duration::from_millis(3));
        }
        args.question
    });
    client.start().unwrap();
    client
}

/// Sends calls and notifications, and sometimes waits for answers.
fn send(sender: usize, client: &Client, mut rng: Rng) {
    let mut calls: Vec<(Promise<String>, String)> = Vec::new();
    for number in 0..MESSAGES {
        let text = format!("{sender} {number}");
        if rng.bool() {
            client.note(All, args::Note::default().text(text)).unwrap();
        } else {
            calls.push((client.echo(All, args::Echo::default().text(&text)), text));
        }
        if calls.len() == UNDER_WAY || rng.u8(..100) < 10 {
            settle(&mut calls);
        }
    }
    settle(&mut calls);
}

fn settle(calls: &mut Vec<(Promise<String>, String)>) {
    for (call, text) in calls.drain(..) {
        assert_eq!(call.result(), Ok(text));
    }
}

fn stress(extra_thread: bool, seed: u64) {
    let handled = Handled::new(seed);
    let (bench, address) = server(extra_thread, &handled);
    let clients: Vec<_> = (0..SENDERS).map(|_| join(extra_thread, &address)).collect();
    thread::scope(|scope| {
        for (sender, client) in clients.iter().enumerate() {
            let rng = Rng::with_seed(seed * 100 + sender as u64);
            scope.spawn(move || send(sender, client, rng));
        }
    });
    until("all are handled", || {
        handled.handled() == SENDERS * MESSAGES
    });
    let none = Vec::<String>::new();
    assert_eq!(*handled.violations.lock().unwrap(), none, "seed {seed}");
    for client in &clients {
        assert_eq!(client.counters().calls_waiting, 0);
    }
    assert_eq!(bench.counters().calls_waiting, 0);
}

#[test]
fn order_and_one_at_a_time_hold_for_random_handler_times() {
    for extra_thread in BOTH_MODES {
        for seed in 0..4 {
            println!("async_processing({extra_thread}), seed {seed}");
            stress(extra_thread, seed);
        }
    }
}
