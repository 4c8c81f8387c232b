//! Batches that this side sends.

use std::time::Duration;

use end_to_end::json_rpc::{Published, args};
use end_to_end::{SOON, Wire, outcome, until};
use qrpc_runtime::{All, CallError, Limits, SendError};
use serde_json::{Value, json};

use crate::{CODECS, QUICKRPC, caller};

fn reply(call: &Value, result: impl Into<Value>) -> Value {
    json!({ "jsonrpc": "2.0", "result": result.into(), "id": call["id"] })
}

#[test]
fn calls_and_notifications_leave_together() {
    for codec in CODECS {
        let (client, mut wire) = caller(codec, Limits::default());
        let (sum, difference) = client
            .batch(All, |peer| {
                let sum = peer.sum(args::Sum::new(1, 2, 4));
                peer.notify_hello(args::NotifyHello::default())?;
                Ok((sum, peer.subtract(args::Subtract::new(42, 23))))
            })
            .unwrap();
        let messages = match codec {
            // quickrpc cannot read batches.
            QUICKRPC => Value::Array([(); 3].map(|()| wire.receive()).into()),
            _ => wire.receive(),
        };
        assert_eq!(messages.as_array().map(Vec::len), Some(3), "{codec}");
        assert_eq!(messages[0]["method"], "sum", "{codec}");
        assert_eq!(messages[1]["method"], "notify_hello", "{codec}");
        assert_eq!(messages[1].get("id"), None, "{codec}");
        // The replies come in another order.
        let replies = [reply(&messages[2], 19), reply(&messages[0], 7)];
        wire.send(Value::from(replies.to_vec()).to_string());
        assert_eq!(sum.result(), Ok(7), "{codec}");
        assert_eq!(outcome(&client, difference), Ok(19), "{codec}");
    }
}

#[test]
fn a_batch_in_a_batch_leaves_with_the_outer_one() {
    let (client, mut wire) = caller("headers", Limits::default());
    let hello = args::NotifyHello::default;
    client
        .batch(All, |peer| {
            peer.notify_hello(hello())?;
            peer.batch(|inner| {
                inner.notify_hello(hello())?;
                inner.notify_hello(hello())
            })?;
            peer.notify_hello(hello())
        })
        .unwrap();
    assert_eq!(wire.receive().as_array().map(Vec::len), Some(4));
}

#[test]
fn a_batch_of_one_message_is_no_batch_and_an_empty_one_is_not_sent() {
    let (client, mut wire) = caller("headers", Limits::default());
    client.batch(All, |_| Ok(())).unwrap();
    let sum = client.batch(All, |peer| Ok(peer.sum(args::Sum::new(1, 2, 4))));
    let call = wire.receive();
    assert_eq!(call["method"], "sum");
    wire.send(reply(&call, 7).to_string());
    assert_eq!(outcome(&client, sum.unwrap()), Ok(7));
}

#[test]
fn a_batch_to_several_peers_is_answered_by_the_first() {
    let server = Published::builder()
        .codec("headers")
        .transport("tcpserv:127.0.0.1:0");
    let server = server.build().unwrap();
    server.start().unwrap();
    let address = server.address().unwrap();
    let mut wires = [(); 3].map(|()| Wire::to(&address).with_headers());
    until("all are connected", || server.peers().len() == 3);
    let (sum, nothing) = server
        .batch(All, |peer| {
            Ok((peer.sum(args::Sum::new(1, 2, 4)), peer.nothing()))
        })
        .unwrap();
    let batches = wires.each_mut().map(Wire::receive);
    for (wire, batch) in wires.iter_mut().zip(&batches) {
        wire.send(json!([reply(&batch[0], 7), reply(&batch[1], Value::Null)]).to_string());
    }
    assert_eq!(sum.result(), Ok(7));
    assert_eq!(nothing.result(), Ok(()));
}

#[test]
fn if_the_closure_fails_nothing_is_sent_and_the_calls_fail() {
    let limits = Limits {
        batch: 2,
        ..Limits::default()
    };
    let (client, mut wire) = caller(r"jrpc:\n", limits);
    let mut sums = Vec::new();
    let failed: Result<(), _> = client.batch(All, |peer| {
        sums.extend([(); 5].map(|()| peer.sum(args::Sum::new(1, 2, 4))));
        peer.update(qrpc_runtime::Value::List(Vec::new()))?;
        Err(SendError { failed: Vec::new() })
    });
    assert!(failed.is_err());
    for sum in sums {
        assert_eq!(outcome(&client, sum), Err(CallError::Cancelled));
    }
    client
        .notify_hello(All, args::NotifyHello::default())
        .unwrap();
    assert_eq!(wire.receive()["method"], "notify_hello");
}

#[test]
fn a_batch_without_a_receiver_fails_as_its_calls_do() {
    let server = Published::builder()
        .codec("headers")
        .transport("tcpserv:127.0.0.1:0");
    let server = server.build().unwrap();
    server.start().unwrap();
    let sum = server.batch("nobody", |peer| Ok(peer.sum(args::Sum::new(1, 2, 4))));
    let unknown = sum.unwrap().result();
    assert!(
        matches!(unknown, Err(CallError::UnknownReceiver(_))),
        "{unknown:?}"
    );
    let notified = server.batch("nobody", |peer| {
        peer.notify_hello(args::NotifyHello::default())
    });
    assert!(notified.is_err());
}

#[test]
fn a_peer_that_outlives_its_batch_sends_one_by_one() {
    let (client, mut wire) = caller("headers", Limits::default());
    let peer = client.batch(All, |peer| Ok(peer.clone())).unwrap();
    let mut sum = peer.sum(args::Sum::new(1, 2, 4));
    let call = wire.receive();
    wire.send(reply(&call, 7).to_string());
    assert_eq!(sum.result_within(SOON), Ok(7));
}

#[test]
fn calls_of_a_batch_time_out_and_are_cancelled_one_by_one() {
    let (client, mut wire) = caller(r"jrpc:\n", Limits::default());
    let (brief, cancelled, answered) = client
        .batch(All, |peer| {
            let brief = peer.within(Duration::from_millis(20));
            Ok((
                brief.sum(args::Sum::new(1, 2, 4)),
                peer.sum(args::Sum::new(1, 2, 4)),
                peer.sum(args::Sum::new(1, 2, 4)),
            ))
        })
        .unwrap();
    let batch = wire.receive();
    assert_eq!(batch.as_array().map(Vec::len), Some(3));
    cancelled.cancel();
    let message = wire.receive();
    assert_eq!(message["params"]["id"], batch[1]["id"]);
    assert!(matches!(brief.result(), Err(CallError::Timeout(_))));
    wire.send(json!([reply(&batch[2], 7)]).to_string());
    assert_eq!(outcome(&client, answered), Ok(7));
}

#[test]
fn a_call_that_is_cancelled_before_the_batch_leaves_is_not_sent() {
    let (client, mut wire) = caller(r"jrpc:\n", Limits::default());
    let sum = client
        .batch(All, |peer| {
            let cancelled = peer.sum(args::Sum::new(0, 0, 0));
            let sum = peer.sum(args::Sum::new(1, 2, 4));
            cancelled.cancel();
            assert_eq!(cancelled.result(), Err(CallError::Cancelled));
            Ok(sum)
        })
        .unwrap();
    // The peer never sees the cancelled call, so it is not notified.
    let call = wire.receive();
    assert_eq!(call["method"], "sum");
    assert_eq!(call["params"]["c"], 4);
    wire.send(reply(&call, 7).to_string());
    assert_eq!(outcome(&client, sum), Ok(7));
}
