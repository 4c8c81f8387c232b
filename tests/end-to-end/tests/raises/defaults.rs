//! An API that sends arguments although they equal their defaults.

use end_to_end::{Server, Wire};
use qrpc_runtime::All;

use crate::stubs::defaults::{Bench, Reading, args};

fn bench() -> (Bench, Wire) {
    let server = Server::open();
    let builder = Bench::builder().transport(server.transport());
    let bench = builder.build().unwrap();
    bench.start().unwrap();
    (bench, server.accept())
}

#[test]
fn arguments_by_name_are_all_sent() {
    let (bench, mut wire) = bench();
    bench.note(All, Reading::new(1.0).into()).unwrap();
    let text = wire.receive_text();
    let params = r#""params":{"value":1.0,"unit":"V"}"#;
    assert!(text.contains(params), "{text}");
}

#[test]
#[expect(deprecated, reason = "it is the method that sends a list")]
fn arguments_by_position_are_all_sent() {
    let (bench, mut wire) = bench();
    drop(bench.old(All, args::Old::new(1)));
    let text = wire.receive_text();
    assert!(text.contains(r#""params":[1,2,3]"#), "{text}");
}
