//! A peer that does not read its messages slows down only itself.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, args};
use end_to_end::{SOON, Tap, Taps, outcome};
use qrpc_runtime::{All, CallError, DisconnectReason, Limits, PeerEvent};

/// The maximum number of bytes that wait to be written to a peer.
const ROOM: usize = 1000;

/// A time that is longer than any test takes.
const LONG: Duration = Duration::from_secs(100);

/// Returns a bench with these peers, whose callers wait for room for `queue_patience`.
fn bench<const N: usize>(queue_patience: Duration, taps: [&Arc<Tap>; N]) -> Bench {
    let limits = Limits {
        queued: ROOM,
        queue_patience,
        ..Limits::default()
    };
    let taps = Taps(taps.into_iter().cloned().collect());
    let builder = Bench::builder().limits(limits).transport(taps);
    builder.build().unwrap()
}

/// Fills the write queue of one peer.
fn fill(bench: &Bench, name: &str) {
    let text = "x".repeat(ROOM);
    bench.tell(name, args::Tell::default().text(text)).unwrap();
}

const CALL: &str = r#"{"jsonrpc":"2.0","method":"maybe","id":1}"#;

#[test]
fn a_peer_that_does_not_read_its_answers_is_not_read_until_it_does() {
    const CALLS: usize = 10_000;
    let (greedy, good) = (Tap::shut("greedy"), Tap::open("good"));
    let limits = Limits {
        replies: ROOM,
        ..Limits::default()
    };
    let taps = Taps(vec![Arc::clone(&greedy), Arc::clone(&good)]);
    let bench = Bench::builder().limits(limits).transport(taps);
    let bench = bench.build().unwrap();
    bench.start().unwrap();
    for _ in 0..CALLS {
        greedy.say(CALL);
    }
    good.say(CALL);
    assert_eq!(good.hear()["id"], 1);
    // At most one read and the bytes that are read ahead were taken.
    let read = CALLS * (CALL.len() + 1) - greedy.unread();
    assert!(read <= 128 << 10, "{read} bytes were read");
    greedy.turn_on();
    for _ in 0..CALLS {
        assert_eq!(greedy.hear()["id"], 1);
    }
    assert_eq!(bench.peers().len(), 2);
}

#[test]
fn calls_that_were_read_before_are_handled_when_their_peer_takes_its_replies() {
    const CALLS: usize = 200;
    let shut = Tap::shut("shut");
    let limits = Limits {
        replies: ROOM,
        ..Limits::default()
    };
    let bench = Bench::builder().limits(limits);
    let bench = bench.transport(Taps(vec![Arc::clone(&shut)]));
    let bench = bench.build().unwrap();
    let (log, noted) = mpsc::channel();
    bench
        .note
        .connect(move |_, args| log.send(args.text).unwrap());
    bench.echo.connect(|_, args| args.text + &"x".repeat(ROOM));
    // All messages are available when the bench starts, so it reads them at once.
    for number in 0..CALLS {
        let call = r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"NUMBER "},"id":NUMBER}"#;
        shut.say(&call.replace("NUMBER", &number.to_string()));
        let note = r#"{"jsonrpc":"2.0","method":"note","params":{"text":"NUMBER"}}"#;
        shut.say(&note.replace("NUMBER", &number.to_string()));
    }
    bench.start().unwrap();
    end_to_end::until("a call is handled", || bench.counters().bytes_queued > 0);
    // Messages after a reply that has no room are not handled, so no note is logged.
    assert!(noted.recv_timeout(Duration::from_millis(100)).is_err());
    assert!(bench.counters().bytes_queued < 2 * ROOM);
    shut.turn_on();
    for number in 0..CALLS {
        assert_eq!(shut.hear()["id"], number);
        assert_eq!(noted.recv_timeout(SOON), Ok(number.to_string()));
    }
}

#[test]
fn a_peer_that_takes_nothing_is_disconnected() {
    let stall = Duration::from_millis(100);
    let stalls = Tap::shut("stalls");
    let limits = Limits {
        stall,
        ..Limits::default()
    };
    let taps = Taps(vec![Arc::clone(&stalls)]);
    let bench = Bench::builder().limits(limits).transport(taps);
    let bench = bench.build().unwrap();
    let (log, gone) = mpsc::channel();
    bench.on_peer(move |event| {
        if let PeerEvent::Disconnected(_, reason) = event {
            log.send(reason.clone()).unwrap();
        }
    });
    bench.start().unwrap();
    bench.tell(All, args::Tell::default()).unwrap();
    let reason = gone.recv_timeout(SOON);
    assert_eq!(reason, Ok(DisconnectReason::Stalled(stall)));
}

