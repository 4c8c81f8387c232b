//! The server sends notifications at full speed to a peer that also calls the server.

use std::thread;
use std::time::Duration;

use end_to_end::bench::{Bench, args};
use end_to_end::serve;
use qrpc_runtime::{All, Limits};
use serde_json::Value;

use crate::stream::{Stream, echo, p99};
use crate::turn;

const CALLS: usize = 2_000;

/// The number of calls that a peer that pipelines has in flight.
const WINDOW: usize = 200;

/// The maximum time by which the notifications to a peer delay its replies.
const PROMPT: Duration = Duration::from_millis(100);

/// Returns a server that answers `echo`, and its address.
fn echoing(limits: Limits) -> (Bench, String) {
    serve(Bench::builder().limits(limits), |bench| {
        bench.echo.connect(|_, args| args.text);
    })
}

/// Sends notifications to the only peer until it disconnects.
fn flood(bench: &Bench, text: &str) {
    let receiver = &bench.peers()[0];
    while bench
        .tell(receiver, args::Tell::default().text(text))
        .is_ok()
    {}
}

/// Returns the durations of a peer's calls while the server sends the peer notifications with this
/// text.
fn flooded_with(text: &str) -> Vec<Duration> {
    let (bench, address) = echoing(Limits::default());
    let mut peer = Stream::to(&address);
    peer.timed_echo(0);
    thread::scope(|scope| {
        scope.spawn(|| flood(&bench, text));
        let mut peer = peer;
        (1..=CALLS).map(|id| peer.timed_echo(id)).collect()
    })
}

#[test]
fn a_peer_flooded_with_small_notifications_is_answered_within_100_ms() {
    let _turn = turn();
    let p99 = p99(flooded_with("flood"));
    assert!(p99 < PROMPT, "{p99:?}");
}

#[test]
fn a_peer_flooded_with_large_notifications_is_answered_within_100_ms() {
    let _turn = turn();
    let p99 = p99(flooded_with(&"x".repeat(2_000)));
    assert!(p99 < PROMPT, "{p99:?}");
}

#[test]
fn a_flooded_peer_that_parses_what_it_reads_gets_all_its_replies() {
    let _turn = turn();
    // The notifications are sent faster than the peer reads, so the write queue is always full.
    let short_queue = Limits {
        queued: 1 << 16,
        ..Limits::default()
    };
    let (bench, address) = echoing(short_queue);
    let mut peer = Stream::to(&address);
    peer.timed_echo(0);
    thread::scope(|scope| {
        scope.spawn(|| flood(&bench, &"x".repeat(200)));
        let mut peer = peer;
        for window in 0..CALLS / WINDOW {
            let ids = window * WINDOW..(window + 1) * WINDOW;
            peer.send(&ids.clone().flat_map(|id| echo(id, "")).collect::<Vec<_>>());
            for id in ids {
                assert_eq!(next_reply(&mut peer)["id"], id);
            }
        }
    });
}

/// Returns the next message that is not a notification.
fn next_reply(peer: &mut Stream) -> Value {
    loop {
        let message = peer.receive();
        if message.get("method").is_none() {
            return message;
        }
    }
}

#[test]
fn a_reply_is_sent_although_the_notifications_before_it_fill_their_queue() {
    let _turn = turn();
    let impatient = Limits {
        queue_patience: Duration::ZERO,
        ..Limits::default()
    };
    let (bench, address) = echoing(impatient);
    let mut peer = Stream::to(&address);
    peer.timed_echo(0);
    let text = "x".repeat(10_000);
    while bench.tell(All, args::Tell::default().text(&text)).is_ok() {}
    for id in 1..=10 {
        peer.timed_echo(id);
    }
}

/// If a peer does not read, its write queue becomes full, and a reply waits only for the bytes in
/// the queue and in the buffers of the system. Only for Linux is the size of these buffers known.
#[cfg(target_os = "linux")]
#[test]
fn a_reply_waits_for_little_more_than_the_write_queue() {
    const KERNEL: usize = 3 << 19;
    let _turn = turn();
    let impatient = Limits {
        queue_patience: Duration::from_millis(100),
        ..Limits::default()
    };
    let most = impatient.queued + KERNEL;
    let (bench, address) = echoing(impatient);
    let mut peer = Stream::to(&address);
    peer.timed_echo(0);
    flood(&bench, &"x".repeat(1_000));
    peer.send(&echo(1, "timed"));
    let mut before = 0;
    loop {
        let frame = peer.frame().expect("the connection goes on");
        if frame.ends_with(b"\"id\":1}") {
            break;
        }
        before += frame.len();
    }
    assert!(before < most, "{before} bytes came before the reply");
}
