//! The replies to received batches: their limits, and when they are sent.

use std::sync::mpsc;

use end_to_end::json_rpc::Published;
use end_to_end::{Wire, until};
use qrpc_runtime::codec::Jrpc;
use qrpc_runtime::{Limits, Reply};
use serde_json::{Value, json};

use crate::{answering, answers, error, essence, result};

const INVALID_REQUEST: i64 = -32600;

fn served(limits: Limits) -> (Published, Wire) {
    let (api, wire) = answering(Jrpc::delimited_by("\n").unwrap(), limits);
    (api, wire.delimited_by(b'\n'))
}

fn calls(count: usize) -> String {
    let calls: Vec<_> = (0..count)
        .map(|id| format!(r#"{{"jsonrpc":"2.0","method":"nothing","id":{id}}}"#))
        .collect();
    format!("[{}]", calls.join(","))
}

#[test]
fn a_batch_has_at_most_as_many_messages_as_the_limit_says() {
    let (_api, mut wire) = served(Limits {
        batch: 5,
        ..Limits::default()
    });
    let answer = answers(&mut wire, &calls(5));
    assert_eq!(answer[0].as_array().map(Vec::len), Some(5));
    let answer = answers(&mut wire, &calls(6));
    assert_eq!(answer.len(), 1);
    assert_eq!(
        essence(&answer[0]),
        essence(&error(Value::Null, INVALID_REQUEST))
    );
    let message = answer[0]["error"]["message"].as_str().unwrap();
    assert!(message.contains("more than 5 messages"), "{message}");
}

#[test]
fn the_replies_of_a_batch_wait_for_the_slowest_call_and_other_calls_do_not() {
    let (holds, held) = mpsc::channel::<Reply<i64>>();
    let (api, mut wire) = served(Limits::default());
    api.sum
        .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    wire.send(
        r#"[{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":1},{"jsonrpc":"2.0","method":"nothing","id":2}]"#,
    );
    let reply = held.recv().unwrap();
    // Later calls are answered before.
    let later = wire.exchange(r#"{"jsonrpc":"2.0","method":"nothing","id":3}"#);
    assert_eq!(later, result(3, Value::Null));
    reply.send(7);
    assert_eq!(
        wire.receive(),
        json!([result(2, Value::Null), result(1, 7)])
    );
}

#[test]
fn the_replies_of_a_batch_do_not_wait_for_a_cancelled_call() {
    let cancel = r#"{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":1}}"#;
    let sum = r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":1}"#;
    let nothing = r#"{"jsonrpc":"2.0","method":"nothing","id":2}"#;
    for frames in [
        vec![format!("[{sum},{nothing}]"), cancel.to_owned()],
        vec![format!("[{nothing},{sum}]"), format!("[{cancel}]")],
        vec![format!("[{sum},{sum},{nothing},{cancel}]")],
        vec![format!("[{sum},{cancel},{nothing}]")],
    ] {
        let (holds, held) = mpsc::channel::<Reply<i64>>();
        let (api, mut wire) = served(Limits::default());
        api.sum
            .connect_later(move |_, _, reply| holds.send(reply).unwrap());
        for frame in &frames {
            wire.send(frame);
        }
        assert_eq!(
            wire.receive(),
            json!([result(2, Value::Null)]),
            "{frames:?}"
        );
        // The call is not answered later.
        held.recv().unwrap().send(7);
        let next = r#"{"jsonrpc":"2.0","method":"nothing","id":3}"#;
        assert_eq!(wire.exchange(next), result(3, Value::Null), "{frames:?}");
    }
}

#[test]
fn a_batch_waits_for_a_call_that_reuses_the_id_of_a_cancelled_call() {
    let cancel = r#"{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":1}}"#;
    let sum = r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":1}"#;
    let nothing = r#"{"jsonrpc":"2.0","method":"nothing","id":2}"#;
    let (holds, held) = mpsc::channel::<Reply<i64>>();
    let (api, mut wire) = served(Limits::default());
    api.sum
        .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    wire.send(format!("[{sum},{cancel},{sum},{nothing}]"));
    let [old, new] = [(); 2].map(|()| held.recv().unwrap());
    old.send(7);
    let next = r#"{"jsonrpc":"2.0","method":"nothing","id":3}"#;
    assert_eq!(wire.exchange(next), result(3, Value::Null));
    new.send(7);
    let replies = json!([result(2, Value::Null), result(1, 7)]);
    assert_eq!(wire.receive(), replies);
}

#[test]
fn a_batch_whose_calls_are_all_cancelled_has_no_replies() {
    let (holds, held) = mpsc::channel::<Reply<i64>>();
    let (api, mut wire) = served(Limits::default());
    api.sum
        .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    wire.send(r#"[{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":1}]"#);
    wire.send(r#"{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":1}}"#);
    let next = r#"{"jsonrpc":"2.0","method":"nothing","id":3}"#;
    assert_eq!(wire.exchange(next), result(3, Value::Null));
    drop(held.recv().unwrap());
    assert_eq!(wire.exchange(next), result(3, Value::Null));
}

#[test]
fn a_batch_whose_peer_has_sent_its_last_byte_is_answered() {
    let (api, mut wire) = served(Limits::default());
    wire.send(calls(3));
    wire.close_output();
    assert_eq!(wire.receive().as_array().map(Vec::len), Some(3));
    assert!(wire.ends());
    until("the peer is gone", || api.peers().is_empty());
}

#[test]
fn replies_that_exceed_half_a_frame_together_come_in_several_batches() {
    let (api, mut wire) = served(Limits {
        frame: 2048,
        ..Limits::default()
    });
    api.get_data.connect(|_| vec!["x".repeat(700).into()]);
    let calls: Vec<_> = (0..5)
        .map(|id| format!(r#"{{"jsonrpc":"2.0","method":"get_data","id":{id}}}"#))
        .collect();
    let replies = answers(&mut wire, &format!("[{}]", calls.join(",")));
    let mut ids: Vec<_> = replies
        .iter()
        .flat_map(|batch| batch.as_array().unwrap())
        .map(|reply| reply["id"].as_u64().unwrap())
        .collect();
    ids.sort_unstable();
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert!(replies.len() > 1);
}

#[test]
fn replies_that_exceed_the_limit_for_replies_do_not_wait() {
    let (holds, held) = mpsc::channel::<Reply<i64>>();
    let (api, mut wire) = served(Limits {
        replies: 5000,
        ..Limits::default()
    });
    api.sum
        .connect_later(move |_, _, reply| holds.send(reply).unwrap());
    api.get_data.connect(|_| vec!["x".repeat(700).into()]);
    let slow = r#"{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":"slow"}"#;
    let large = r#",{"jsonrpc":"2.0","method":"get_data","id":1}"#;
    wire.send(format!("[{slow}{}]", large.repeat(10)));
    let first = wire.receive();
    assert_eq!(first.as_array().map(Vec::len), Some(7));
    held.recv().unwrap().send(7);
    let rest = wire.receive();
    assert_eq!(rest.as_array().map(Vec::len), Some(4));
    assert!(rest.as_array().unwrap().contains(&result("slow", 7)));
}

#[test]
fn a_reply_that_contains_the_delimiter_is_an_error_of_its_own_call_only() {
    let (api, wire) = answering("jrpc:|", Limits::default());
    api.get_data.connect(|_| vec!["a|b".into()]);
    let mut wire = wire.delimited_by(b'|');
    wire.send(
        r#"[{"jsonrpc":"2.0","method":"get_data","id":1},{"jsonrpc":"2.0","method":"nothing","id":2}]"#,
    );
    assert_eq!(
        essence(&wire.receive()),
        essence(&json!([error(1, -32603), result(2, Value::Null)]))
    );
}

#[test]
fn replies_that_the_delimiter_would_cut_come_one_by_one() {
    let (_api, wire) = answering("jrpc:},{", Limits::default());
    let mut wire = wire.delimited_by(b'{');
    // With a blank, the delimiter is not between the calls.
    let calls = r#"[{"jsonrpc":"2.0","method":"nothing","id":1}, {"jsonrpc":"2.0","method":"nothing","id":2}]"#;
    wire.send(format!("{calls}}},"));
    for id in [1, 2] {
        assert_eq!(wire.receive_text(), "");
        let reply = format!(r#""jsonrpc":"2.0","result":null,"id":{id}}}}},"#);
        assert_eq!(wire.receive_text(), reply);
    }
}

#[test]
fn a_result_that_is_too_large_for_a_frame_is_an_error_of_its_own_call_only() {
    let (api, mut wire) = served(Limits {
        frame: 1024,
        ..Limits::default()
    });
    api.get_data.connect(|_| vec!["x".repeat(2000).into()]);
    let frame = r#"[{"jsonrpc":"2.0","method":"get_data","id":1},{"jsonrpc":"2.0","method":"nothing","id":2}]"#;
    let replies: Vec<_> = answers(&mut wire, frame).iter().map(essence).collect();
    assert_eq!(
        replies,
        [essence(&json!([error(1, -32603), result(2, Value::Null)]))]
    );
}
