//! Stopping an API while handlers run, from another thread and from a handler.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Tap, Taps, Wire, talk, talk_as};
use qrpc_runtime::{All, Builder, StillRunning};

/// Returns builders of a bench whose handlers run on the receive thread, and on an extra thread.
fn both_places() -> [Builder<Bench>; 2] {
    [Bench::builder(), Bench::builder().async_processing(true)]
}

/// Starts a bench whose handler of `note` calls `run` with the bench itself.
fn with_itself(
    bench: Builder<Bench>,
    run: impl Fn(&Mutex<Option<Bench>>) + Send + Sync + 'static,
) -> (Arc<Mutex<Option<Bench>>>, Client) {
    let place = Arc::new(Mutex::new(None));
    let itself = Arc::clone(&place);
    let (bench, client) = talk_as(bench, Client::builder(), |bench, _| {
        bench.note.connect(move |_, _| run(&itself));
    });
    *place.lock().unwrap() = Some(bench);
    (place, client)
}

#[test]
fn a_handler_can_stop_its_api() {
    for builder in both_places() {
        let (stops, stopped) = mpsc::channel();
        let (_bench, client) = with_itself(builder, move |bench| {
            bench.lock().unwrap().as_ref().unwrap().stop();
            stops.send(()).unwrap();
        });
        client.note(All, args::Note::default()).unwrap();
        assert_eq!(stopped.recv_timeout(SOON), Ok(()));
        client.wait().unwrap();
    }
}

#[test]
fn a_handler_can_drop_its_api() {
    for builder in both_places() {
        let (drops, dropped) = mpsc::channel();
        let (_bench, client) = with_itself(builder, move |bench| {
            let bench = bench.lock().unwrap().take();
            drop(bench);
            drops.send(()).unwrap();
        });
        client.note(All, args::Note::default()).unwrap();
        assert_eq!(dropped.recv_timeout(SOON), Ok(()));
        client.wait().unwrap();
    }
}

#[test]
fn a_handler_that_stopped_its_api_can_start_it_again() {
    for builder in both_places() {
        let (says, said) = mpsc::channel();
        let (bench, client) = with_itself(builder, move |bench| {
            let bench = bench.lock().unwrap();
            let bench = bench.as_ref().unwrap();
            bench.stop();
            says.send(bench.start().is_ok()).unwrap();
        });
        client.note(All, args::Note::default()).unwrap();
        assert_eq!(said.recv_timeout(SOON), Ok(true));
        let address = bench.lock().unwrap().as_ref().unwrap().address().unwrap();
        client
            .set_transport(format!("tcp:{address}").as_str())
            .unwrap();
        let answer = client.maybe(All).result();
        assert_eq!(answer, Ok(None));
    }
}

#[test]
fn a_handler_can_set_another_transport() {
    for builder in both_places() {
        let (log, said) = mpsc::channel();
        let (bench, client) = with_itself(builder, move |bench| {
            let bench = bench.lock().unwrap();
            let set = bench.as_ref().unwrap().set_transport("tcpserv:127.0.0.1:0");
            log.send(set.is_ok()).unwrap();
        });
        client.note(All, args::Note::default()).unwrap();
        assert_eq!(said.recv_timeout(SOON), Ok(true));
        let address = bench.lock().unwrap().as_ref().unwrap().address().unwrap();
        client.set_transport(format!("tcp:{address}")).unwrap();
        assert_eq!(client.maybe(All).result(), Ok(None));
    }
}

#[test]
fn an_async_handler_can_stop_its_api() {
    let place: Arc<OnceLock<Bench>> = Arc::default();
    let itself = Arc::clone(&place);
    let (bench, client) = talk(|bench, _| {
        bench.note.connect_async(move |_, _| {
            let itself = Arc::clone(&itself);
            async move {
                itself.wait().stop();
                Ok(())
            }
        });
    });
    place.set(bench).unwrap();
    client.note(All, args::Note::default()).unwrap();
    client.wait().unwrap();
}

/// Starts a bench whose handler of `note` runs until the test lets it end, and waits until that
/// handler runs.
fn hanging(builder: Builder<Bench>) -> (Bench, Client, mpsc::Sender<()>) {
    let (opens, opened) = mpsc::channel::<()>();
    let opened = Mutex::new(opened);
    let (runs, ran) = mpsc::channel();
    let (bench, client) = talk_as(builder, Client::builder(), move |bench, _| {
        bench.note.connect(move |_, _| {
            runs.send(()).unwrap();
            opened.lock().unwrap().recv().ok();
        });
    });
    client.note(All, args::Note::default()).unwrap();
    ran.recv_timeout(SOON).unwrap();
    (bench, client, opens)
}

#[test]
fn stopping_within_a_time_tells_of_a_handler_that_hangs() {
    for builder in both_places() {
        let (bench, client, opens) = hanging(builder);
        let patience = Duration::from_millis(20);
        assert_eq!(bench.stop_within(patience), Err(StillRunning(patience)));
        client.wait().unwrap();
        drop(opens);
    }
}

#[test]
fn stopping_waits_for_the_handler_that_runs() {
    for builder in both_places() {
        let (bench, client, opens) = hanging(builder);
        std::thread::scope(|scope| {
            let stopping = scope.spawn(|| bench.stop());
            client.wait().unwrap();
            assert!(!stopping.is_finished(), "it did not wait");
            drop(opens);
        });
    }
}

