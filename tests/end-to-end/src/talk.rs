//! Both sides of the bench, over TCP within this process.

use std::sync::mpsc;

use qrpc_runtime::{Builder, PeerEvent, Reply};

use crate::SOON;
use crate::bench::{Bench, Client};

/// Both sides, started, after `prepare` has connected their handlers.
pub fn talk(prepare: impl FnOnce(&Bench, &Client)) -> (Bench, Client) {
    talk_as(Bench::builder(), Client::builder(), prepare)
}

/// Both sides as the builders have them. The client is known to the bench when this returns.
pub fn talk_as(
    bench: Builder<Bench>,
    client: Builder<Client>,
    prepare: impl FnOnce(&Bench, &Client),
) -> (Bench, Client) {
    let bench = bench.transport("tcpserv:127.0.0.1:0").build().unwrap();
    let client = client.build().unwrap();
    prepare(&bench, &client);
    let (comes, came) = mpsc::channel();
    bench.on_peer(move |event| {
        if let PeerEvent::Connected(peer) = event {
            comes.send(peer.name()).ok();
        }
    });
    bench.start().unwrap();
    let address = format!("tcp:{}", bench.address().unwrap());
    client.set_transport(address.as_str()).unwrap();
    client.start().unwrap();
    came.recv_timeout(SOON).unwrap();
    (bench, client)
}

/// A bench alone, started, for peers that are no client of ours. With it comes where it listens.
pub fn serve(bench: Builder<Bench>, prepare: impl FnOnce(&Bench)) -> (Bench, String) {
    let bench = bench.transport("tcpserv:127.0.0.1:0").build().unwrap();
    prepare(&bench);
    bench.start().unwrap();
    let address = bench.address().unwrap();
    (bench, address)
}

/// Has `echo` answered by the test: each call's right to answer comes out here.
pub fn hold(bench: &Bench) -> mpsc::Receiver<Reply<String>> {
    let (holds, held) = mpsc::channel();
    bench
        .echo
        .connect_later(move |_sender, _args, reply| holds.send(reply).unwrap());
    held
}
