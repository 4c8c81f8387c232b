//! What a message that cancels a call does at the side of the handler.

use std::sync::mpsc;
use std::thread;

use end_to_end::bench::Bench;
use end_to_end::editor::Editor;
use end_to_end::tools::Tools;
use end_to_end::{SOON, Wire, until};
use qrpc_runtime::{Reply, RequestId};
use serde_json::{Value, json};

use crate::silent;

/// Starts a server of the API, and connects a peer without a stub.
macro_rules! served {
    ($api:ident, $prepare:expr) => {{
        let api = $api::builder().transport("tcpserv:127.0.0.1:0");
        let api = api.build().unwrap();
        $prepare(&api);
        api.start().unwrap();
        let wire = Wire::to(&api.address().unwrap());
        (api, wire)
    }};
}

fn call(method: &str, id: &Value) -> String {
    json!({ "jsonrpc": "2.0", "method": method, "id": id }).to_string()
}

fn cancelling(method: &str, args: &Value) -> String {
    json!({ "jsonrpc": "2.0", "method": method, "params": args }).to_string()
}

/// The error that answers a cancelled call of the editor.
fn cancelled(id: &Value) -> Value {
    json!({
        "jsonrpc": "2.0",
        "error": { "code": -32800, "message": "a \"cancelled\" request" },
        "id": id,
    })
}

#[test]
fn the_future_is_dropped_and_the_named_error_answers() {
    for id in [json!(0), json!(7), json!("seven"), json!(-1), json!("ä\n")] {
        let (handler, silent) = silent();
        let (_editor, mut wire) =
            served!(Editor, |api: &Editor| _ = api.hover.connect_async(handler));
        wire.send(call("hover", &id));
        silent.wait_begun();
        wire.send(cancelling("$/cancelRequest", &json!({ "id": id })));
        silent.wait_dropped();
        assert_eq!(wire.receive(), cancelled(&id));
    }
}

#[test]
fn a_cancelled_call_is_not_answered_where_the_spec_says_so() {
    let (handler, silent) = silent();
    let (notes, noted) = mpsc::channel();
    let (tools, mut wire) = served!(Tools, |api: &Tools| {
        api.run.connect_async(handler);
        api.notifications_cancelled
            .connect(move |_, args| notes.send(args).unwrap());
    });
    wire.send(call("run", &json!(1)));
    silent.wait_begun();
    let args = json!({ "requestId": 1, "reason": "late" });
    wire.send(cancelling("notifications/cancelled", &args));
    silent.wait_dropped();
    until("no call is in progress", || {
        tools.counters().calls_handled == 0
    });
    // A notification that the spec declares reaches its handlers, too.
    let args = noted.recv_timeout(SOON).unwrap();
    assert_eq!(args.request_id, RequestId::Number(1));
    assert_eq!(args.reason.as_deref(), Some("late"));
    // The next answer is that of another call.
    wire.send(call("nothing", &json!(2)));
    assert_eq!(wire.receive()["id"], 2);
}

#[test]
fn the_extension_of_json_rpc_cancels_where_the_spec_names_nothing() {
    let (handler, silent) = silent();
    let (bench, mut wire) = served!(Bench, |api: &Bench| _ = api.echo.connect_async(handler));
    wire.send(call("echo", &json!(1)));
    silent.wait_begun();
    wire.send(cancelling("rpc.cancel", &json!({ "id": 1 })));
    silent.wait_dropped();
    until("no call is in progress", || {
        bench.counters().calls_handled == 0
    });
    wire.send(call("nothing", &json!(2)));
    assert_eq!(wire.receive()["id"], 2);
}

#[test]
fn other_calls_and_later_calls_of_the_same_id_continue() {
    let (holds, held) = mpsc::channel::<Reply<String>>();
    let hold = move |_: &_, _, reply| holds.send(reply).unwrap();
    let (_editor, mut wire) = served!(Editor, |api: &Editor| {
        api.hover
            .connect_later(move |sender, args, reply| hold(&sender, args, reply));
    });
    for id in [1, 2] {
        wire.send(call("hover", &json!(id)));
    }
    let [first, second] = [(); 2].map(|()| held.recv_timeout(SOON).unwrap());
    wire.send(cancelling("$/cancelRequest", &json!({ "id": 1 })));
    until("the call is cancelled", || first.is_cancelled());
    assert!(!second.is_cancelled());
    drop(first);
    assert_eq!(wire.receive(), cancelled(&json!(1)));
    second.send("second".to_owned());
    assert_eq!(wire.receive()["result"], "second");
    wire.send(call("hover", &json!(1)));
    let again = held.recv_timeout(SOON).unwrap();
    assert!(!again.is_cancelled());
    again.send("again".to_owned());
    assert_eq!(wire.receive()["result"], "again");
}

