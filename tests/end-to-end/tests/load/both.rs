//! Two sides that flood each other at the same time, beyond their limits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{Tap, Taps, talk_as, until};
use qrpc_runtime::{All, Limits, RemoteError};

use crate::turn;

/// The number of calls in flight in each direction.
const CALLS: usize = 100;

fn small() -> Limits {
    Limits {
        replies: 1 << 20,
        queued: 1 << 20,
        ..Limits::default()
    }
}

fn all_are_answered(bench: qrpc_runtime::Builder<Bench>, client: qrpc_runtime::Builder<Client>) {
    let _turn = turn();
    let text = "x".repeat(40_000);
    let patience = Duration::from_secs(50);
    let bench = bench.limits(small()).timeout(patience);
    let client = client.limits(small()).timeout(patience);
    let (bench, client) = talk_as(bench, client, |bench, client| {
        bench.echo.connect(|_, args| args.text);
        bench.note.connect(|_, _| ());
        client.ask.connect(|_, args| args.question);
        client.tell.connect(|_, _| ());
    });
    let floods = AtomicBool::new(true);
    thread::scope(|scope| {
        scope.spawn(|| {
            while floods.load(Ordering::Relaxed) {
                client.note(All, args::Note::default().text("x")).ok();
            }
        });
        scope.spawn(|| {
            while floods.load(Ordering::Relaxed) {
                bench.tell(All, args::Tell::default().text("x")).ok();
            }
        });
        let echoes = scope.spawn(|| {
            let call = |_| client.echo(All, args::Echo::default().text(&text));
            let calls: Vec<_> = (0..CALLS).map(call).collect();
            calls
                .into_iter()
                .filter_map(|call| call.result().ok())
                .count()
        });
        let call = |_| bench.ask(All, args::Ask::default().question(&text));
        let calls: Vec<_> = (0..CALLS).map(call).collect();
        let asks = calls
            .into_iter()
            .filter_map(|call| call.result().ok())
            .count();
        let echoes = echoes.join();
        floods.store(false, Ordering::Relaxed);
        assert_eq!((asks, echoes.unwrap()), (CALLS, CALLS));
    });
}

#[test]
fn two_sides_that_flood_each_other_are_answered() {
    all_are_answered(Bench::builder(), Client::builder());
}

#[test]
fn two_sides_that_flood_each_other_are_answered_by_extra_threads() {
    all_are_answered(
        Bench::builder().async_processing(true),
        Client::builder().async_processing(true),
    );
}

#[test]
fn an_api_stops_with_many_messages_that_are_read_and_not_handled() {
    let _turn = turn();
    let shut = Tap::shut("shut");
    let bench = Bench::builder().limits(Limits {
        replies: 1,
        ..Limits::default()
    });
    let bench = bench.transport(Taps(vec![std::sync::Arc::clone(&shut)]));
    let bench = bench.build().unwrap();
    bench.maybe.connect(|_| Some("x".repeat(1000)));
    bench
        .ping
        .connect(|_| panic!("the reply before it is not written"));
    shut.say(r#"{"jsonrpc":"2.0","method":"maybe","id":1}"#);
    for _ in 0..1500 {
        shut.say(r#"{"jsonrpc":"2.0","method":"ping"}"#);
    }
    bench.start().unwrap();
    until("the reply waits", || bench.counters().bytes_queued > 1000);
    bench.stop();
}

#[test]
fn a_handler_calls_back_in_front_of_more_calls_than_may_be_in_progress() {
    const CALLS: usize = 600;
    let _turn = turn();
    let few = Limits {
        calls_in: 16,
        ..Limits::default()
    };
    let (bench, address) = end_to_end::serve(Bench::builder().limits(few), |bench| {
        bench
            .echo
            .try_connect(|sender, _| Ok(sender.ask(args::Ask::default()).result()?));
        bench.add.connect(|_, args| args.a + args.b);
    });
    let mut wire = end_to_end::Wire::to(&address);
    let mut burst = br#"{"jsonrpc":"2.0","method":"echo","id":0}"#.to_vec();
    for id in 1..CALLS {
        burst.push(0);
        let call = r#"{"jsonrpc":"2.0","method":"add","params":{"a":1},"id":ID}"#;
        burst.extend(call.replace("ID", &id.to_string()).bytes());
    }
    wire.send(burst);
    let asked = wire.receive();
    assert_eq!(asked["method"], "ask");
    // Of the messages that one read returns, only a part is handled.
    assert!(bench.counters().calls_handled < CALLS);
    wire.send(format!(
        r#"{{"jsonrpc":"2.0","result":"here","id":{}}}"#,
        asked["id"]
    ));
    for _ in 0..CALLS {
        let reply = wire.receive();
        if reply["id"] == 0 {
            assert_eq!(reply["result"], "here");
        } else if reply["result"].is_null() {
            // The bench had to read on to find the answer to its own call, so it refused this call.
            assert_eq!(reply["error"]["code"], RemoteError::OVERLOADED);
        }
    }
}
