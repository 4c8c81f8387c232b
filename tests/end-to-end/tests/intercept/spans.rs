//! Spans of `tracing`. A process has one subscriber, so this is one test.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{talk_as, until};
use qrpc_runtime::Fault;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The fields of the spans with the target of calls, by their numbers.
#[derive(Clone, Default)]
struct Spans {
    fields: Arc<Mutex<HashMap<u64, Fields>>>,
    next: Arc<AtomicU64>,
    closed: Arc<Mutex<Vec<Fields>>>,
    /// The number of the span in which each event happened, by the message of the event.
    events: Arc<Mutex<HashMap<String, u64>>>,
}

thread_local! {
    /// The spans that this thread is in.
    static ENTERED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

type Fields = HashMap<&'static str, String>;

struct Collect<'a>(&'a mut Fields);

impl Visit for Collect<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        self.0
            .insert(field.name(), text.trim_matches('"').to_owned());
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "qrpc::call" || metadata.target() == "test"
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Collect(&mut fields));
        let span = ENTERED.with_borrow(|entered| entered.last().copied());
        let message = fields.remove("message").unwrap();
        self.events
            .lock()
            .unwrap()
            .insert(message, span.unwrap_or(0));
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let number = self.next.fetch_add(1, Ordering::SeqCst) + 1;
        let mut fields = Fields::new();
        span.record(&mut Collect(&mut fields));
        self.fields.lock().unwrap().insert(number, fields);
        Id::from_u64(number)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut all = self.fields.lock().unwrap();
        values.record(&mut Collect(all.get_mut(&span.into_u64()).unwrap()));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn enter(&self, span: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push(span.into_u64()));
    }

    fn exit(&self, span: &Id) {
        let left = ENTERED.with_borrow_mut(Vec::pop);
        assert_eq!(left, Some(span.into_u64()));
    }

    fn clone_span(&self, span: &Id) -> Id {
        let mut all = self.fields.lock().unwrap();
        let fields = all.get_mut(&span.into_u64()).unwrap();
        let clones = fields.entry("clones").or_default();
        clones.push('x');
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let mut all = self.fields.lock().unwrap();
        let fields = all.get_mut(&span.into_u64()).unwrap();
        if fields.get_mut("clones").and_then(String::pop).is_some() {
            return false;
        }
        self.closed.lock().unwrap().push(fields.clone());
        true
    }
}

#[test]
fn each_message_has_a_span_in_which_its_handler_runs() {
    let spans = Spans::default();
    tracing::subscriber::set_global_default(spans.clone()).unwrap();
    let (_bench, client) = talk_as(
        Bench::builder().spans(true),
        Client::builder().spans(true),
        |bench, _client| {
            bench.echo.try_connect(|_sender, _args| {
                tracing::info!(target: "test", "sync");
                Err(Fault::with_code(7, "no"))
            });
            bench.add.connect_async(|_sender, args| async move {
                tracing::info!(target: "test", "async");
                Ok(args.a + args.b)
            });
        },
    );
    client
        .all()
        .echo(args::Echo::default().text("secret"))
        .result()
        .unwrap_err();
    client.all().add(args::Add::new(1)).result().unwrap();
    until("the ends of all spans", || {
        spans.closed.lock().unwrap().len() == 4
    });

    let closed = spans.closed.lock().unwrap();
    let find = |kind: &str, method: &str| {
        let is_it =
            |fields: &&Fields| fields["otel.kind"] == kind && fields["rpc.method"] == method;
        closed.iter().find(is_it).unwrap()
    };
    for kind in ["client", "server"] {
        let echo = find(kind, "echo");
        for (field, value) in [
            ("otel.name", "echo"),
            ("otel.status_code", "ERROR"),
            ("rpc.system.name", "jsonrpc"),
            ("rpc.response.status_code", "7"),
            ("jsonrpc.protocol.version", "2.0"),
            ("jsonrpc.request.id", "1"),
            ("error.type", "7"),
        ] {
            assert_eq!(echo[field], value, "{field} of {kind}");
        }
        assert!(echo["network.peer.address"].starts_with("127.0.0.1:"));
        assert!(echo.values().all(|value| !value.contains("secret")));
        assert!(!find(kind, "add").contains_key("error.type"));
    }
    for (event, method) in [("sync", "echo"), ("async", "add")] {
        let span = spans.events.lock().unwrap()[event];
        let fields = &spans.fields.lock().unwrap()[&span];
        assert_eq!(
            (&*fields["rpc.method"], &*fields["otel.kind"]),
            (method, "server")
        );
    }
}
