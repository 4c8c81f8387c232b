//! How many threads a client has after restarts. This test is alone in its process.

use end_to_end::bench::{Bench, Client};
use end_to_end::{serve, thread_count, until};
use qrpc_runtime::{All, Builder};

fn talk(bench: &Bench, client: &Client) {
    bench.start().unwrap();
    client.start().unwrap();
    assert_eq!(client.maybe(All).result(), Ok(None));
}

fn nothing_is_left_behind(client: Builder<Client>) {
    let (bench, address) = serve(Bench::builder(), |_| {});
    bench
        .set_transport(format!("tcpserv:{address}").as_str())
        .unwrap();
    bench.stop();
    let transport = format!("tcp:{address}");
    let client = client.transport(transport.as_str()).build().unwrap();
    talk(&bench, &client);
    let first = thread_count();
    for _ in 0..3 {
        bench.stop();
        client.wait().unwrap();
        talk(&bench, &client);
        // The system may still count a thread for a moment after it has ended.
        until("no thread is left over", || thread_count() <= first);
    }
}

#[test]
fn a_client_that_starts_again_after_its_peer_has_gone_leaves_no_thread_behind() {
    nothing_is_left_behind(Client::builder());
    nothing_is_left_behind(Client::builder().async_processing(true));
}
