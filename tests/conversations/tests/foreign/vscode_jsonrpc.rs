//! `vscode-jsonrpc` from npm, the library of the reference implementation of the Language Server
//! Protocol. It frames by headers, counts ids from 0, and cancels.

use std::process::Command;

use anyhow::Result;
use conversations::{Running, installed, printed};

use crate::cases::{self, COMMON, Case};
use crate::near::started;

const CASES: &[Case] = &[
    ("an error with data", cases::error_with_data),
    ("a cancelled call", cases::cancellation),
];

fn peer(role: &str) -> Result<Command> {
    let mut command = Command::new("node");
    command
        .arg(installed("peers/vscode-jsonrpc.mjs")?)
        .arg(role);
    Ok(command)
}

#[test]
fn it_calls() -> Result<()> {
    let (near, _) = started("headers", "tcpserv:127.0.0.1:0")?;
    let address = near.address().unwrap_or_default();
    let lines = printed(peer("call")?.arg(address))?;
    assert_eq!(
        lines.last().map(String::as_str),
        Some("14 passed"),
        "{lines:#?}"
    );
    Ok(())
}

#[test]
fn it_answers() -> Result<()> {
    let mut peer = Running::start(&mut peer("answer")?)?;
    let (near, received) = started("headers", &format!("tcp:{}", peer.line()?))?;
    let cases = [COMMON, CASES].concat();
    assert_eq!(cases::passed(&cases, &near.all(), &received)?, 11);
    near.stop();
    peer.end()?;
    Ok(())
}
