//! The transport `internal`: buses within the process.

use std::sync::mpsc;

use end_to_end::SOON;
use end_to_end::bench::{Bench, Client, args};
use qrpc_runtime::{All, CallError, DisconnectReason, PeerEvent, StartError};

fn bench(transport: &str) -> Bench {
    let bench = Bench::builder().transport(transport).build().unwrap();
    bench.echo.connect(|sender, _| sender.name());
    bench.start().unwrap();
    bench
}

fn client(transport: &str) -> Client {
    let client = Client::builder().transport(transport).build().unwrap();
    client.start().unwrap();
    client
}

#[test]
fn members_of_a_bus_are_called_by_their_names() {
    let _bench = bench("internal:named:server");
    let client = client("internal:named:caller");
    let answer = client.echo("server", args::Echo::default()).result();
    assert_eq!(answer.as_deref(), Ok("caller"));
    assert_eq!(client.address().as_deref(), Some("named:caller"));
}

#[test]
fn members_without_a_name_are_counted() {
    let bench = bench("internal:counted");
    let client = client("internal:counted");
    assert_eq!(bench.address().as_deref(), Some("counted:counted.0"));
    let answer = client.echo("counted.0", args::Echo::default()).result();
    assert_eq!(answer.as_deref(), Ok("counted.1"));
}

#[test]
fn a_bus_without_a_name_is_called_internal() {
    let _bench = bench("internal::of the test");
    let client = client("internal:internal:caller");
    let answer = client.echo("of the test", args::Echo::default()).result();
    assert_eq!(answer.as_deref(), Ok("caller"));
}

#[test]
fn a_name_that_is_taken_is_an_error_that_names_it() {
    let _bench = bench("internal:taken:it");
    let other = Bench::builder().transport("internal:taken:it").build();
    let error = other.unwrap().start().unwrap_err();
    assert!(matches!(error, StartError::Transport(_)));
    assert_eq!(
        error.to_string(),
        "the transport could not be opened: joining bus taken as it: the name is already in use"
    );
}

#[test]
fn a_name_is_free_again_when_its_member_has_left() {
    drop(bench("internal:free:it"));
    let _bench = bench("internal:free:it");
}

#[test]
fn buses_know_nothing_of_each_other() {
    let _bench = bench("internal:one:server");
    let client = client("internal:other:caller");
    let answer = client.echo(All, args::Echo::default()).result();
    assert_eq!(answer, Err(CallError::NobodyThere));
}

#[test]
fn a_member_that_leaves_disconnects_and_the_bus_goes_on() {
    let first = bench("internal:leaves:first");
    let _second = bench("internal:leaves:second");
    let client = client("internal:leaves:caller");
    let (log, gone) = mpsc::channel();
    client.on_peer(move |event| {
        if let PeerEvent::Disconnected(peer, reason) = event {
            log.send((peer.name(), reason.clone())).unwrap();
        }
    });
    drop(first);
    let left = gone.recv_timeout(SOON).unwrap();
    assert_eq!(left, ("first".to_owned(), DisconnectReason::Closed));
    let answer = client.echo(All, args::Echo::default()).result();
    assert_eq!(answer.as_deref(), Ok("caller"));
}

#[test]
fn a_large_message_goes_over_a_bus() {
    let (bench, client) = (
        Bench::builder()
            .transport("internal:large:bench")
            .build()
            .unwrap(),
        client("internal:large:client"),
    );
    bench.echo.connect(|_, args| args.text);
    bench.start().unwrap();
    let text = "x".repeat(3_000_000);
    let answer = client.echo(All, args::Echo::default().text(&text)).result();
    assert_eq!(answer, Ok(text));
}
