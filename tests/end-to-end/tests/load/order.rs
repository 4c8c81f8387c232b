//! What a handler sends to its caller arrives before its reply.

use std::thread;

use end_to_end::bench::{Bench, args};
use end_to_end::serve;
use qrpc_runtime::Builder;
use serde_json::Value;

use crate::stream::{Stream, echo};
use crate::turn;

const CALLS: usize = 1_000;

/// A server whose handler of `echo` sends its caller a notification with the text, and returns
/// whether it was accepted. It has not to be: a handler may find the queue full.
fn telling(builder: Builder<Bench>) -> (Bench, String) {
    serve(builder, |bench| {
        bench.echo.connect(|sender, args| {
            let tell = args::Tell::default().text(args.text);
            sender.tell(tell).is_ok().to_string()
        });
    })
}

/// Makes the calls in turn. Returns how many of the handlers' notifications were accepted.
fn call_in_turn(client: &mut Stream) -> usize {
    (0..CALLS)
        .filter(|id| told_before_reply(client, *id))
        .count()
}

/// Makes one call. Returns whether its handler's notification was accepted; then it has to come
/// before the reply.
fn told_before_reply(client: &mut Stream, id: usize) -> bool {
    let mark = format!("mark {id}");
    client.send(&echo(id, &mark));
    let mut marked = false;
    loop {
        let frame = client.frame().expect("the connection goes on");
        // The flood is not parsed, so that this client reads as fast as it can.
        if frame.ends_with(FLOOD.as_bytes()) {
            continue;
        }
        let message: Value = serde_json::from_slice(&frame).unwrap();
        if message["method"] == "tell" {
            assert_eq!(message["params"]["text"], mark.as_str());
            marked = true;
            continue;
        }
        assert_eq!(message["id"], id, "{message}");
        assert_eq!(message["result"], marked.to_string(), "{message}");
        return marked;
    }
}

/// How the notifications of the flood end.
const FLOOD: &str = r#"flood"}}"#;

fn order_holds(builder: Builder<Bench>) {
    let (_bench, address) = telling(builder);
    assert_eq!(call_in_turn(&mut Stream::to(&address)), CALLS);
}

fn order_holds_in_a_flood(builder: Builder<Bench>) {
    let (bench, address) = telling(builder);
    let mut client = Stream::to(&address);
    told_before_reply(&mut client, 0);
    let receiver = &bench.peers()[0];
    let text = "x".repeat(1_000) + "flood";
    thread::scope(|scope| {
        // The flood ends when the client goes.
        scope.spawn(|| {
            while bench
                .tell(receiver, args::Tell::default().text(&text))
                .is_ok()
            {}
        });
        let mut client = client;
        call_in_turn(&mut client);
    });
}

#[test]
fn a_notification_comes_before_the_reply_of_a_handler_on_the_receive_thread() {
    let _turn = turn();
    order_holds(Bench::builder());
}

#[test]
fn a_notification_comes_before_the_reply_of_a_handler_on_the_extra_thread() {
    let _turn = turn();
    order_holds(Bench::builder().async_processing(true));
}

#[test]
fn the_order_holds_in_a_flood_for_a_handler_on_the_receive_thread() {
    let _turn = turn();
    order_holds_in_a_flood(Bench::builder());
}

#[test]
fn the_order_holds_in_a_flood_for_a_handler_on_the_extra_thread() {
    let _turn = turn();
    order_holds_in_a_flood(Bench::builder().async_processing(true));
}
