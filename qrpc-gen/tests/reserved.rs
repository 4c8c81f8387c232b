//! No method of a spec hides a function that the types of a stub have from the runtime.
//!
//! The functions are read from the runtime's sources, so that a new one cannot be forgotten.

use std::collections::BTreeSet;
use std::fs;

use qrpc_gen::{Diagnostics, Source, read};

/// The sources of the functions that sides and peers of a stub have: a file of the runtime, and the
/// line that opens the block with the functions.
const SOURCES: [(&str, &str); 9] = [
    ("api/mod.rs", "impl Api {"),
    ("api/running.rs", "impl Api {"),
    ("sending/call_batch.rs", "impl Peer {"),
    ("sending/cancelled.rs", "impl Peer {"),
    ("sending/peer.rs", "impl Peer {"),
    ("sending/raw.rs", "impl Peer {"),
    ("sending/receivers.rs", "pub trait Receiver {"),
    ("generated_types/macros/side.rs", "impl $side {"),
    ("generated_types/macros/peer.rs", "impl $name {"),
];

/// The functions that sides and peers have from traits of the standard library: `Debug`, `Display`,
/// `Clone`, `From`, `Any`, `Deref`, …
const STANDARD: [&str; 13] = [
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "deref",
    "fmt",
    "from",
    "into",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
];

/// The functions directly in the block that `opening` opens, in a file of the runtime.
fn functions_in(file: &str, opening: &str) -> Vec<String> {
    let path = format!("../qrpc-runtime/src/{file}");
    let text = fs::read_to_string(&path).expect("the runtime's sources are beside the compiler's");
    let is_trait = opening.contains("trait ");
    let function = if is_trait { "fn " } else { "pub fn " };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines();
    let head = lines.find(|line| line.trim() == opening);
    let head = head.unwrap_or_else(|| panic!("{path} has no `{opening}`"));
    let body = lines.take_while(|line| line.trim() != "}" || indent(line) > indent(head));
    let names = body.filter_map(|line| {
        let line = line.trim_start();
        let rest = line.strip_prefix(function)?;
        rest.split(['(', '<']).next().map(str::to_owned)
    });
    names.collect()
}

/// The Rust name that a method of this name gets.
fn rust_name(method: &str) -> String {
    let spec = format!("api: Names\nmethods:\n  {method}: {{ direction: incoming }}\n");
    let mut diagnostics = Diagnostics::default();
    let api = read(
        &Source::new("names.yaml", spec.as_bytes()),
        &mut diagnostics,
    );
    api.expect("the spec is right").methods[0].rust.clone()
}

#[test]
fn methods_hide_nothing_that_sides_and_peers_have() {
    let mut names: BTreeSet<String> = STANDARD.map(str::to_owned).into();
    for (file, opening) in SOURCES {
        let found = functions_in(file, opening);
        assert!(!found.is_empty(), "no function was found in {file}");
        names.extend(found);
    }
    for name in &names {
        assert_ne!(&rust_name(name), name, "`{name}` hides a function");
    }
    assert_eq!(rust_name("toString"), "to_string_");
    assert_eq!(rust_name("echo"), "echo");
}
