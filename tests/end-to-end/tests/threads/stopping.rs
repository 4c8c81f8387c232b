//! Stopping while handlers run, from outside and from within.

use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Wire, talk, talk_as};
use qrpc_runtime::{All, Builder, StillRunning};

/// The builders of a bench whose handlers run here, and there.
fn both_places() -> [Builder<Bench>; 2] {
    [Bench::builder(), Bench::builder().async_processing(true)]
}

/// A bench whose `note` runs `run` with the bench itself.
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

/// A bench whose `note` runs until the test lets it end, once it was seen to run.
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
fn messages_that_wait_when_an_api_stops_are_not_handled() {
    for builder in both_places() {
        let (log, noted) = mpsc::channel();
        let (bench, client) = with_itself(builder, move |bench| {
            log.send(()).unwrap();
            if let Some(bench) = &*bench.lock().unwrap() {
                bench.stop();
            }
        });
        let mut wire = Wire::to(&client.address().unwrap());
        // All of them come in one read.
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
