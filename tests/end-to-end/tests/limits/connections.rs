//! The limit on the number of connections.

use end_to_end::bench::Bench;
use end_to_end::{Wire, serve, until};
use qrpc_runtime::Limits;

const CALL: &str = r#"{"jsonrpc":"2.0","method":"maybe","id":1}"#;

#[test]
fn one_connection_too_many_is_closed_at_once_and_the_others_stay() {
    let two = Limits {
        connections: 2,
        ..Limits::default()
    };
    let (bench, address) = serve(Bench::builder().limits(two), |_| {});
    let mut wires = [Wire::to(&address), Wire::to(&address)];
    until("both are there", || bench.peers().len() == 2);
    assert!(Wire::to(&address).ends());
    for wire in &mut wires {
        assert_eq!(wire.exchange(CALL)["id"], 1);
    }
}

#[test]
fn a_connection_that_goes_makes_room_for_another() {
    let one = Limits {
        connections: 1,
        ..Limits::default()
    };
    let (bench, address) = serve(Bench::builder().limits(one), |_| {});
    let mut first = Wire::to(&address);
    assert_eq!(first.exchange(CALL)["id"], 1);
    drop(first);
    until("it is gone", || bench.peers().is_empty());
    assert_eq!(Wire::to(&address).exchange(CALL)["id"], 1);
}
