//! How many threads a server with 500 connections has. This test is alone in its process.

use end_to_end::bench::Bench;
use end_to_end::{Wire, limit_descriptors, serve, thread_count, until};
use serde_json::json;

#[test]
fn the_number_of_threads_is_the_same_at_1_and_at_500_connections() {
    // Each connection has a descriptor at each of its two ends; many shells allow fewer descriptors
    // in total.
    limit_descriptors(2048);
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.echo.connect(|_, args| args.text);
    });
    let mut wires = vec![Wire::to(&address)];
    until("one is there", || bench.peers().len() == 1);
    let at_one = thread_count();
    wires.extend((1..500).map(|_| Wire::to(&address)));
    until("all are there", || bench.peers().len() == 500);
    assert_eq!(thread_count(), at_one);

    for wire in &mut wires {
        let call = json!({"jsonrpc": "2.0", "method": "echo", "params": {"text": "x"}, "id": 1});
        assert_eq!(wire.exchange(&call.to_string())["result"], "x");
    }
}
