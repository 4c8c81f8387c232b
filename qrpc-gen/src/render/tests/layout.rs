//! Tests that rustfmt does not change generated stubs.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};

use super::random;
use crate::render::rust;
use crate::view::{Header, RustOptions, Sides};

/// The maximum number of APIs per rustfmt process. Starting the process takes most of the time.
const APIS: usize = 40;
const PROCESSES: u32 = 8;

#[test]
fn rustfmt_of_the_2021_edition_changes_nothing() {
    with_large_stack(|| assert_stable("2021"));
}

#[test]
fn rustfmt_of_the_2024_edition_changes_nothing() {
    with_large_stack(|| assert_stable("2024"));
}

/// Runs a test on a thread with a large stack: without optimization, creating and shrinking this
/// many values needs more stack than the thread of a test has.
fn with_large_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20);
    let ran = thread.spawn(run).expect("a thread starts").join();
    if let Err(panic) = ran {
        std::panic::resume_unwind(panic);
    }
}

fn assert_stable(edition: &str) {
    let config = Config {
        cases: PROCESSES,
        max_shrink_iters: 400,
        failure_persistence: None,
        ..Config::default()
    };
    let stubs = proptest::collection::vec((random::api(), sides()), 1..APIS);
    let result = TestRunner::new(config).run(&stubs, |stubs| {
        let stubs: Vec<_> = stubs
            .iter()
            .map(|(api, sides)| rust(api, &options(*sides, "random.yaml")))
            .collect();
        let stubs = stubs.concat();
        let formatted = rustfmt(&stubs, edition);
        prop_assert!(formatted == stubs, "{}", difference(&stubs, &formatted));
        Ok(())
    });
    // The difference that rustfmt makes helps more than the model that the test runner would print.
    if let Err(TestError::Fail(difference, _)) = result {
        panic!("{difference}");
    }
}

fn sides() -> impl Strategy<Value = Sides> {
    prop_oneof![
        Just(Sides::Both),
        Just(Sides::Normal),
        Just(Sides::Inverted)
    ]
}

pub(super) fn options(sides: Sides, source: &str) -> RustOptions {
    RustOptions {
        sides,
        header: Header {
            version: "0.1.0".to_owned(),
            source: source.to_owned(),
            command: format!("qrpc-gen build {source}"),
        },
    }
}

fn rustfmt(text: &str, edition: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", edition, "--config-path", "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("rustfmt is part of the toolchain");
    let mut stdin = rustfmt.stdin.take().expect("it is piped");
    let text = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = rustfmt.wait_with_output().expect("rustfmt ends");
    let _ = writer.join();
    String::from_utf8(output.stdout).expect("rustfmt writes UTF-8")
}

fn difference(ours: &str, theirs: &str) -> String {
    let diff = similar::TextDiff::from_lines(ours, theirs);
    diff.unified_diff()
        .context_radius(2)
        .header("ours", "rustfmt")
        .to_string()
}
