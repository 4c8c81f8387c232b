//! Checks what pages and scripts say about the runtime and about cargo's target folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../../docs/runtime.md");
const SCRIPTS: [(&str, &str); 5] = [
    ("tests/demo", include_str!("../../demo")),
    ("tests/run", include_str!("../../run")),
    (".ci/run", include_str!("../../../.ci/run")),
    (
        ".ci/rust-versions",
        include_str!("../../../.ci/rust-versions"),
    ),
    (
        ".ci/debian-rustc",
        include_str!("../../../.ci/debian-rustc"),
    ),
];

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else {
            into.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn the_targets_of_log_messages_are_documented() {
    let mut texts = Vec::new();
    sources(Path::new("../../qrpc-runtime/src"), &mut texts);
    let behind_mark = |text: &'static str| text.split("target: \"").skip(1);
    let texts = texts.into_iter().map(|text| &*text.leak());
    let target = |rest: &'static str| rest.split('"').next().unwrap();
    let mut targets: BTreeSet<_> = texts.flat_map(behind_mark).map(target).collect();
    assert!(targets.contains("qrpc::message"), "{targets:?}");
    // Log messages without a target have the path of their module as the target.
    targets.insert("qrpc_runtime");
    let front = fs::read_to_string("../../qrpc-runtime/src/lib.rs").unwrap();
    for target in targets {
        assert!(target.starts_with("qrpc"), "{target}");
        for (page, mark) in [(PAGE, ""), (front.as_str(), "//! | ")] {
            assert!(page.contains(&format!("{mark}`{target}")), "{target}");
        }
    }
}

#[test]
fn scripts_build_where_cargo_is_told_to() {
    for (name, script) in SCRIPTS {
        let mut is_text = false;
        for line in script.lines() {
            is_text = match line.trim() {
                "TEXT" => false,
                line => is_text || line.ends_with("<<'TEXT'"),
            };
            let path = line.split_once("target/").filter(|_| !is_text);
            let is_comment = line.trim_start().starts_with('#');
            let is_set = path.is_none_or(|(before, _)| before.ends_with('$'));
            let is_default = line.contains("CARGO_TARGET_DIR:-");
            assert!(is_comment || is_set || is_default, "{name}: {line}");
        }
    }
}
