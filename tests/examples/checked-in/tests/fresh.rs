//! Whether the stub is what the spec says. What a project without this workspace runs in CI is
//! `qrpc-gen build --check`.

use std::path::Path;
use std::process::Command;

/// As the header of the stub has it.
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
