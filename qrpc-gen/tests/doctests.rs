//! The documentation in a spec never becomes a doctest of the stub's crate. The tests run rustdoc
//! to confirm this.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use qrpc_gen::{Options, Sides, Source, generate};

/// Documentation that, unchanged in a comment, rustdoc would run as code, or that would include the
/// text after it.
const DOCS: [&str; 34] = [
    "```\nfail!()\n```",
    "```rust\nfail!()\n```",
    "```no_run\nfail!()\n```",
    "```should_panic\nfail!()\n```",
    "```compile_fail\nlet a = 1;\n```",
    "```compile_fail,E0308\nlet a = 1;\n```",
    "```ignore\nfail!()\n```",
    "```python, rust\nfail!()\n```",
    "```text,rust\nfail!()\n```",
    "``` {.rust}\nfail!()\n```",
    "```edition2021\nfail!()\n```",
    "```@odd\nfail!()\n```",
    "```&#114;ust\nfail!()\n```",
    "~~~\nfail!()\n~~~",
    "~~~~rust\n~~~\nfail!()\n~~~~",
    "````\n```\nfail!()\n```\n````",
    "```\nfail!()",
    "    fail!()",
    "Text.\n\n    fail!()\n\n\n    fail!()",
    "# Heading\n    fail!()",
    "Heading\n===\n    fail!()",
    "***\n    fail!()",
    "- item\n\n      fail!()",
    "-     fail!()",
    "1. item\n   ```\n   fail!()\n   ```",
    "- - ```no_run\n    fail!()\n    ```",
    "> ```\n> fail!()\n> ```",
    ">     fail!()",
    "> - item\n>\n>       fail!()",
    "- ```\nfail!()",
    "[^1]: note\n\n        fail!()\n\n[^1]",
    "| a |\n|---|\n    fail!()",
    "<div>\n\n    fail!()\n\n</div>",
    "<!--\n```\n-->\n```\nfail!()\n```",
];

/// Returns a program with the comments of a stub for an API with this documentation, each above an
/// item of its own.
fn program() -> String {
    let options = Options {
        sides: Sides::Both,
        renewal: String::new(),
    };
    let mut text = String::new();
    for (number, doc) in DOCS.iter().enumerate() {
        let doc = serde_json::to_string(doc).unwrap();
        let spec = format!(
            "doc: {doc}\napi: Lab\ntypes:\n  Mode: {{ doc: {doc}, enum: [one] }}\n  \
             Reading: {{ doc: {doc}, fields: {{ at: {{ type: i64, default: 1, doc: {doc} }} }} }}\n\
             methods:\n  go: {{ doc: {doc}, direction: both, returns: Reading, \
             args: {{ mode: {{ type: Mode, doc: {doc} }} }} }}\n"
        );
        let made = generate(&Source::new("lab.yaml", spec.as_bytes()), &options);
        let stub = made
            .stub
            .unwrap_or_else(|| panic!("{doc}: {:#?}", made.diagnostics))
            .text;
        let comments = stub
            .lines()
            .map(str::trim_start)
            .map(|line| line.starts_with("///").then_some(line));
        let mut item = 0;
        let mut was_comment = false;
        for comment in comments {
            match comment {
                Some(line) => writeln!(text, "{line}").unwrap(),
                None if was_comment => {
                    writeln!(text, "pub fn item_{number}_{item}() {{}}").unwrap();
                    item += 1;
                }
                None => {}
            }
            was_comment = comment.is_some();
        }
    }
    text
}

/// The number of tests that rustdoc finds in a program.
fn tests_in(program: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lib.rs");
    fs::write(&file, program).unwrap();
    let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let ran = Command::new(rustdoc)
        .args(["--edition=2024", "--test", "--test-args=--list"])
        .arg(&file)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let stdout = String::from_utf8(ran.stdout).unwrap();
    assert!(
        ran.status.success(),
        "{stdout}{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    stdout
        .lines()
        .filter(|line| line.ends_with(": test"))
        .count()
}

#[test]
fn rustdoc_finds_no_test_in_a_stub() {
    let program = program();
    assert!(program.matches("fail!()").count() > 100, "{program}");
    assert_eq!(tests_in(&program), 0, "{program}");
}

#[test]
fn rustdoc_finds_tests_in_what_is_not_marked() {
    assert_eq!(
        tests_in("/// ```\n/// fail!()\n/// ```\npub fn item() {}\n"),
        1
    );
}