#[test]
fn a_call_that_reuses_the_id_of_a_cancelled_call_does_not_revive_it() {
    let (holds, held) = mpsc::channel::<Reply<String>>();
    let (_editor, mut wire) = served!(Editor, |api: &Editor| {
        api.hover
            .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    });
    let cancel = cancelling("$/cancelRequest", &json!({ "id": 1 }));
    let hover = call("hover", &json!(1));
    wire.send(&hover);
    let first = held.recv_timeout(SOON).unwrap();
    // All in one packet.
    wire.send_frames(&[&cancel, &hover, &cancel, &hover]);
    let [second, third] = [(); 2].map(|()| held.recv_timeout(SOON).unwrap());
    for old in [first, second] {
        assert!(old.is_cancelled());
        old.send("late".to_owned());
        assert_eq!(wire.receive(), cancelled(&json!(1)));
    }
    assert!(!third.is_cancelled());
    third.send("new".to_owned());
    assert_eq!(wire.receive()["result"], "new");
}

#[test]
fn many_calls_can_be_cancelled() {
    const CALLS: usize = 250;
    let (holds, held) = mpsc::channel::<Reply<String>>();
    let (_editor, mut wire) = served!(Editor, |api: &Editor| {
        api.hover
            .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    });
    for id in 0..CALLS {
        wire.send(call("hover", &json!(id)));
    }
    let replies: Vec<_> = (0..CALLS)
        .map(|_| held.recv_timeout(SOON).unwrap())
        .collect();
    // Most of the cancelled ids belong to no call.
    for id in 0..3000 {
        wire.send(cancelling("$/cancelRequest", &json!({ "id": id })));
    }
    until("all are cancelled", || {
        replies.iter().all(Reply::is_cancelled)
    });
}

#[test]
fn whatever_a_handler_answers_the_caller_gets_the_named_error_once() {
    type End = fn(Reply<String>);
    let ends: [End; 4] = [
        |reply| reply.send("done".to_owned()),
        |reply| reply.fail("broken"),
        |reply| reply.pass(),
        |reply| drop(reply),
    ];
    for end in ends {
        let (holds, held) = mpsc::channel::<Reply<String>>();
        let (_editor, mut wire) = served!(Editor, |api: &Editor| {
            api.hover
                .connect_later(move |_, _, reply| holds.send(reply).unwrap());
        });
        wire.send(call("hover", &json!(1)));
        let reply = held.recv_timeout(SOON).unwrap();
        wire.send(cancelling("$/cancelRequest", &json!({ "id": 1 })));
        until("the call is cancelled", || reply.is_cancelled());
        end(reply);
        assert_eq!(wire.receive(), cancelled(&json!(1)));
        wire.send(call("nothing", &json!(2)));
        assert_eq!(wire.receive()["id"], 2);
    }
}

#[test]
fn a_blocked_handler_notices_the_message() {
    let (_editor, mut wire) = served!(Editor, |api: &Editor| {
        api.hover.connect(|sender, _| {
            let cancelled = sender.cancelled();
            let watcher = thread::spawn(|| futures::executor::block_on(cancelled));
            until("the call is cancelled", || sender.is_cancelled());
            watcher.join().unwrap();
            String::new()
        });
    });
    wire.send(call("hover", &json!(1)));
    wire.send(cancelling("$/cancelRequest", &json!({ "id": 1 })));
    assert_eq!(wire.receive(), cancelled(&json!(1)));
}

#[test]
fn a_message_that_names_no_call_in_progress_changes_nothing() {
    let (_editor, mut wire) = served!(Editor, |api: &Editor| {
        api.hover.connect(|_, args| args.text);
        api.on_unknown(|call| panic!("the hook got `{}`", call.method()));
    });
    for args in [
        json!({}),
        json!([]),
        json!({ "id": null }),
        json!({ "id": { "id": 1 } }),
        json!({ "id": 99 }),
        json!("1"),
    ] {
        wire.send(cancelling("$/cancelRequest", &args));
        let answer = wire.exchange(&call("hover", &json!(1)));
        assert_eq!(answer["result"], "");
    }
}

#[test]
fn a_handler_reads_the_id_of_its_call() {
    let (ids, read) = mpsc::channel();
    let (_editor, mut wire) = served!(Editor, |api: &Editor| {
        api.hover.connect(move |sender, args| {
            ids.send(sender.request_id()).unwrap();
            args.text
        });
    });
    for (id, expected) in [
        (json!(5), Some(RequestId::Number(5))),
        (json!("five"), Some(RequestId::from("five"))),
        (json!(-5), Some(RequestId::Number(-5))),
        (json!(null), None),
        (json!(0.5), None),
    ] {
        assert_eq!(wire.exchange(&call("hover", &id))["id"], id);
        assert_eq!(read.recv_timeout(SOON).unwrap(), expected);
    }
    wire.send(json!({ "jsonrpc": "2.0", "method": "hover" }).to_string());
    assert_eq!(read.recv_timeout(SOON).unwrap(), None);
}
