//! Warnings that a spec turns off and on.

use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::{Diagnostics, Source, read};

/// A spec without the key `allow` that has every warning that is on by default.
const WARNED: &str = "
api: Lab
version: one #2
types:
  Unit: { enum: [volts, ohms] }
methods:
  measure: { direction: incoming, args: { key: f64 | i64 }, has_reply: true }
";

const ALL: [&str; 4] = [
    "comment-behind-text",
    "hidden-alternative",
    "untyped-reply",
    "unused-type",
];

/// The names of the warnings about a spec that has no errors.
fn warnings(text: &str) -> Vec<&'static str> {
    let source = Source::new("lab.yaml", text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let api = read(&source, &mut diagnostics);
    let printed = print::full(&source, &diagnostics, Colour::Plain);
    assert!(api.is_some(), "{printed}");
    let mut names: Vec<_> = diagnostics.iter().map(|each| each.code.name()).collect();
    names.sort_unstable();
    names
}

#[test]
fn without_allow_every_warning_is_given() {
    assert_eq!(warnings(WARNED), ALL);
}

#[test]
fn allow_silences_every_warning() {
    let allow = format!("allow: [{}]", ALL.join(", "));
    assert_eq!(warnings(&(WARNED.to_owned() + &allow)), [""; 0]);
}

#[test]
fn allow_silences_only_what_it_names() {
    for name in ALL {
        let others: Vec<_> = ALL.into_iter().filter(|other| *other != name).collect();
        let text = format!("{WARNED}allow: [{name}]");
        assert_eq!(warnings(&text), others);
    }
}

#[test]
fn types_for_other_files_are_not_unused() {
    assert_eq!(
        warnings("types: { Unit: { enum: [volts, ohms] } }"),
        [""; 0]
    );
}

#[test]
fn a_spec_with_many_warnings_is_valid() {
    let types = (0..1000).map(|number| format!("  T{number}: {{ alias: i64 }}\n"));
    let types: String = types.collect();
    let text = format!("api: A\nmethods: {{ go: {{ direction: both }} }}\ntypes:\n{types}");
    assert_eq!(warnings(&text).len(), Diagnostics::LIMIT);
}

#[test]
fn the_entry_that_allows_the_warnings_is_in_the_format_of_the_file() {
    let text = "api = 'Lab'\nmethods.go = { direction = 'both', has_reply = true }\n";
    for (path, text, entry) in [
        (
            "lab.yaml",
            WARNED,
            "allow: [comment-behind-text, untyped-reply, hidden-alternative, unused-type]",
        ),
        ("lab.toml", text, "allow = [\"untyped-reply\"]"),
    ] {
        let source = Source::new(path, text.as_bytes());
        let mut diagnostics = Diagnostics::default();
        let _ = read(&source, &mut diagnostics);
        let shown = print::allow_entry(&source, &diagnostics);
        assert_eq!(shown.as_deref(), Some(entry));
    }
}