#[test]
fn no_receiver_of_a_notification_waits_until_another_one_has_room() {
    let (full, good) = (Tap::shut("full"), Tap::open("good"));
    let bench = bench(LONG, [&full, &good]);
    bench.start().unwrap();
    fill(&bench, "full");
    thread::scope(|scope| {
        let tells = scope.spawn(|| bench.tell(["full", "good"], args::Tell::default()));
        assert_eq!(good.hear()["method"], "tell");
        full.turn_on();
        assert_eq!(tells.join().unwrap(), Ok(()));
    });
}

#[test]
fn a_call_to_several_is_answered_though_one_of_them_has_no_room() {
    let (full, good) = (Tap::shut("full"), Tap::open("good"));
    let bench = bench(Duration::from_millis(20), [&full, &good]);
    bench.start().unwrap();
    fill(&bench, "full");
    thread::scope(|scope| {
        let asks = scope.spawn(|| outcome(&bench, bench.ask(All, args::Ask::default())));
        let id = good.hear()["id"].take();
        good.say(&format!(r#"{{"jsonrpc":"2.0","result":"here","id":{id}}}"#));
        assert_eq!(asks.join().unwrap().as_deref(), Ok("here"));
    });
}

#[test]
fn whoever_waits_for_room_gets_it_when_the_peer_reads() {
    // A `queue_patience` that overflows the clock means waiting without end.
    for patience in [LONG, Duration::MAX] {
        let full = Tap::shut("full");
        let bench = bench(patience, [&full]);
        bench.start().unwrap();
        fill(&bench, "full");
        thread::scope(|scope| {
            let tells = scope.spawn(|| bench.tell("full", args::Tell::default().text("last")));
            full.turn_on();
            assert_eq!(tells.join().unwrap(), Ok(()));
        });
        full.hear();
        assert_eq!(full.hear()["params"]["text"], "last");
    }
}

#[test]
fn whoever_waits_for_room_is_told_when_the_peer_goes() {
    let full = Tap::shut("full");
    let bench = bench(LONG, [&full]);
    bench.start().unwrap();
    fill(&bench, "full");
    let receiver = &bench.peers()[0];
    thread::scope(|scope| {
        let tells = scope.spawn(|| bench.tell(receiver, args::Tell::default()));
        full.go();
        let failed = tells.join().unwrap().unwrap_err().failed;
        assert!(
            matches!(&failed[0].1, CallError::Disconnected { peer, .. } if peer == "full"),
            "{failed:?}"
        );
    });
}

#[test]
fn whoever_waits_for_room_in_vain_is_told() {
    let full = Tap::shut("full");
    let bench = bench(Duration::from_millis(20), [&full]);
    bench.start().unwrap();
    fill(&bench, "full");
    let failed = bench.tell(All, args::Tell::default()).unwrap_err().failed;
    let overloaded = CallError::Overloaded("full".to_owned());
    assert_eq!(failed, [("full".to_owned(), overloaded)]);
}

#[test]
fn waiting_for_room_ends_with_the_deadline_of_the_call() {
    let full = Tap::shut("full");
    let bench = Bench::builder().timeout(Duration::from_millis(20));
    let limits = Limits {
        queued: ROOM,
        queue_patience: LONG,
        ..Limits::default()
    };
    let taps = Taps(vec![Arc::clone(&full)]);
    let bench = bench.limits(limits).transport(taps).build().unwrap();
    bench.start().unwrap();
    fill(&bench, "full");
    let begin = Instant::now();
    let outcome = outcome(&bench, bench.ask(All, args::Ask::default()));
    assert!(
        matches!(
            outcome,
            Err(CallError::Timeout(_) | CallError::Overloaded(_))
        ),
        "{outcome:?}"
    );
    assert!(begin.elapsed() < LONG);
}

#[test]
fn a_handler_that_waits_for_room_keeps_nobody_from_making_it() {
    let (full, good) = (Tap::shut("full"), Tap::open("good"));
    let bench = bench(LONG, [&full, &good]);
    let tell = bench.tell.clone();
    bench.echo.try_connect(move |_, args| {
        tell.call(args.text, args::Tell::default())?;
        Ok("there was room".to_owned())
    });
    bench.start().unwrap();
    fill(&bench, "full");
    good.say(r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"full"},"id":1}"#);
    full.turn_on();
    assert_eq!(good.hear()["result"], "there was room");
}
