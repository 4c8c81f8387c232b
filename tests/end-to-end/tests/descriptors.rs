//! A server that has no descriptors left for new connections, alone in its process.

use std::fs::File;
use std::net::TcpStream;

use end_to_end::bench::Bench;
use end_to_end::{Wire, limit_descriptors, serve, until};

const CALL: &str = r#"{"jsonrpc":"2.0","method":"maybe","id":1}"#;

#[test]
fn who_had_to_wait_for_a_descriptor_is_served_when_there_are_some_again() {
    limit_descriptors(200);
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.maybe.connect(|_| None);
    });
    let mut wire = Wire::to(&address);
    until("the first one is there", || bench.peers().len() == 1);
    let second = TcpStream::connect(&address).unwrap();
    until("the second one is there", || bench.peers().len() == 2);
    let mut hoard: Vec<_> = (0..).map_while(|_| File::open("/dev/null").ok()).collect();
    hoard.pop();
    let mut waiting = Wire::to(&address);
    waiting.send(CALL);
    assert_eq!(
        wire.exchange(CALL)["id"],
        1,
        "others are not served any more"
    );
    drop((second, hoard));
    assert_eq!(waiting.receive()["id"], 1);
}
