//! `aiorpcX` from `PyPI`, an asynchronous JSON-RPC library. It frames by newlines, and sends
//! batches.

use std::process::Command;

use anyhow::Result;
use conversations::foreign::NearPeer;
use conversations::{Running, installed, printed};
use qrpc_runtime::Value;

use crate::cases::{self, COMMON, Case};
use crate::near::{Received, started};

const CASES: &[Case] = &[
    ("integers of 64 bits", integers),
    ("an error without data", cases::error_without_data),
    ("wrong arguments", cases::wrong_arguments),
];

/// Unlike JavaScript, Python has these integers.
fn integers(far: &NearPeer, _: &Received) -> Result<()> {
    cases::assert_echoed(far, &Value::from(u64::MAX))?;
    cases::assert_echoed(far, &Value::from(i64::MIN))
}

fn peer(role: &str) -> Result<Command> {
    let mut command = Command::new(installed(".venv/bin/python")?);
    command.arg(installed("peers/aiorpcx_peer.py")?).arg(role);
    Ok(command)
}

#[test]
fn it_calls() -> Result<()> {
    let (near, _) = started(r"jrpc:\n", "tcpserv:127.0.0.1:0")?;
    let address = near.address().unwrap_or_default();
    let lines = printed(peer("call")?.arg(address))?;
    assert_eq!(
        lines.last().map(String::as_str),
        Some("16 passed"),
        "{lines:#?}"
    );
    Ok(())
}

#[test]
fn it_answers() -> Result<()> {
    let mut peer = Running::start(&mut peer("answer")?)?;
    let (near, received) = started(r"jrpc:\n", &format!("tcp:{}", peer.line()?))?;
    let cases = [COMMON, CASES].concat();
    assert_eq!(cases::passed(&cases, &near.all(), &received)?, 12);
    near.stop();
    peer.end()?;
    Ok(())
}
