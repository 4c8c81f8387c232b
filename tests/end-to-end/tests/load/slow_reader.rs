//! A client that sends all its calls before it reads any reply.

use end_to_end::bench::Bench;
use end_to_end::serve;

use crate::stream::{Stream, echoes};
use crate::turn;

#[test]
fn a_client_that_writes_20_mb_before_it_reads_gets_every_reply() {
    const CALLS: usize = 20_000;
    let _turn = turn();
    let (_bench, address) = serve(Bench::builder(), |bench| {
        bench.echo.connect(|_, args| args.text);
    });
    let text = "x".repeat(1_000);
    let mut client = Stream::to(&address);
    client.send(&echoes(CALLS, &text));
    for id in 0..CALLS {
        assert_eq!(client.receive_result(id), text.as_str());
    }
}
