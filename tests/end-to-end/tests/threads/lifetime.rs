//! What an API may do before `start`, while it runs, and after its end.

use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, hold, outcome, talk, until};
use qrpc_runtime::{All, CallError, DisconnectReason, PeerEvent, StartError};

fn joined(bench: &Bench) -> Client {
    let client = Client::builder()
        .transport(format!("tcp:{}", bench.address().unwrap()).as_str())
        .build()
        .unwrap();
    client.start().unwrap();
    client
}

#[test]
fn starting_without_a_transport_is_an_error_that_says_so() {
    let bench = Bench::builder().build().unwrap();
    let error = bench.start().unwrap_err();
    assert!(matches!(error, StartError::NoTransport));
    assert!(error.to_string().contains("no transport is set"), "{error}");
}

#[test]
fn starting_twice_is_an_error_and_the_first_start_stays() {
    let (bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    assert!(matches!(bench.start().unwrap_err(), StartError::Running));
    assert!(client.echo(All, args::Echo::default()).result().is_ok());
}

#[test]
fn nothing_is_read_before_the_start() {
    let bench = Bench::builder()
        .transport("tcpserv:127.0.0.1:0")
        .build()
        .unwrap();
    assert_eq!(bench.address(), None);
    assert!(bench.peers().is_empty());
}

#[test]
fn an_api_starts_again_after_it_was_stopped() {
    let (bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    bench.stop();
    assert_eq!(bench.address(), None);
    client.wait().unwrap();
    client.stop();
    bench.start().unwrap();
    let again = joined(&bench);
    let answer = again
        .echo(All, args::Echo::default().text("again"))
        .result();
    assert_eq!(answer.as_deref(), Ok("again"));
}

#[test]
fn a_client_whose_peer_has_gone_starts_again_without_being_stopped() {
    let (bench, address) = end_to_end::serve(Bench::builder(), |_| {});
    let client = joined(&bench);
    drop(bench);
    client.wait().unwrap();
    let bench = Bench::builder()
        .transport(format!("tcpserv:{address}").as_str())
        .build()
        .unwrap();
    bench.echo.connect(|_, args| args.text);
    bench.start().unwrap();
    client.start().unwrap();
    let answer = client.echo(All, args::Echo::default().text("x")).result();
    assert_eq!(answer.as_deref(), Ok("x"));
}

#[test]
fn wait_returns_when_the_peer_of_a_client_goes() {
    let (bench, client) = talk(|_, _| {});
    let (done, ended) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| done.send(client.wait()).unwrap());
        assert!(ended.try_recv().is_err());
        drop(bench);
        assert_eq!(ended.recv_timeout(SOON), Ok(Ok(())));
    });
}

#[test]
fn wait_returns_when_another_thread_stops() {
    let (bench, _client) = talk(|_, _| {});
    let (done, ended) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| done.send(bench.wait()).unwrap());
        bench.stop();
        assert_eq!(ended.recv_timeout(SOON), Ok(Ok(())));
    });
}

#[test]
fn wait_returns_at_once_where_nothing_runs() {
    let bench = Bench::builder().build().unwrap();
    assert_eq!(bench.wait(), Ok(()));
}

#[test]
fn a_server_goes_on_when_a_peer_goes() {
    let (bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    drop(client);
    until("it is gone", || bench.peers().is_empty());
    let other = joined(&bench);
    assert!(other.echo(All, args::Echo::default()).result().is_ok());
}

#[test]
fn another_transport_can_be_set_while_it_runs() {
    let (bench, client) = talk(|_, client| {
        client.ask.connect(|_, args| args.question);
    });
    let held = hold(&bench);
    let promise = client.echo(All, args::Echo::default());
    let _reply = held.recv_timeout(SOON).unwrap();

    let (comes, came) = mpsc::channel();
    let (other, address) = end_to_end::serve(Bench::builder(), |other| {
        other.echo.connect(|_, _| "the other".into());
        other.on_peer(move |event| {
            if let PeerEvent::Connected(_) = event {
                comes.send(()).unwrap();
            }
        });
    });
    let transport = format!("tcp:{address}");
    client.set_transport(transport.as_str()).unwrap();
    assert_eq!(outcome(&client, promise), Err(CallError::Stopped));

    assert_eq!(came.recv_timeout(SOON), Ok(()));
    let answer = client.echo(All, args::Echo::default()).result();
    assert_eq!(answer.as_deref(), Ok("the other"));
    let kept = other
        .ask(All, args::Ask::default().question("kept"))
        .result();
    assert_eq!(kept.as_deref(), Ok("kept"));
}

#[test]
fn a_string_that_names_no_transport_leaves_the_old_one() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    let error = client.set_transport("pigeon:home").unwrap_err();
    assert!(matches!(error, StartError::Expression(_)), "{error}");
    assert!(client.echo(All, args::Echo::default()).result().is_ok());
}

#[test]
fn dropping_an_api_stops_it() {
    let (bench, client) = talk(|_, _| {});
    let address = bench.address().unwrap();
    let (tells, told) = mpsc::channel();
    client.on_peer(move |event| tells.send(event.clone()).unwrap());
    drop(bench);
    assert!(matches!(
        told.recv_timeout(SOON),
        Ok(PeerEvent::Disconnected(_, DisconnectReason::Closed))
    ));
    // The address is free again, since no API listens there any more.
    assert!(std::net::TcpListener::bind(address).is_ok());
}

#[test]
fn a_callback_of_an_api_that_does_not_run_runs_here_and_now() {
    let client = Client::builder().build().unwrap();
    let (log, told) = mpsc::channel();
    client.echo(All, args::Echo::default()).then(
        |_| panic!("it was answered"),
        move |error| log.send((error, std::thread::current().id())).unwrap(),
    );
    let here = std::thread::current().id();
    assert_eq!(told.try_recv(), Ok((CallError::Stopped, here)));
}

/// Sends a message when it is dropped.
struct Last(mpsc::Sender<()>);

impl Drop for Last {
    fn drop(&mut self) {
        self.0.send(()).ok();
    }
}

#[test]
fn a_handler_that_holds_a_handle_and_a_peer_does_not_keep_its_api() {
    let (drops, dropped) = mpsc::channel();
    let last = Last(drops);
    let (bench, client) = talk(|bench, _| {
        let tell = bench.tell.clone();
        let peers = std::sync::Mutex::new(Vec::new());
        bench.maybe.connect(move |sender| {
            tell.call(&sender, args::Tell::default()).unwrap();
            peers.lock().unwrap().push(sender);
            let _kept = &last;
            None
        });
    });
    assert_eq!(client.maybe(All).result(), Ok(None));
    assert!(dropped.try_recv().is_err());
    drop(bench);
    assert_eq!(dropped.recv_timeout(SOON), Ok(()));
}
