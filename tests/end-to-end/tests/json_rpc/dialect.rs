//! The dialect is the one of the delimiter, unless the program chooses another one.

use end_to_end::Wire;
use end_to_end::json_rpc::{Published, args};
use qrpc_runtime::All;
use qrpc_runtime::codec::{Dialect, Jrpc};

use crate::answers;

/// Whether a side with this codec answers noise, and whether it sends batches.
fn habits(codec: Jrpc, delimiter: u8) -> (bool, bool) {
    let api = Published::builder()
        .codec(codec)
        .transport("tcpserv:127.0.0.1:0");
    let api = api.build().unwrap();
    api.nothing.connect(|_| ());
    api.start().unwrap();
    let mut wire = Wire::to(&api.address().unwrap()).delimited_by(delimiter);
    let answers_noise = !answers(&mut wire, "noise").is_empty();
    let calls = |peer: &end_to_end::json_rpc::PublishedPeer| {
        peer.notify_hello(args::NotifyHello::default())?;
        peer.notify_hello(args::NotifyHello::default())
    };
    api.batch(All, calls).unwrap();
    (answers_noise, wire.receive().is_array())
}

#[test]
fn the_delimiter_implies_the_dialect_and_the_program_may_choose_it() {
    let lines = || Jrpc::delimited_by("\n").unwrap();
    assert_eq!(habits(Jrpc::default(), 0), (false, false));
    assert_eq!(habits(lines(), b'\n'), (true, true));
    let strict = Jrpc::default().with_dialect(Dialect::JsonRpc);
    assert_eq!(habits(strict, 0), (true, true));
    let careful = lines().with_dialect(Dialect::QuickRpc);
    assert_eq!(habits(careful, b'\n'), (false, false));
}
