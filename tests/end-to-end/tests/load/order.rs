//! Messages that a handler sends to its caller arrive before the handler's reply.

use std::thread;

use end_to_end::bench::{Bench, args};
use end_to_end::serve;
use qrpc_runtime::Builder;
use serde_json::Value;

use crate::stream::{Stream, echo};
use crate::turn;

const CALLS: usize = 1_000;

/// Returns a server whose handler of `echo` sends its caller a notification with the text, and
/// returns whether the notification was accepted. A notification is not accepted if the write queue
/// is full.
fn telling(builder: Builder<Bench>) -> (Bench, String) {
    serve(builder, |bench| {
        bench.echo.connect(|sender, args| {
            let tell = args::Tell::default().text(args.text);
            sender.tell(tell).is_ok().to_string()
        });
    })
}

/// Makes calls one after another. Returns how many notifications of the handlers were accepted.
fn call_in_turn(client: &mut Stream) -> usize {
    (0..CALLS)
        .filter(|id| told_before_reply(client, *id))
        .count()
}

/// Makes one call. Returns whether the notification of its handler was accepted, and checks that an
/// accepted notification arrives before the reply.
fn told_before_reply(client: &mut Stream, id: usize) -> bool {
    let mark = format!("mark {id}");
    client.send(&echo(id, &mark));
    let mut marked = false;
    loop {
        let frame = client.frame().expect("the connection goes on");
        // Notifications of the flood are not parsed, so that this client reads as fast as it can.
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

/// The end of each notification of the flood.
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
        // The flood ends when the client disconnects.
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
