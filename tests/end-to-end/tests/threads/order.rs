//! Messages are handled one at a time, in the order in which they were sent.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread::{self, ThreadId};
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, talk, talk_as};
use qrpc_runtime::{All, Builder, CallError};

fn notes_come_in_order(bench: Builder<Bench>) {
    const NOTES: usize = 5000;
    let (log, noted) = mpsc::channel();
    let (_bench, client) = talk_as(bench, Client::builder(), move |bench, _| {
        let echoes = log.clone();
        bench
            .note
            .connect(move |_, args| log.send(args.text).unwrap());
        bench.echo.connect(move |_, args| {
            echoes.send(args.text.clone()).unwrap();
            args.text
        });
    });
    for number in 0..NOTES {
        let text = number.to_string();
        if number % 100 == 50 {
            drop(client.echo(All, args::Echo::default().text(text)));
        } else {
            client.note(All, args::Note::default().text(text)).unwrap();
        }
    }
    for number in 0..NOTES {
        let text = noted.recv_timeout(SOON);
        assert_eq!(text.as_deref(), Ok(number.to_string().as_str()));
    }
}

#[test]
fn messages_of_one_sender_are_handled_in_order() {
    notes_come_in_order(Bench::builder());
}

#[test]
fn messages_of_one_sender_are_handled_in_order_on_the_extra_thread() {
    notes_come_in_order(Bench::builder().async_processing(true));
}

fn one_at_a_time(bench: Builder<Bench>) {
    let busy = AtomicBool::new(false);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        bench.add.connect(move |_, args| {
            assert!(!busy.swap(true, Ordering::SeqCst), "two at once");
            thread::yield_now();
            busy.store(false, Ordering::SeqCst);
            args.a
        });
    });
    let other = Client::builder()
        .transport(format!("tcp:{}", bench.address().unwrap()).as_str())
        .build()
        .unwrap();
    other.start().unwrap();
    thread::scope(|scope| {
        for client in [&client, &other] {
            scope.spawn(move || {
                let calls: Vec<_> = (0..200)
                    .map(|number| client.add(All, args::Add::new(number)))
                    .collect();
                for (number, call) in (0..).zip(calls) {
                    assert_eq!(call.result(), Ok(number));
                }
            });
        }
    });
}

#[test]
fn one_message_is_handled_at_a_time() {
    one_at_a_time(Bench::builder());
}

#[test]
fn one_message_is_handled_at_a_time_on_the_extra_thread() {
    one_at_a_time(Bench::builder().async_processing(true));
}

fn callbacks_run_where_handlers_run(client: Builder<Client>) -> [(ThreadId, String); 2] {
    let (says, said) = mpsc::channel();
    let here = move || {
        let thread = thread::current();
        says.send((thread.id(), thread.name().unwrap_or_default().to_owned()))
            .unwrap();
    };
    let here = Arc::new(here);
    let handler = Arc::clone(&here);
    let (bench, client) = talk_as(Bench::builder(), client, move |bench, client| {
        bench.echo.connect(|_, args| args.text);
        client.tell.connect(move |_, _| handler());
    });
    client
        .echo(All, args::Echo::default())
        .then(move |_| here(), |error| panic!("{error}"));
    let callback = said.recv_timeout(SOON).unwrap();
    bench.tell(All, args::Tell::default()).unwrap();
    [callback, said.recv_timeout(SOON).unwrap()]
}

#[test]
fn callbacks_and_handlers_run_on_the_threads_of_their_api() {
    for (_, name) in callbacks_run_where_handlers_run(Client::builder()) {
        assert!(name.starts_with("qrpc-Client"), "{name}");
    }
}

#[test]
fn callbacks_run_on_the_extra_thread_where_there_is_one() {
    let [callback, handler] =
        callbacks_run_where_handlers_run(Client::builder().async_processing(true));
    assert_eq!(callback, handler);
    assert_eq!(handler.1, "qrpc-Client-2");
}

#[test]
fn a_callback_of_a_result_that_is_there_runs_where_handlers_run_too() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    let promise = client.echo(All, args::Echo::default());
    end_to_end::until("it is there", || client.counters().calls_waiting == 0);
    let (says, said) = mpsc::channel();
    promise.then(
        move |_| says.send(thread::current().id()).unwrap(),
        |error| panic!("{error}"),
    );
    assert_ne!(said.recv_timeout(SOON).unwrap(), thread::current().id());
}

#[test]
fn a_handler_that_hangs_delays_neither_the_answer_nor_the_deadline_of_a_call() {
    let (opens, opened) = mpsc::channel::<()>();
    let opened = Mutex::new(opened);
    let (log, hangs) = mpsc::channel();
    let (bench, client) = talk(|bench, client| {
        bench.brief.connect_later(|_, args, reply| {
            if args.text == "answered" {
                reply.send(args.text);
            } else {
                std::mem::forget(reply);
            }
        });
        client.tell.connect(move |_, _| {
            log.send(()).unwrap();
            opened.lock().unwrap().recv().ok();
        });
    });
    bench.tell(All, args::Tell::default()).unwrap();
    hangs.recv_timeout(SOON).unwrap();
    let brief = |text: &str| {
        let args = args::Brief::default().text(text);
        client.brief(All, args).result()
    };
    assert_eq!(brief("answered").as_deref(), Ok("answered"));
    let late = Err(CallError::Timeout(Duration::from_millis(100)));
    assert_eq!(brief("not answered"), late);
    drop(opens);
}

#[test]
fn each_of_many_threads_gets_its_own_answers() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let client = &client;
            scope.spawn(move || {
                for call in 0..500 {
                    let text = format!("{thread}/{call}");
                    let echo = client.echo(All, args::Echo::default().text(text.as_str()));
                    assert_eq!(echo.result(), Ok(text));
                }
            });
        }
    });
    assert_eq!(client.counters().calls_waiting, 0);
}

#[test]
fn an_answer_is_not_missed_when_the_thread_that_reads_has_its_own() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    for _ in 0..2000 {
        let both_are_there = Barrier::new(2);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    both_are_there.wait();
                    let echo = client.echo(All, args::Echo::default());
                    assert_eq!(echo.result().as_deref(), Ok(""));
                });
            }
        });
    }
}
