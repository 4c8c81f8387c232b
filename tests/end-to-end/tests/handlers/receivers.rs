//! Which peers receive a message, and whose answer becomes the result.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Wire, outcome, serve, until};
use qrpc_runtime::{All, CallError, Peer, Receivers};
use serde_json::json;

/// Returns a bench on a new bus, and clients with these names, each of which answers `ask` with its
/// name.
fn on_a_bus<const N: usize>(bus: &str, names: [&str; N]) -> (Bench, [Client; N]) {
    let bench = Bench::builder()
        .transport(format!("internal:{bus}:bench").as_str())
        .build()
        .unwrap();
    bench.start().unwrap();
    let clients = names.map(|name| {
        let client = Client::builder()
            .transport(format!("internal:{bus}:{name}").as_str())
            .build()
            .unwrap();
        let answer = name.to_owned();
        client.ask.connect(move |_, _| answer.clone());
        client.start().unwrap();
        client
    });
    (bench, clients)
}

/// Returns a channel with the notifications to `clients`, each with the index of its client.
fn told<const N: usize>(clients: &[Client; N]) -> mpsc::Receiver<(usize, String)> {
    let (tells, told) = mpsc::channel();
    for (place, client) in clients.iter().enumerate() {
        let tells = tells.clone();
        client
            .tell
            .connect(move |_, args| tells.send((place, args.text)).unwrap());
    }
    told
}

fn sorted(told: &mpsc::Receiver<(usize, String)>, count: usize) -> Vec<usize> {
    let mut places: Vec<_> = (0..count)
        .map(|_| told.recv_timeout(SOON).unwrap().0)
        .collect();
    places.sort_unstable();
    places
}

#[test]
fn a_notification_to_all_goes_to_everybody() {
    let (bench, clients) = on_a_bus("to-all", ["a", "b", "c"]);
    let told = told(&clients);
    bench.tell(All, args::Tell::default()).unwrap();
    assert_eq!(sorted(&told, 3), [0, 1, 2]);
}

#[test]
fn a_notification_to_all_where_nobody_is_goes_to_nobody() {
    let (bench, _) = on_a_bus("to-nobody", []);
    assert_eq!(bench.tell(All, args::Tell::default()), Ok(()));
}

#[test]
fn a_notification_to_names_goes_to_just_those() {
    let (bench, clients) = on_a_bus("to-names", ["a", "b", "c"]);
    let told = told(&clients);
    bench.tell(["c", "a"], args::Tell::default()).unwrap();
    bench.tell("b", args::Tell::default().text("end")).unwrap();
    assert_eq!(sorted(&told, 3), [0, 1, 2]);
}

#[test]
fn a_name_that_comes_twice_is_sent_to_once() {
    let (bench, clients) = on_a_bus("twice", ["a"]);
    let told = told(&clients);
    bench
        .tell(["a", "a"], args::Tell::default().text("1"))
        .unwrap();
    bench.tell("a", args::Tell::default().text("2")).unwrap();
    let texts: Vec<_> = (0..2).map(|_| told.recv_timeout(SOON).unwrap().1).collect();
    assert_eq!(texts, ["1", "2"]);
}

#[test]
fn an_unknown_name_is_told_and_the_others_get_the_message() {
    let (bench, clients) = on_a_bus("unknown", ["a", "b"]);
    let told = told(&clients);
    let error = bench
        .tell(["a", "nobody", "b"], args::Tell::default())
        .unwrap_err();
    assert_eq!(
        error.failed,
        [(
            "nobody".to_owned(),
            CallError::UnknownReceiver("nobody".to_owned())
        )]
    );
    assert_eq!(
        error.to_string(),
        "not sent to nobody: no peer is named nobody"
    );
    assert_eq!(sorted(&told, 2), [0, 1]);
}

#[test]
fn a_call_to_names_of_which_one_is_unknown_has_the_others_answer() {
    let (bench, _clients) = on_a_bus("call-unknown", ["a"]);
    let promise = bench.ask(["nobody", "a"], args::Ask::default());
    assert_eq!(outcome(&bench, promise).as_deref(), Ok("a"));
}

#[test]
fn a_peer_is_called_by_its_generated_type() {
    let (bench, _clients) = on_a_bus("by-peer", ["a", "b"]);
    let answer = bench.to("b").ask(args::Ask::default()).result();
    assert_eq!(answer.as_deref(), Ok("b"));
    let answer = bench.ask(bench.to(["a"]), args::Ask::default()).result();
    assert_eq!(answer.as_deref(), Ok("a"));
}

