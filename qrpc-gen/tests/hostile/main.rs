//! A file with any content is read or refused, and quickly.

mod bounds;
mod types;

use proptest::prelude::*;
use qrpc_gen::diagnostic::Code;
use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::evolution::compare;
use qrpc_gen::model::Api;
use qrpc_gen::{Diagnostics, Options, Sides, Source, generate, read};

const YAML: &str = include_str!("../twins/everything.yaml");
const LANGUAGE: &str = include_str!("../../../tests/stubs/language.yaml");
const PROTOCOL: &str = include_str!("../../../tests/stubs/protocol.yaml");
const TOML: &str = include_str!("../twins/everything.toml");

/// Reads a file and formats its diagnostics.
fn survive(path: &str, bytes: &[u8]) {
    let source = Source::new(path, bytes);
    let mut diagnostics = Diagnostics::default();
    let api = read(&source, &mut diagnostics);
    assert_eq!(api.is_none(), diagnostics.has_errors());
    let full = print::full(&source, &diagnostics, Colour::Ansi);
    let short = print::short(&source, &diagnostics);
    assert_eq!(full.is_empty(), diagnostics.is_empty());
    assert_eq!(short.is_empty(), diagnostics.is_empty());
}

/// The codes of the mistakes in a file.
fn codes(path: &str, text: &str) -> Vec<Code> {
    let source = Source::new(path, text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let _ = read(&source, &mut diagnostics);
    diagnostics.iter().map(|each| each.code).collect()
}

/// Edits of a valid file: the position, the number of characters to remove there, and the text to
/// insert.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
    let piece = prop_oneof![
        "[-:,?<>{}\\[\\]|\"'#&*!%@`= \n\t~.$/_0-9a-z]{0,3}",
        Just("\r\n".to_owned()),
        Just("list<".to_owned()),
        Just("direction".to_owned()),
        Just("null".to_owned()),
        "\\PC{0,2}",
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..4, piece), 1..6)
}

fn edited(text: &str, edits: &[(prop::sample::Index, usize, String)]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (index, length, piece) in edits {
        let start = index.index(text.len());
        let end = (start + length).min(text.len());
        text.splice(start..end, piece.chars());
    }
    text.into_iter().collect()
}

/// A spec to which each test appends its types.
const HEAD: &str = "api: A\nmethods: { m: { direction: both } }\ntypes:\n";

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

proptest! {
    #[test]
    fn random_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survive("a.yaml", &bytes);
        survive("a.toml", &bytes);
    }

    #[test]
    fn random_text_is_refused(text in "[-:,?<>{}\\[\\]|\"'#&*!%@= \n\ta-e1\u{e4}]{0,80}") {
        survive("a.yaml", text.as_bytes());
        survive("a.toml", text.as_bytes());
    }

    #[test]
    fn a_spec_with_slips_in_it_is_read_or_refused(edits in edits()) {
        survive("a.yaml", edited(YAML, &edits).as_bytes());
        survive("a.yaml", edited(LANGUAGE, &edits).as_bytes());
        survive("a.yaml", edited(PROTOCOL, &edits).as_bytes());
        survive("a.toml", edited(TOML, &edits).as_bytes());
    }
}

/// A small spec in both formats.
const SMALL: [(&str, &str); 2] = [
    (
        "a.yaml",
        "api: A # b\ndoc: 'ä'\nmethods: { m: { direction: both, args: { a: \"i64 = 1\" } } }\ntypes:\n  T:\n    enum: [a]\n",
    ),
    (
        "a.toml",
        "api = 'A' # b\ndoc = \"\"\"ä\"\"\"\n[methods.m]\ndirection = 'both'\nargs = { a = \"i64 = 1\" }\n[types.T]\nenum = ['a']\n",
    ),
];

#[test]
fn a_byte_that_is_not_text_is_refused_with_its_position() {
    for (path, text) in SMALL {
        for (byte, code) in [
            (0, Code::NUL_CHARACTER),
            (0xff, Code::NOT_UTF8),
            (0xe4, Code::NOT_UTF8),
        ] {
            for at in 0..=text.len() {
                let mut bytes = text.as_bytes().to_vec();
                bytes.insert(at, byte);
                survive(path, &bytes);
                let source = Source::new(path, &bytes);
                let mut diagnostics = Diagnostics::default();
                assert!(read(&source, &mut diagnostics).is_none());
                let first = diagnostics.iter().next().unwrap();
                let is_within_letter = !text.is_char_boundary(at);
                assert!(first.code == code || is_within_letter, "{path}, byte {at}");
                let short = print::short(&source, &diagnostics);
                let line = text.as_bytes()[..at].split(|byte| *byte == b'\n').count();
                assert!(short.starts_with(&format!("{path}:{line}:")), "{short}");
            }
        }
    }
}

#[test]
fn a_byte_order_mark_is_accepted() {
    for (path, text) in SMALL {
        assert_eq!(codes(path, &format!("\u{feff}{text}")), [Code::UNUSED_TYPE]);
    }
}

#[test]
fn utf_16_is_refused_with_what_to_do() {
    for (path, text) in SMALL {
        for mark in ["", "\u{feff}"] {
            let units = || format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
            let little: Vec<u8> = units().iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units().iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in [little, big] {
                let source = Source::new(path, &bytes);
                let mut diagnostics = Diagnostics::default();
                assert!(read(&source, &mut diagnostics).is_none());
                let full = print::full(&source, &diagnostics, Colour::Plain);
                assert!(full.contains("UTF-8"), "{full}");
            }
        }
    }
}