#[test]
fn stopping_within_a_time_succeeds_where_nothing_runs() {
    for builder in both_places() {
        let (bench, _client) = talk_as(builder, Client::builder(), |_, _| {});
        assert_eq!(bench.stop_within(SOON), Ok(()));
        assert_eq!(bench.stop_within(SOON), Ok(()));
    }
}

#[test]
fn stopping_within_a_time_waits_no_longer_for_a_peer_that_reads_nothing() {
    let silent = Taps(vec![Tap::shut("silent")]);
    let bench = Bench::builder().transport(silent).build().unwrap();
    bench.start().unwrap();
    bench.tell(All, args::Tell::default()).unwrap();
    let begin = Instant::now();
    let _ = bench.stop_within(Duration::from_millis(20));
    assert!(begin.elapsed() < Duration::from_millis(900));
}

#[test]
fn what_was_sent_before_the_stop_still_leaves() {
    let slow = Tap::shut("slow");
    let taps = Taps(vec![Arc::clone(&slow)]);
    let bench = Bench::builder().transport(taps).build().unwrap();
    bench.start().unwrap();
    bench
        .tell(All, args::Tell::default().text("goodbye"))
        .unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| bench.stop());
        slow.turn_on();
        assert_eq!(slow.hear()["params"]["text"], "goodbye");
    });
}

#[test]
fn messages_that_wait_when_an_api_stops_are_not_handled() {
    for builder in both_places() {
        let (log, noted) = mpsc::channel();
        let (bench, client) = with_itself(builder, move |bench| {
            if let Some(bench) = &*bench.lock().unwrap() {
                bench.stop();
            }
            log.send(()).unwrap();
        });
        let mut wire = Wire::to(&client.address().unwrap());
        // All ten notifications arrive in one read.
        wire.send([r#"{"jsonrpc":"2.0","method":"note"}"#; 10].join("\0"));
        assert_eq!(noted.recv_timeout(SOON), Ok(()));
        let bench = bench.lock().unwrap().take();
        drop(bench);
        assert_eq!(noted.iter().count(), 0);
    }
}

#[test]
fn an_async_handler_that_never_rests_does_not_keep_an_api_from_stopping() {
    let (begins, begun) = mpsc::channel();
    let (bench, client) = talk(|bench, _| {
        bench.note.connect_async(move |_, _| {
            begins.send(()).unwrap();
            async {
                loop {
                    tokio::task::yield_now().await;
                }
            }
        });
    });
    client.note(All, args::Note::default()).unwrap();
    begun.recv_timeout(SOON).unwrap();
    assert_eq!(bench.stop_within(SOON), Ok(()));
}

#[test]
fn an_async_handler_that_waits_for_an_answer_learns_that_its_api_stops() {
    let (says, said) = mpsc::channel();
    let (asks, asked) = mpsc::channel();
    let (bench, client) = talk(|bench, client| {
        bench.note.connect_async(move |sender, _| {
            let says = says.clone();
            async move {
                let answer = sender.ask(args::Ask::default()).await;
                says.send(answer.unwrap_err())?;
                Ok(())
            }
        });
        client
            .ask
            .connect_later(move |_, _, reply| asks.send(reply).unwrap());
    });
    client.note(All, args::Note::default()).unwrap();
    let _reply = asked.recv_timeout(SOON).unwrap();
    bench.stop();
    let error = said.recv_timeout(SOON).unwrap();
    assert_eq!(error, qrpc_runtime::CallError::Stopped);
}

#[test]
fn a_handler_that_set_another_transport_is_done_before_the_next_one_runs() {
    let busy = Arc::new(AtomicBool::new(false));
    let (sets, set) = mpsc::channel();
    let place = Arc::<OnceLock<Bench>>::default();
    let itself = Arc::clone(&place);
    let (bench, client) = talk(|bench, _| {
        let first = Arc::clone(&busy);
        bench.note.connect(move |_, _| {
            first.store(true, Ordering::SeqCst);
            let bench = itself.wait();
            bench.set_transport("tcpserv:127.0.0.1:0").unwrap();
            sets.send(()).unwrap();
            // A next handler that would wrongly run gets 100 ms to do so.
            std::thread::sleep(Duration::from_millis(100));
            first.store(false, Ordering::SeqCst);
        });
        bench.maybe.connect(move |_| {
            let two = busy.load(Ordering::SeqCst);
            two.then(|| "two at once".to_owned())
        });
    });
    let bench = place.get_or_init(|| bench);
    client.note(All, args::Note::default()).unwrap();
    set.recv_timeout(SOON).unwrap();
    let address = bench.address().unwrap();
    client.set_transport(format!("tcp:{address}")).unwrap();
    assert_eq!(client.maybe(All).result(), Ok(None));
}

#[test]
fn threads_that_set_transports_at_once_leave_none_behind() {
    let start = |transport: String| {
        let bench = Bench::builder().transport(transport).build().unwrap();
        bench.start().unwrap();
        bench
    };
    let names = |round: usize| ["a", "b"].map(|name| format!("internal:race:{name}.{round}"));
    let bench = start("internal:race:first".to_owned());
    for round in 0..50 {
        std::thread::scope(|scope| {
            for transport in names(round) {
                scope.spawn(|| bench.set_transport(transport).unwrap());
            }
        });
        assert!(bench.address().is_some(), "it does not run");
    }
    drop(bench);
    for transport in (0..50).flat_map(names) {
        drop(start(transport));
    }
}