#[test]
fn all_peers_are_called_as_one() {
    let (bench, _clients) = on_a_bus("all-as-one", ["a"]);
    assert_eq!(bench.all().name(), "all");
    let answer = bench.all().ask(args::Ask::default()).result();
    assert_eq!(answer.as_deref(), Ok("a"));
}

/// Returns a bench, and two plain connections to it.
fn with_wires() -> (Bench, Wire, Wire) {
    let (bench, address) = serve(Bench::builder(), |_| {});
    let first = Wire::to(&address);
    let second = Wire::to(&address);
    until("both are there", || bench.peers().len() == 2);
    (bench, first, second)
}

fn reply(wire: &mut Wire, id: u64, result: &str) {
    wire.send(json!({"jsonrpc": "2.0", "result": result, "id": id}).to_string());
}

#[test]
fn the_first_answer_of_all_counts() {
    let (bench, mut first, mut second) = with_wires();
    let promise = bench.ask(All, args::Ask::default());
    let id = first.receive()["id"].as_u64().unwrap();
    assert_eq!(second.receive()["id"].as_u64(), Some(id));
    reply(&mut second, id, "second");
    assert_eq!(outcome(&bench, promise).as_deref(), Ok("second"));
    reply(&mut first, id, "first");
    until("the other answer is a stray", || {
        bench.counters().strays == 1
    });
}

#[test]
fn a_call_to_all_goes_on_while_anybody_is_left() {
    let (bench, mut first, second) = with_wires();
    let promise = bench.ask(All, args::Ask::default());
    drop(second);
    until("one is gone", || bench.peers().len() == 1);
    let id = first.receive()["id"].as_u64().unwrap();
    reply(&mut first, id, "still here");
    assert_eq!(outcome(&bench, promise).as_deref(), Ok("still here"));
}

#[test]
fn a_call_to_all_is_disconnected_when_all_are_gone() {
    let (bench, first, second) = with_wires();
    let promise = bench.ask(All, args::Ask::default());
    drop((first, second));
    assert!(matches!(
        outcome(&bench, promise),
        Err(CallError::Disconnected { .. })
    ));
}

#[test]
fn an_answer_of_the_wrong_peer_is_dropped() {
    let (bench, mut asked, mut other) = with_wires();
    let promise = bench.ask(asked.name(), args::Ask::default());
    let id = asked.receive()["id"].as_u64().unwrap();
    reply(&mut other, id, "forged");
    until("the forged answer is a stray", || {
        bench.counters().strays == 1
    });
    reply(&mut asked, id, "true");
    assert_eq!(outcome(&bench, promise).as_deref(), Ok("true"));
}

#[test]
fn receivers_are_names_peers_lists_of_either_and_options() {
    let (bench, mut first, mut second) = with_wires();
    let names = vec![first.name(), second.name()];
    let peers = bench.peers();
    let untyped: Vec<Peer> = peers.iter().map(|peer| Peer::clone(peer)).collect();
    let [name, _] = names.as_slice() else {
        panic!("there are two");
    };
    let both = [
        Receivers::from(All),
        Receivers::from(&names),
        Receivers::from(names.clone()),
        Receivers::from(names.as_slice()),
        Receivers::from([names[0].as_str(), names[1].as_str()]),
        Receivers::from(&[names[0].as_str(), names[1].as_str()]),
        Receivers::from(&peers),
        Receivers::from(peers.clone()),
        Receivers::from([&peers[0], &peers[1]]),
        Receivers::from(&untyped),
        Receivers::from(untyped.as_slice()),
        Receivers::from(untyped),
        Receivers::from(Some(&peers)),
        Receivers::from(Some(All)),
        Receivers::from(Some(names.clone())),
        Receivers::from(None::<String>),
    ];
    for receivers in both {
        bench.tell(receivers, args::Tell::default()).unwrap();
        assert_eq!(first.receive()["method"], "tell");
        assert_eq!(second.receive()["method"], "tell");
    }
    let peer = peers.iter().find(|peer| peer.name() == *name).unwrap();
    let one = [
        Receivers::from(name),
        Receivers::from(name.as_str()),
        Receivers::from(Some(name)),
        Receivers::from(peer),
        Receivers::from(peer.clone()),
        Receivers::from(Some(peer)),
        Receivers::from([peer, peer]),
    ];
    for receivers in one {
        bench.tell(receivers, args::Tell::default()).unwrap();
        assert_eq!(first.receive()["method"], "tell");
    }
    // The next message on each connection is the last one, so neither connection received any other
    // message.
    bench.tell(All, args::Tell::default().text("last")).unwrap();
    assert_eq!(first.receive()["params"]["text"], "last");
    assert_eq!(second.receive()["params"]["text"], "last");
}
