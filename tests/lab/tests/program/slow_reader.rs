//! Calls arrive as fast as a file is read, and the replies are read late.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::Value;

const CALLS: usize = 20_000;

/// How long the test waits before it reads replies. After this time, `lab` has filled the pipe and
/// waits.
const LATE: Duration = Duration::from_secs(2);

const LAB: [&str; 6] = [
    "--side",
    "normal",
    "--transport",
    "stdio:",
    "--codec",
    r"jrpc:\n",
];

fn call(id: usize, text: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","method":"echo","params":{{"text":"{text}"}},"id":{id}}}"#) + "\n"
}

#[test]
fn a_reader_that_comes_late_gets_every_reply() -> Result<()> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("20_000_calls");
    let text = "x".repeat(1_000);
    let calls: String = (0..CALLS).map(|id| call(id, &text)).collect();
    File::create(&path)?.write_all(calls.as_bytes())?;
    let mut lab = Command::new(env!("CARGO_BIN_EXE_lab"))
        .args(LAB)
        .stdin(File::open(&path)?)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    thread::sleep(LATE);
    let replies = BufReader::new(lab.stdout.take().context("stdout is piped")?);
    let mut count = 0;
    for line in replies.lines() {
        let reply: Value = serde_json::from_str(&line?)?;
        assert_eq!(reply["id"], count);
        assert_eq!(reply["result"], text.as_str());
        count += 1;
    }
    assert_eq!(lab.wait()?.code(), Some(0));
    assert_eq!(count, CALLS);
    Ok(())
}

#[test]
fn calls_that_the_extra_thread_handles_are_answered_after_the_end_of_input() -> Result<()> {
    let mut lab = Command::new(env!("CARGO_BIN_EXE_lab"))
        .args(LAB)
        .arg("--async-processing")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let calls: String = (0..100).map(|id| call(id, "last")).collect();
    let mut stdin = lab.stdin.take().context("stdin is piped")?;
    stdin.write_all(calls.as_bytes())?;
    drop(stdin);
    let output = lab.wait_with_output()?;
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout)?.lines().count(), 100);
    Ok(())
}
