//! The transports `tcp` and `tcpserv`: sockets.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{outcome, serve, talk};
use qrpc_runtime::transport::{Tcp, TcpServer};
use qrpc_runtime::{All, CallError, StartError};

use crate::CHILD;

fn start_error(transport: &str) -> String {
    let bench = Bench::builder().transport(transport).build().unwrap();
    let error = bench.start().unwrap_err();
    assert!(matches!(error, StartError::Transport(_)), "{error}");
    error.to_string()
}

#[test]
fn a_port_where_nobody_listens_is_an_error_that_names_it() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let told = start_error(&format!("tcp:{address}"));
    let expected = format!("the transport could not be opened: connecting to {address}: ");
    assert!(told.starts_with(&expected), "{told}");
}

#[test]
fn a_port_that_is_taken_is_an_error_that_names_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let told = start_error(&format!("tcpserv:{address}"));
    let expected = format!("the transport could not be opened: listening on {address}: ");
    assert!(told.starts_with(&expected), "{told}");
}

#[test]
fn an_api_that_did_not_start_can_be_started() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let bench = Bench::builder()
        .transport(format!("tcpserv:{address}"))
        .build()
        .unwrap();
    assert!(bench.start().is_err());
    assert_eq!(bench.address(), None);
    let promise = bench.ask(All, args::Ask::default());
    assert_eq!(outcome(&bench, promise), Err(CallError::Stopped));
    drop(taken);
    bench.start().unwrap();
    assert_eq!(bench.address(), Some(address.to_string()));
}

#[test]
fn no_interface_is_all_of_them() {
    let bench = Bench::builder().transport("tcpserv::0").build().unwrap();
    bench.start().unwrap();
    let address = bench.address().unwrap();
    let port = address.strip_prefix("0.0.0.0:").unwrap();
    let client = Client::builder()
        .transport(format!("tcp:127.0.0.1:{port}"))
        .build()
        .unwrap();
    client.start().unwrap();
    assert_eq!(client.maybe(All).result(), Ok(None));
}

#[test]
fn the_other_side_is_called_by_its_address() {
    let (bench, client) = talk(|bench, _| {
        bench.maybe.connect(|sender| Some(sender.name()));
    });
    let name = client.maybe(All).result().unwrap().unwrap();
    assert_eq!(bench.peers()[0].name(), name);
    assert!(name.starts_with("127.0.0.1:"), "{name}");
    assert_eq!(client.peers()[0].name(), bench.address().unwrap());
}

#[test]
fn a_server_is_called_by_the_name_that_it_was_connected_by() {
    let (_bench, address) = serve(Bench::builder(), |_| {});
    let (_, port) = address.rsplit_once(':').unwrap();
    let port = port.parse().unwrap();
    let client = Client::builder()
        .transport(Tcp::new("localhost", port))
        .build()
        .unwrap();
    client.start().unwrap();
    let name = format!("localhost:{port}");
    assert_eq!(client.address().as_ref(), Some(&name));
    assert_eq!(client.maybe(name).result(), Ok(None));
}

#[test]
fn a_server_may_be_given_as_it_is() {
    let server = TcpServer::new("127.0.0.1", 0);
    let bench = Bench::builder().transport(server).build().unwrap();
    bench.start().unwrap();
    assert!(bench.address().is_some());
}

#[test]
fn a_peer_that_is_killed_fails_its_calls_within_a_second() {
    let mut child = Command::new(CHILD)
        .arg("tcpserv:127.0.0.1:0")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut address)
        .unwrap();
    let client = Client::builder()
        .transport(format!("tcp:{}", address.trim()))
        .build()
        .unwrap();
    client.start().unwrap();
    assert!(client.maybe(All).result().is_ok());
    let promise = client.chat(All, args::Chat::default());
    child.kill().unwrap();
    let begin = Instant::now();
    assert!(matches!(
        outcome(&client, promise),
        Err(CallError::Disconnected { .. })
    ));
    assert!(begin.elapsed() < Duration::from_secs(1));
    child.wait().unwrap();
}
