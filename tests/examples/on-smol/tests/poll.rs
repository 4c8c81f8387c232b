//! The program counts the votes of all voters.

use std::process::Command;

#[test]
fn all_votes_are_counted() {
    let output = Command::new(env!("CARGO_BIN_EXE_on-smol"))
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.ends_with("\n3 of 5 voters say yes\n"), "{text}");
}
