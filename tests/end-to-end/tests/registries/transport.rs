//! A transport of the program's own.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once, OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, outcome, until};
use qrpc_runtime::transport::{
    Channel, Host, Internal, OnEnd, Port, Transport, TransportExpression as _, register_transport,
};
use qrpc_runtime::{
    All, CallError, DisconnectReason, PeerEvent, StartError, StillRunning, TransportError,
};

use crate::bench::{prepare, works};
use crate::queues::Queues;

fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        register_transport("queues", "queues:<place>", |rest| {
            Ok(Box::new(Queues::from_rest(rest)?))
        });
        register_transport("named", "named:(<transport>)", |rest| {
            let inner = rest
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            let inner = inner.ok_or("the transport stands in round brackets")?;
            inner.transport().map_err(|error| error.to_string())
        });
    });
}

fn over(place: &str) -> (Bench, Client) {
    register();
    let transport = format!("queues:{place}");
    let bench = Bench::builder().transport(transport.as_str()).build();
    let client = Client::builder().transport(transport.as_str()).build();
    let (bench, client) = (bench.unwrap(), client.unwrap());
    prepare(&bench, &client);
    bench.start().unwrap();
    client.start().unwrap();
    (bench, client)
}

#[test]
fn an_api_runs_over_a_transport_of_its_own() {
    let (bench, client) = over("works");
    works(&bench, &client);
}

#[test]
fn a_large_message_goes_through_a_transport_that_takes_few_bytes_at_a_time() {
    let (_bench, client) = over("large");
    let text = "x".repeat(100_000);
    let promise = client.echo(All, args::Echo::default().text(&text));
    assert_eq!(outcome(&client, promise), Ok(text));
}

#[test]
fn its_peers_have_the_names_that_it_gave() {
    let (bench, client) = over("names");
    assert_eq!(bench.peers()[0].name(), "second");
    assert_eq!(client.peers()[0].name(), "first");
    assert_eq!(client.address().as_deref(), Some("names"));
}

#[test]
fn its_end_disconnects() {
    let (bench, client) = over("end");
    bench.stop();
    assert_eq!(client.wait(), Ok(()));
    until("the peer is gone", || client.peers().is_empty());
}

#[test]
fn a_transport_may_be_made_of_another() {
    register();
    let bench = Bench::builder()
        .transport("named:(tcpserv:127.0.0.1:0)")
        .build()
        .unwrap();
    bench.start().unwrap();
    assert!(bench.address().unwrap().starts_with("127.0.0.1:"));
    let error = Bench::builder().transport("named:(tcp:x)").build();
    let told = error.unwrap_err().to_string();
    assert!(told.contains("`tcp:x` is not a valid transport"), "{told}");
}

#[test]
fn a_transport_may_be_given_as_it_is() {
    let (here, there) = Internal::pair();
    let bench = Bench::builder().transport(here).build().unwrap();
    let client = Client::builder().transport(there).build().unwrap();
    prepare(&bench, &client);
    bench.start().unwrap();
    client.start().unwrap();
    works(&bench, &client);
}

/// A transport whose start calls a function of the test, which may attach connections.
pub(crate) struct Attaching<F>(pub(crate) F);

impl<F: FnMut(&Host) + Send + 'static> Transport for Attaching<F> {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        (self.0)(host);
        Ok(())
    }

    fn stop(&mut self, _patience: Duration) {}

    fn address(&self) -> Option<String> {
        None
    }
}

/// A connection on which no byte ever arrives.
struct Silent;

impl Channel for Silent {
    fn read(&self, _into: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::WouldBlock.into())
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn close(&self) {}
}

#[test]
fn a_connection_that_takes_the_name_of_another_ends_that_one() {
    let (log, gone) = mpsc::channel();
    let doubled = Attaching(|host: &Host| {
        host.attach("same", Silent, OnEnd::GoOn);
        host.attach("same", Silent, OnEnd::GoOn);
    });
    let bench = Bench::builder().transport(doubled).build().unwrap();
    bench.on_peer(move |event| {
        if let PeerEvent::Disconnected(peer, reason) = event {
            log.send((peer.name(), reason.clone())).unwrap();
        }
    });
    bench.start().unwrap();
    let (name, reason) = gone.recv_timeout(SOON).unwrap();
    assert_eq!(name, "same");
    assert!(matches!(reason, DisconnectReason::Failed(_)), "{reason}");
    assert_eq!(bench.peers().len(), 1);
    bench.stop();
    let (_, reason) = gone.recv_timeout(SOON).unwrap();
    assert_eq!(reason, DisconnectReason::Stopped);
}

