//! A finished reply does not wait for handlers of later calls.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use end_to_end::bench::Bench;
use end_to_end::serve;
use qrpc_runtime::{Builder, Limits};
use serde_json::json;

use crate::stream::{Stream, call, echo};
use crate::turn;

/// The maximum time to wait for a reply, much longer than a reply takes.
const PATIENCE: Duration = Duration::from_secs(3);

fn maybe(id: usize) -> Vec<u8> {
    call(id, "maybe", &json!({}))
}

/// Sends two calls in one packet: the handler of the first is fast, and the handler of the second
/// was fast in earlier packets but now blocks.
fn the_first_reply_comes_while_the_second_handler_runs(builder: Builder<Bench>) {
    let (opens, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let blocks = Arc::new(AtomicBool::new(false));
    let (_bench, address) = serve(builder, |bench| {
        let blocks = Arc::clone(&blocks);
        bench.echo.connect(|_, args| args.text);
        bench.maybe.connect(move |_| {
            if blocks.load(Ordering::SeqCst) {
                gate.lock().unwrap().recv().ok();
            }
            None
        });
    });
    // `opens` is dropped before the server, so that the handler ends even if the test fails.
    let opens = opens;
    let mut client = Stream::to(&address);
    client.read_within(PATIENCE);
    for id in 0..10 {
        client.send(&[echo(2 * id, ""), maybe(2 * id + 1)].concat());
        client.receive_result(2 * id);
        client.receive_result(2 * id + 1);
    }
    blocks.store(true, Ordering::SeqCst);
    client.send(&[echo(20, "finished"), maybe(21)].concat());
    assert_eq!(client.receive_result(20), "finished");
    opens.send(()).unwrap();
    client.receive_result(21);
}

#[test]
fn a_finished_reply_does_not_wait_for_a_handler_on_the_receive_thread() {
    let _turn = turn();
    the_first_reply_comes_while_the_second_handler_runs(Bench::builder());
}

#[test]
fn a_finished_reply_does_not_wait_for_a_handler_on_the_extra_thread() {
    let _turn = turn();
    let builder = Bench::builder().async_processing(true);
    the_first_reply_comes_while_the_second_handler_runs(builder);
}

#[test]
fn pipelined_calls_with_large_replies_are_all_answered() {
    const CALLS: usize = 1_400;
    let _turn = turn();
    let large = "x".repeat(12_000);
    let (_bench, address) = serve(Bench::builder(), |bench| {
        bench.maybe.connect(move |_| Some(large.clone()));
    });
    let calls: Vec<_> = (0..CALLS).flat_map(maybe).collect();
    for _ in 0..5 {
        let mut client = Stream::to(&address);
        client.send(&calls);
        for id in 0..CALLS {
            let frame = client.frame().expect("the connection goes on");
            // Only the end is compared, since parsing the whole frame would take most of the time.
            assert!(frame.ends_with(format!("\"id\":{id}}}").as_bytes()));
            assert!(frame.len() > 12_000, "reply {id} has no result");
        }
    }
}

#[test]
fn pipelined_replies_may_be_larger_than_the_queue_of_the_servers_own_messages() {
    const CALLS: usize = 1_400;
    let _turn = turn();
    let text = "x".repeat(1_000);
    let short_queue = Limits {
        queued: 1 << 16,
        ..Limits::default()
    };
    let (_bench, address) = serve(Bench::builder().limits(short_queue), |bench| {
        let text = text.clone();
        bench.maybe.connect(move |_| Some(text.clone()));
    });
    let calls: Vec<_> = (0..CALLS).flat_map(maybe).collect();
    for _ in 0..20 {
        let mut client = Stream::to(&address);
        client.send(&calls);
        for id in 0..CALLS {
            assert_eq!(client.receive_result(id), text.as_str());
        }
    }
}
