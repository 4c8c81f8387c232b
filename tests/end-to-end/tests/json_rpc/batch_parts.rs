//! Messages of this side that do not fit in one batch.

use std::time::Duration;

use end_to_end::SOON;
use end_to_end::json_rpc::{Published, PublishedClient, args};
use qrpc_runtime::{All, CallError, Limits, Promise};
use serde_json::Value;

use crate::caller;

/// The sizes of the batches that ten notifications leave in.
fn sizes_of_ten(limits: Limits) -> Vec<usize> {
    let (client, mut wire) = caller(r"jrpc:\n", limits);
    client
        .batch(All, |peer| {
            (0..10).try_for_each(|n| peer.notify_hello(args::NotifyHello { n }))
        })
        .unwrap();
    let (mut sizes, mut next) = (Vec::new(), 0);
    while next < 10 {
        let batch = wire.receive();
        let messages = match &batch {
            Value::Array(messages) => messages.as_slice(),
            message => std::slice::from_ref(message),
        };
        for message in messages {
            let n = message["params"].get("n").map_or(Some(0), Value::as_i64);
            assert_eq!(n, Some(next));
            next += 1;
        }
        sizes.push(messages.len());
    }
    sizes
}

#[test]
fn messages_that_exceed_half_a_frame_or_the_limit_leave_in_several_batches() {
    // A notification has 59 bytes, the first one, whose argument is the default, 55 bytes.
    let limits = |frame, batch| Limits {
        frame,
        batch,
        ..Limits::default()
    };
    assert_eq!(sizes_of_ten(Limits::default()), [10]);
    assert_eq!(sizes_of_ten(limits(4 << 20, 4)), [4, 4, 2]);
    assert_eq!(sizes_of_ten(limits(400, 256)), [3, 3, 3, 1]);
    assert_eq!(sizes_of_ten(limits(400, 2)), [2; 5]);
    assert_eq!(sizes_of_ten(limits(100, 256)), [1; 10]);
    assert_eq!(sizes_of_ten(limits(4 << 20, 0)), [1; 10]);
}

#[test]
fn what_does_not_fit_in_the_write_queue_fails_and_nothing_is_sent_twice() {
    let limits = Limits {
        queued: 64 << 10,
        queue_patience: Duration::from_millis(50),
        ..Limits::default()
    };
    let (client, mut wire) = caller(r"jrpc:\n", limits);
    // More than the buffers of a socket take.
    let mut sum = None;
    let sent = client.batch(All, |peer| {
        (0..300_000).try_for_each(|n| peer.notify_hello(args::NotifyHello { n }))?;
        sum = Some(peer.sum(args::Sum::new(1, 2, 4)));
        Ok(())
    });
    let failed = sent.unwrap_err().failed;
    assert!(
        matches!(failed.as_slice(), [(_, CallError::Overloaded(_))]),
        "{failed:?}"
    );
    let overloaded = sum.unwrap().result();
    assert!(
        matches!(overloaded, Err(CallError::Overloaded(_))),
        "{overloaded:?}"
    );
    client.stop();
    let mut next = 0;
    while let Some(batch) = wire.receive_or_end() {
        for message in batch.as_array().unwrap() {
            let n = message["params"].get("n").map_or(Some(0), Value::as_i64);
            assert_eq!(n, Some(next));
            next += 1;
        }
    }
    assert!(next > 0 && next < 300_000, "{next}");
}

#[test]
fn a_batch_that_the_delimiter_would_cut_leaves_in_parts() {
    let server = Published::builder()
        .codec("jrpc:},{")
        .transport("tcpserv:127.0.0.1:0");
    let server = server.build().unwrap();
    server.sum.connect(|_, args| args.a + args.b + args.c);
    server.start().unwrap();
    let client = PublishedClient::builder()
        .codec("jrpc:},{")
        .transport(format!("tcp:{}", server.address().unwrap()));
    let client = client.build().unwrap();
    client.start().unwrap();
    let sums = client
        .batch(All, |peer| {
            Ok([1, 2, 3].map(|n| peer.sum(args::Sum::new(n, n, n))))
        })
        .unwrap();
    assert_eq!(sums.map(Promise::result), [Ok(3), Ok(6), Ok(9)]);
}

#[test]
fn more_messages_than_a_peer_accepts_leave_in_several_batches() {
    let server = Published::builder()
        .codec(r"jrpc:\n")
        .transport("tcpserv:127.0.0.1:0");
    let server = server.build().unwrap();
    let (notes, noted) = std::sync::mpsc::channel();
    server
        .notify_hello
        .connect(move |_, args| notes.send(args.n).unwrap());
    server.start().unwrap();
    let client = PublishedClient::builder()
        .codec(r"jrpc:\n")
        .transport(format!("tcp:{}", server.address().unwrap()));
    let client = client.build().unwrap();
    client.start().unwrap();
    client
        .batch(All, |peer| {
            (0..1000).try_for_each(|n| peer.notify_hello(args::NotifyHello { n }))
        })
        .unwrap();
    for n in 0..1000 {
        assert_eq!(noted.recv_timeout(SOON), Ok(n));
    }
}
