//! How the program begins and ends.

use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::started::start;
use anyhow::Result;

const SERVER: [&str; 4] = ["--side", "normal", "--transport", "tcpserv:127.0.0.1:0"];

#[test]
fn it_says_with_which_port_it_is_ready() -> Result<()> {
    let lab = start(&SERVER, Stdio::null())?;
    TcpStream::connect(&lab.address)?;
    Ok(())
}

#[test]
fn sigterm_ends_it_with_0() -> Result<()> {
    let mut lab = start(&SERVER, Stdio::null())?;
    lab.terminate()?;
    assert_eq!(lab.end()?.0.code(), Some(0));
    Ok(())
}

#[test]
fn the_end_of_a_piped_standard_input_ends_it_with_0() -> Result<()> {
    let mut lab = start(&SERVER, Stdio::piped())?;
    drop(lab.child.stdin.take());
    assert_eq!(lab.end()?.0.code(), Some(0));
    Ok(())
}

#[test]
fn it_goes_on_if_standard_input_was_never_open() -> Result<()> {
    let mut lab = start(&SERVER, Stdio::null())?;
    let transport = format!("tcp:{}", lab.address);
    let mut check = start(
        &["--side", "inverted", "--transport", &transport, "--check"],
        Stdio::null(),
    )?;
    assert_eq!(check.end()?.0.code(), Some(0));
    assert_eq!(lab.child.try_wait()?, None);
    Ok(())
}

#[test]
fn the_end_of_its_transport_ends_it_with_0() -> Result<()> {
    let mut lab = start(
        &["--side", "normal", "--transport", "stdio:"],
        Stdio::piped(),
    )?;
    assert_eq!(lab.address, "stdio");
    drop(lab.child.stdin.take());
    assert_eq!(lab.end()?.0.code(), Some(0));
    Ok(())
}

#[test]
fn a_failed_start_is_one_line_and_1() -> Result<()> {
    for [option, expression] in [
        ["--transport", "tcp:127.0.0.1:1"],
        ["--transport", "tcpserv:nowhere.invalid:0"],
        ["--transport", "process:(/no/such/program)"],
        ["--transport", "carrier-pigeon:"],
        ["--codec", "morse"],
        ["--security", "padlock"],
    ] {
        let transport = ["--transport", "stdio:"];
        let mut lab = Command::new(env!("CARGO_BIN_EXE_lab"));
        lab.args(["--side", "normal"]);
        if option != "--transport" {
            lab.args(transport);
        }
        let output = lab.args([option, expression]).output()?;
        let stderr = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{expression}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{expression}: {stderr}");
    }
    Ok(())
}

#[test]
fn a_check_to_which_nobody_comes_fails() -> Result<()> {
    let mut check = start(&[&SERVER[..], &["--check"]].concat(), Stdio::null())?;
    let (status, printed) = check.end()?;
    assert_eq!(status.code(), Some(1));
    assert!(printed.ends_with("0 passed, 1 failed\n"), "{printed}");
    Ok(())
}
