//! What is logged when a child process ends. This test is alone in its process, since a process has
//! one log.

use std::fmt::{Debug, Write as _};
use std::sync::mpsc;

use end_to_end::SOON;
use end_to_end::bench::Client;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Sends warnings to a channel.
struct Log(mpsc::Sender<String>);

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{}={value:?};", field.name()).unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::WARN
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        self.0.send(fields.0).unwrap();
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
fn a_crash_is_logged_with_the_program() {
    let (events, logged) = mpsc::channel();
    tracing::subscriber::set_global_default(Log(events)).unwrap();
    for (end, text) in [
        ("exit 3", "the child process exited with code 3"),
        (
            "kill -9 $$",
            "the child process was terminated by signal 9 (SIGKILL)",
        ),
    ] {
        let client = Client::builder()
            .transport(format!("process:(sh -c '{end}')"))
            .build()
            .unwrap();
        client.start().unwrap();
        let line = logged.recv_timeout(SOON).unwrap();
        assert!(line.contains(text), "{line}");
        assert!(line.contains("program=\"sh\""), "{line}");
    }
}
