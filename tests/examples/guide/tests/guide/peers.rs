//! Who is connected, and answers from several.

use guide::lab::{Controller, Lab, args};
use qrpc_runtime::PeerEvent;

use crate::testing::connect;

#[test]
fn a_lab_asks_all_of_its_peers() {
    let watch = |lab: &Lab| {
        // begin: on-peer
        lab.on_peer(|event| match event {
            PeerEvent::Connected(peer) => println!("{peer} is here"),
            PeerEvent::Disconnected(peer, reason) => println!("{peer} is gone: {reason}"),
            _ => {}
        });
        // end
    };
    let (lab, controller) = connect(Lab::builder(), watch);
    controller.confirm.connect(|_sender, _args| true);
    assert_eq!(votes(&lab), 1);
    let _: &Controller = &controller;
}

fn votes(lab: &Lab) -> usize {
    // begin: gather
    let question = args::Confirm::new("Shall we begin?");
    let mut votes = 0;
    for answer in lab
        .confirm
        .gather(lab.all(), question)
        .into_iter()
        .flatten()
    {
        match answer.result {
            Ok(true) => votes += 1,
            Ok(false) => println!("{} does not agree", answer.peer),
            Err(error) => println!("{} does not vote: {error}", answer.peer),
        }
    }
    // end
    votes
}
