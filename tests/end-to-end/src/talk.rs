//! Starts one or both sides of the test API, `Bench` and `Client`, over TCP within this process.

use std::sync::mpsc;

use qrpc_runtime::{Builder, PeerEvent, Reply};

use crate::SOON;
use crate::bench::{Bench, Client};

/// Starts both sides after `prepare` has connected their handlers.
pub fn talk(prepare: impl FnOnce(&Bench, &Client)) -> (Bench, Client) {
    talk_as(Bench::builder(), Client::builder(), prepare)
}

/// Like [`talk`], with these builders. The bench knows the client as a peer when this function
/// returns.
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

/// Starts a bench for peers that do not use a stub. Returns the bench and its address.
pub fn serve(bench: Builder<Bench>, prepare: impl FnOnce(&Bench)) -> (Bench, String) {
    let bench = bench.transport("tcpserv:127.0.0.1:0").build().unwrap();
    prepare(&bench);
    bench.start().unwrap();
    let address = bench.address().unwrap();
    (bench, address)
}

/// Lets the test answer the calls of `echo`: the channel returns the [`Reply`] of each call.
#[must_use]
pub fn hold(bench: &Bench) -> mpsc::Receiver<Reply<String>> {
    let (holds, held) = mpsc::channel();
    bench
        .echo
        .connect_later(move |_sender, _args, reply| holds.send(reply).unwrap());
    held
}
