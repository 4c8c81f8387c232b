//! Calls that are cancelled while reading from their peer is paused.

use std::io::Write as _;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use end_to_end::bench::Bench;
use end_to_end::{SOON, Wire, hold, serve, until};
use qrpc_runtime::Limits;

use crate::{Fragile, Handlers, never_answer, until_none_in_progress};

/// Limits with which reading pauses after the third call.
fn two_calls() -> Limits {
    Limits {
        calls_in: 2,
        ..Limits::default()
    }
}

/// The same limits, with a short time to wait after the last byte of a peer.
fn brief_drain() -> Limits {
    Limits {
        drain: Duration::from_millis(50),
        ..two_calls()
    }
}

/// Starts a bench whose handlers never answer.
fn silent(limits: Limits) -> (Bench, Handlers) {
    let mut handlers = None;
    let (bench, _) = serve(Bench::builder().limits(limits), |bench| {
        handlers = Some(never_answer(bench));
    });
    (bench, handlers.unwrap())
}

impl Fragile {
    fn call_all(&self, calls: usize) {
        (0..calls).for_each(|id| self.call("echo", &id.to_string()));
    }

    fn cancel(&self, id: usize) {
        let params = format!(r#"{{"id":{id}}}"#);
        let frame = format!(r#"{{"jsonrpc":"2.0","method":"rpc.cancel","params":{params}}}"#);
        (&self.0).write_all(frame.as_bytes()).unwrap();
        (&self.0).write_all(&[0]).unwrap();
    }

    /// Sends a little more bytes than are read ahead, so that the system has room for the rest.
    fn flood(&self) {
        let note = "{\"jsonrpc\":\"2.0\",\"method\":\"unknown\"}\0";
        let notes = note.repeat((72 << 10) / note.len());
        (&self.0).write_all(notes.as_bytes()).unwrap();
    }
}

#[test]
fn a_cancelling_message_takes_effect() {
    let (bench, handlers) = silent(two_calls());
    let peer = Fragile::to(&bench);
    peer.call_all(3);
    handlers.wait_started(3);
    (0..3).for_each(|id| peer.cancel(id));
    handlers.wait_dropped(3);
    until_none_in_progress(&bench);
}

#[test]
fn a_cancelling_message_takes_effect_for_a_call_that_waits() {
    const CALLS: usize = 40;
    let (bench, _handlers) = silent(two_calls());
    let (notes, noted) = mpsc::channel();
    bench.note.connect(move |_, _| notes.send(()).unwrap());
    let peer = Fragile::to(&bench);
    peer.call_all(CALLS);
    (0..CALLS).for_each(|id| peer.cancel(id));
    // The future of a call that is cancelled before its turn is not polled, but all calls are read.
    peer.notify("note");
    noted.recv_timeout(SOON).unwrap();
    until_none_in_progress(&bench);
}

#[test]
fn a_call_that_waits_behind_a_cancelling_message_with_its_id_is_not_cancelled() {
    let mut held = None;
    let (bench, address) = serve(Bench::builder().limits(two_calls()), |bench| {
        held = Some(hold(bench));
    });
    let held = held.unwrap();
    let mut wire = Wire::to(&address);
    let call = |id: u32| format!(r#"{{"jsonrpc":"2.0","method":"echo","id":{id}}}"#);
    (0..3).for_each(|id| wire.send(call(id)));
    let replies: Vec<_> = (0..3).map(|_| held.recv_timeout(SOON).unwrap()).collect();
    wire.send(r#"{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":0}}"#);
    until("the call is cancelled", || replies[0].is_cancelled());
    wire.send(call(0));
    drop(replies);
    let again = held.recv_timeout(SOON).unwrap();
    assert!(!again.is_cancelled());
    again.send("again".to_owned());
    while wire.receive()["result"] != "again" {}
    assert_eq!(bench.peers().len(), 1);
}

#[test]
fn peers_that_close_their_connection_make_room_for_others() {
    const PEERS: usize = 20;
    for floods in [false, true] {
        let (bench, handlers) = silent(Limits {
            connections: PEERS,
            ..brief_drain()
        });
        let peers = || (0..PEERS).map(|_| Fragile::to(&bench)).collect::<Vec<_>>();
        for peer in peers() {
            peer.call_all(4);
            handlers.wait_started(3);
            if floods {
                peer.flood();
            }
        }
        handlers.wait_dropped(3 * PEERS);
        until("the peers are gone", || bench.peers().is_empty());
        assert_eq!(peers().len(), PEERS);
    }
}

#[test]
fn a_peer_that_resets_its_connection_is_gone_at_once() {
    let (bench, handlers) = silent(two_calls());
    let peer = Fragile::to(&bench);
    peer.call_all(4);
    handlers.wait_started(3);
    peer.crash(&bench);
    handlers.wait_dropped(3);
    until("the peer is gone", || bench.peers().is_empty());
}

#[test]
fn all_calls_of_a_connection_that_is_reset_are_cancelled_though_it_is_not_read_to_its_end() {
    let mut held = None;
    let (bench, _) = serve(Bench::builder().limits(two_calls()), |bench| {
        held = Some(hold(bench));
    });
    let peer = Fragile::to(&bench);
    peer.call_all(4);
    let held = held.unwrap();
    let replies: Vec<_> = (0..3).map(|_| held.recv_timeout(SOON).unwrap()).collect();
    peer.flood();
    peer.crash(&bench);
    for reply in &replies {
        until("the call is cancelled", || reply.is_cancelled());
    }
    drop(replies);
    drop(held.recv_timeout(SOON).unwrap());
    until("the peer is gone", || bench.peers().is_empty());
}

#[test]
fn a_synchronous_handler_before_many_calls_notices_a_reset() {
    let (starts, started) = mpsc::channel();
    let (bench, _) = serve(Bench::builder(), |bench| {
        bench.echo.connect(move |sender, _| {
            starts.send(()).unwrap();
            until("the call is cancelled", || sender.is_cancelled());
            String::new()
        });
    });
    let peer = Fragile::to(&bench);
    peer.call_all(300);
    started.recv_timeout(SOON).unwrap();
    peer.crash(&bench);
    until("the peer is gone", || bench.peers().is_empty());
    until_none_in_progress(&bench);
}

#[test]
fn messages_before_a_reset_are_handled_in_order() {
    const NOTES: usize = 100;
    let (opens, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let (notes, noted) = mpsc::channel();
    let limits = Limits {
        waiting: 2,
        ..Limits::default()
    };
    let (bench, _) = serve(Bench::builder().limits(limits), |bench| {
        bench.note.connect(move |_, args| {
            gate.lock().unwrap().recv_timeout(SOON).ok();
            notes.send(args.text).unwrap();
        });
    });
    let peer = Fragile::to(&bench);
    for number in 0..NOTES {
        let params = format!(r#"{{"text":"{number}"}}"#);
        let frame = format!(r#"{{"jsonrpc":"2.0","method":"note","params":{params}}}"#);
        (&peer.0).write_all(frame.as_bytes()).unwrap();
        (&peer.0).write_all(&[0]).unwrap();
    }
    peer.crash(&bench);
    until("the peer is gone", || bench.peers().is_empty());
    drop(opens);
    for number in 0..NOTES {
        assert_eq!(noted.recv_timeout(SOON), Ok(number.to_string()));
    }
}

#[test]
fn a_peer_that_has_sent_its_last_byte_gets_all_replies_in_order() {
    const CALLS: usize = 3000;
    let (_bench, address) = serve(Bench::builder().limits(two_calls()), |bench| {
        bench.echo.connect_async(|_, args| async { Ok(args.text) });
    });
    let mut wire = Wire::to(&address);
    let calls =
        (0..CALLS).map(|id| format!("{{\"jsonrpc\":\"2.0\",\"method\":\"echo\",\"id\":{id}}}\0"));
    wire.send_raw(calls.collect::<String>().as_bytes());
    wire.close_output();
    for id in 0..CALLS {
        assert_eq!(wire.receive()["id"], id);
    }
    assert!(wire.ends());
}
