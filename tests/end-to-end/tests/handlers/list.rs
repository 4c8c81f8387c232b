//! Several handlers of one method.

use std::sync::{Arc, Mutex, mpsc};

use end_to_end::bench::{Bench, args};
use end_to_end::{SOON, talk};
use qrpc_runtime::All;

/// The names of handlers in the order in which they ran.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<&'static str>>>);

impl Log {
    fn add(&self, name: &'static str) {
        self.0.lock().unwrap().push(name);
    }

    fn observe(&self, bench: &Bench, name: &'static str) {
        let log = self.clone();
        bench.note.observe(move |_, _| log.add(name));
    }

    fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn handlers_run_in_the_order_of_connecting() {
    let log = Log::default();
    let (_bench, client) = talk(|bench, _| {
        log.observe(bench, "a");
        bench.echo.connect(|_, args| args.text);
        log.observe(bench, "b");
        log.observe(bench, "c");
    });
    client.note(All, args::Note::default()).unwrap();
    client.echo(All, args::Echo::default()).result().unwrap();
    assert_eq!(log.take(), ["a", "b", "c"]);
}

#[test]
fn a_message_runs_the_handlers_that_there_were_when_it_came() {
    let log = Log::default();
    let (bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    let (note, first) = (bench.note.clone(), log.clone());
    bench.note.observe(move |_, _| {
        first.add("old");
        let new = first.clone();
        note.observe(move |_, _| new.add("new"));
    });
    let noted = || {
        client.note(All, args::Note::default()).unwrap();
        client.echo(All, args::Echo::default()).result().unwrap();
        log.take()
    };
    assert_eq!(noted(), ["old"]);
    assert_eq!(noted(), ["old", "new"]);
}

#[test]
fn a_handler_that_is_disconnected_while_a_message_is_handled_still_gets_that_message() {
    let log = Log::default();
    let (bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    let (note, first) = (bench.note.clone(), log.clone());
    let (hand, given) = mpsc::channel();
    let given = Mutex::new(given);
    bench.note.observe(move |_, _| {
        first.add("one");
        if let Ok(id) = given.lock().unwrap().try_recv() {
            assert!(note.disconnect(id));
        }
    });
    let second = log.clone();
    hand.send(bench.note.observe(move |_, _| second.add("two")))
        .unwrap();
    let noted = || {
        client.note(All, args::Note::default()).unwrap();
        client.echo(All, args::Echo::default()).result().unwrap();
        log.take()
    };
    assert_eq!(noted(), ["one", "two"]);
    assert_eq!(noted(), ["one"]);
}

#[test]
fn each_handler_has_arguments_of_its_own() {
    let (log, seen) = mpsc::channel();
    let (_bench, client) = talk(|bench, _| {
        for end in ["1", "2"] {
            let log = log.clone();
            bench
                .note
                .connect(move |_, args| log.send(args.text + end).unwrap());
        }
    });
    client.note(All, args::Note::default().text("x")).unwrap();
    assert_eq!(seen.recv_timeout(SOON).as_deref(), Ok("x1"));
    assert_eq!(seen.recv_timeout(SOON).as_deref(), Ok("x2"));
}
