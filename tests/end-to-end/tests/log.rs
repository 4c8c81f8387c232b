//! What is logged if the program has no hook. This test is alone in its process, since a process
//! has one log.

use std::fmt::Debug;
use std::sync::mpsc;

use end_to_end::bench::Bench;
use end_to_end::{SOON, Wire, serve};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Sends warnings about messages to a channel.
struct Log(mpsc::Sender<String>);

struct Message<'a>(&'a mpsc::Sender<String>);

impl Visit for Message<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0.send(format!("{value:?}")).unwrap();
        }
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "qrpc::message" && *metadata.level() == Level::WARN
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Message(&self.0));
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[test]
fn a_message_that_causes_a_problem_is_logged_with_its_sender() {
    let (events, logged) = mpsc::channel();
    tracing::subscriber::set_global_default(Log(events)).unwrap();
    let (_bench, address) = serve(Bench::builder(), |_| {});
    let mut wire = Wire::to(&address);
    wire.send("{");
    let noise = logged.recv_timeout(SOON).unwrap();
    let expected = format!(
        "a message from {}: the bytes are not a message: ",
        wire.name()
    );
    assert!(noise.starts_with(&expected), "{noise}");
    wire.send(r#"{"jsonrpc":"2.0","method":"nosuch"}"#);
    assert_eq!(
        logged.recv_timeout(SOON).unwrap(),
        format!(
            "`nosuch` from {}: this side does not answer the method `nosuch`",
            wire.name()
        )
    );
}
