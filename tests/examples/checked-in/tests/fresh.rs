//! Tests that the checked-in stub matches the spec. A project of its own runs `qrpc-gen build
//! --check` in CI for this.

use std::path::Path;
use std::process::Command;

/// The command in the header of the stub, without the name of the program.
const BUILD: &str = "build schemas/echo_api.yaml -o tests/examples/checked-in/src/echo_api.rs";

#[test]
fn the_stub_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "qrpc-gen", "--"])
        .args(BUILD.split(' '))
        .arg("--check")
        .current_dir(root)
        .status()
        .expect("cargo runs this test");
    assert!(status.success());
}