#[test]
fn a_connection_whose_code_panics_ends_alone() {
    struct Panicking;

    impl Channel for Panicking {
        fn read(&self, _into: &mut [u8]) -> io::Result<usize> {
            panic!("at reading");
        }

        fn write(&self, _bytes: &[u8]) -> io::Result<usize> {
            panic!("at writing");
        }

        fn close(&self) {}
    }

    let (log, gone) = mpsc::channel();
    let attaching = Attaching(|host: &Host| {
        host.attach("calm", Silent, OnEnd::GoOn);
        host.attach("panicking", Panicking, OnEnd::GoOn);
    });
    let bench = Bench::builder().transport(attaching).build().unwrap();
    bench.on_peer(move |event| {
        if let PeerEvent::Disconnected(peer, reason) = event {
            let _ = log.send((peer.name(), reason.clone()));
        }
    });
    bench.start().unwrap();
    let (name, reason) = gone.recv_timeout(SOON).unwrap();
    assert_eq!(name, "panicking");
    assert!(matches!(reason, DisconnectReason::Failed(_)), "{reason}");
    let mut promise = bench.to("calm").ask(args::Ask::default());
    let late = promise.result_within(Duration::ZERO);
    assert_eq!(late, Err(CallError::NotYet));
}

#[test]
fn a_connection_that_comes_when_the_api_has_stopped_is_told_in_order() {
    let (host, kept) = mpsc::channel();
    let attaching = Attaching(move |given: &Host| host.send(given.clone()).unwrap());
    let bench = Bench::builder().transport(attaching).build().unwrap();
    let (log, told) = mpsc::channel();
    bench.on_peer(move |event| {
        log.send(matches!(event, PeerEvent::Connected(_))).unwrap();
    });
    bench.start().unwrap();
    bench.stop();
    kept.recv().unwrap().attach("late", Silent, OnEnd::GoOn);
    let told = [(); 2].map(|()| told.recv_timeout(SOON));
    assert_eq!(told, [Ok(true), Ok(false)]);
}

/// Returns a transport that opens when the test lets it, a channel that reports when it begins to
/// open, and a channel that lets it open.
fn opening() -> (impl Transport, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (begins, begun) = mpsc::channel();
    let (opens, opened) = mpsc::channel::<()>();
    let opening = Attaching(move |_: &Host| {
        begins.send(()).unwrap();
        opened.recv_timeout(SOON).unwrap();
    });
    (opening, begun, opens)
}

/// Stops `bench` while `start` opens the transport of the bench.
fn stop_while(
    bench: &Bench,
    start: impl FnOnce() -> Result<(), StartError> + Send,
    (begun, opens): (mpsc::Receiver<()>, mpsc::Sender<()>),
) {
    thread::scope(|scope| {
        let starting = scope.spawn(start);
        begun.recv_timeout(SOON).unwrap();
        let patience = Duration::from_millis(20);
        assert_eq!(bench.stop_within(patience), Err(StillRunning(patience)));
        opens.send(()).unwrap();
        let started = starting.join().unwrap();
        assert!(matches!(started, Err(StartError::Stopped)), "{started:?}");
    });
    assert_eq!(bench.wait(), Ok(()));
}

#[test]
fn stopping_within_a_time_waits_no_longer_for_a_transport_that_opens() {
    let (opening, begun, opens) = opening();
    let bench = Bench::builder().transport(opening).build().unwrap();
    stop_while(&bench, || bench.start(), (begun, opens));
}

#[test]
fn an_api_that_was_stopped_while_its_next_transport_opened_does_not_run() {
    let bench = Bench::builder().transport("internal:").build().unwrap();
    bench.start().unwrap();
    let (opening, begun, opens) = opening();
    stop_while(&bench, || bench.set_transport(opening), (begun, opens));
    assert_eq!(bench.address(), None);
}

/// Records whether a connection was already opened when it was read for the first time.
#[derive(Default)]
struct Careful {
    opened: AtomicBool,
    first_read: OnceLock<bool>,
}

struct Watched(Arc<Careful>);

impl Channel for Watched {
    fn opened(&self, _port: Port) {
        // A thread that reads too early gets 50 ms to do so.
        let moment = Instant::now() + Duration::from_millis(50);
        while self.0.first_read.get().is_none() && Instant::now() < moment {
            thread::yield_now();
        }
        self.0.opened.store(true, Ordering::SeqCst);
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        let opened = self.0.opened.load(Ordering::SeqCst);
        self.0.first_read.get_or_init(|| opened);
        Silent.read(into)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        Silent.write(bytes)
    }

    fn close(&self) {}
}

#[test]
fn a_connection_is_opened_before_it_is_read() {
    let careful = Arc::<Careful>::default();
    let watched = Arc::clone(&careful);
    let attaching = Attaching(move |host: &Host| {
        host.attach("careful", Watched(Arc::clone(&watched)), OnEnd::GoOn);
    });
    let bench = Bench::builder().transport(attaching).build().unwrap();
    bench.start().unwrap();
    until("it is read", || careful.first_read.get().is_some());
    assert_eq!(careful.first_read.get(), Some(&true));
}
