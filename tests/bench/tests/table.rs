//! Runs the whole benchmark with few calls.

use std::process::{Command, Output};

/// Runs `bench table` quickly, with `more` arguments.
fn table(more: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(["table", "--quick", "--reps", "1"])
        .args(more)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output, text)
}

#[test]
fn every_peer_has_its_row() {
    let (output, text) = table(&["--cases", "rtt,notify"]);
    assert!(output.status.success(), "{output:?}");
    for begin in [
        "| peer | rtt calls/s | notify messages/s |\n",
        "\n| raw | ",
        "\n| promise | ",
        "\n| qrpc | ",
        "\n- rtt calls/s: qrpc has ",
    ] {
        assert!(text.contains(begin), "{begin:?} is missing in {text}");
    }
}

#[test]
fn a_peer_that_cannot_be_measured_fails_with_its_reason() {
    let (output, text) = table(&["--cases", "rtt", "--external", "none=false"]);
    assert!(!output.status.success());
    assert!(text.contains("\n| none | failed |\n"), "{text}");
    assert!(
        text.contains("\n- none, rtt: failed: server: it ended\n"),
        "{text}"
    );
}
