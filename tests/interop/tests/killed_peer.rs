//! A peer that is killed in the middle of a call: the call fails soon, not at its deadline.
//!
//! The peer is a shell that kills itself when the call arrives.

use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::process::{Child, Command};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::Result;
use lab::lab::{Lab, args};
use qrpc_runtime::{All, CallError};

const DIE_OF_A_LINE: &str = "read -r line; kill -KILL $$";
const SOON: Duration = Duration::from_secs(1);

fn api(transport: &str) -> Result<Lab> {
    let builder = Lab::builder().codec(r"jrpc:\n").transport(transport);
    Ok(builder.timeout(10 * SOON).build()?)
}

fn peer_on(stream: TcpStream) -> Result<Child> {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", DIE_OF_A_LINE])
        .stdin(OwnedFd::from(stream));
    Ok(shell.spawn()?)
}

fn assert_call_fails_soon(api: &Lab) {
    let begin = Instant::now();
    let answer = api.ask(All, args::Ask::default()).result();
    assert!(
        matches!(answer, Err(CallError::Disconnected { .. })),
        "{answer:?}"
    );
    assert!(begin.elapsed() < SOON, "{:?}", begin.elapsed());
}

#[test]
fn a_call_fails_soon_after_its_server_is_killed() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let api = api(&format!("tcp:{}", listener.local_addr()?))?;
    api.start()?;
    let mut peer = peer_on(listener.accept()?.0)?;
    assert_call_fails_soon(&api);
    peer.wait()?;
    Ok(())
}

#[test]
fn a_call_fails_soon_after_its_client_is_killed() -> Result<()> {
    let api = api("tcpserv:127.0.0.1:0")?;
    let (comes, came) = mpsc::channel();
    api.on_peer(move |_| comes.send(()).unwrap());
    api.start()?;
    let mut peer = peer_on(TcpStream::connect(api.address().unwrap())?)?;
    came.recv_timeout(10 * SOON)?;
    assert_call_fails_soon(&api);
    peer.wait()?;
    Ok(())
}

#[test]
fn a_call_fails_soon_after_its_child_is_killed() -> Result<()> {
    let api = api(&format!("process:(sh -c '{DIE_OF_A_LINE}')"))?;
    api.start()?;
    assert_call_fails_soon(&api);
    Ok(())
}
