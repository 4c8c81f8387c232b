//! Every mistake that a spec can contain: the specs in `diagnostics/`, each with a golden file of
//! its printed diagnostics beside it.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use qrpc_gen::diagnostic::Code;
use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::{Diagnostics, Source, read};
use support::{beside, source};

/// The codes that have no fixture in TOML.
const YAML_ALONE: [Code; 14] = [
    Code::YAML_SYNTAX,
    Code::YAML_TAG,
    Code::MERGE_KEY,
    Code::WRONG_ALIAS,
    Code::SEVERAL_DOCUMENTS,
    Code::KEY_NOT_TEXT,
    Code::CUT_AT_COMMA,
    Code::CUT_AT_COMMENT,
    Code::CUT_AT_COLON,
    Code::CUT_AT_BRACKET,
    Code::CUT_AT_START,
    Code::COMMENT_BEHIND_TEXT,
    // `UNKNOWN_FORMAT` and `FILE_TOO_LARGE` are about neither YAML nor TOML.
    Code::UNKNOWN_FORMAT,
    Code::FILE_TOO_LARGE,
];
const TOML_ALONE: [Code; 1] = [Code::TOML_SYNTAX];

#[test]
fn every_mistake_is_printed_as_in_its_golden() {
    insta::glob!("diagnostics/*.{yaml,toml,json}", |path| {
        let source = source(path);
        let text = print::full(&source, &check(&source), Colour::Plain);
        beside("diagnostics").bind(|| insta::assert_snapshot!(source.path(), text));
    });
}

#[test]
fn every_code_is_shown_in_yaml() {
    let elsewhere = [&TOML_ALONE[..], &YAML_ALONE[12..]].concat();
    assert_eq!(not_shown("yaml", &elsewhere), [""; 0]);
}

#[test]
fn every_code_is_shown_in_toml() {
    assert_eq!(not_shown("toml", &YAML_ALONE), [""; 0]);
}

/// The codes without a fixture that is named after the code and leads to it.
fn not_shown(extension: &str, elsewhere: &[Code]) -> Vec<&'static str> {
    let codes = Code::ALL.iter().filter(|code| !elsewhere.contains(code));
    let unshown = codes.filter(|code| {
        !fixtures(code.name(), extension)
            .iter()
            .any(|path| shows(path, **code))
    });
    unshown.map(|code| code.name()).collect()
}

/// The fixtures called `name.extension` and `name.variant.extension`.
fn fixtures(name: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let named = |path: &PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        file.split('.').next() == Some(name) && file.ends_with(&format!(".{extension}"))
    };
    paths.filter(named).collect()
}

fn shows(path: &Path, code: Code) -> bool {
    check(&source(path))
        .iter()
        .any(|diagnostic| diagnostic.code == code)
}

#[test]
fn every_mistake_comes_with_help() {
    insta::glob!("diagnostics/*.{yaml,toml,json}", |path| {
        for diagnostic in check(&source(path)).iter() {
            assert!(
                diagnostic.help.is_some(),
                "{}: {}",
                path.display(),
                diagnostic.message
            );
        }
    });
}

#[test]
fn codes_and_their_names_are_unique() {
    for (place, code) in Code::ALL.iter().enumerate() {
        let others = || Code::ALL.iter().skip(place + 1);
        assert!(others().all(|other| other.id() != code.id()), "{code}");
        assert!(others().all(|other| other.name() != code.name()), "{code}");
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let bytes = vec![b'#'; Source::MAX_BYTES + 1];
    for path in ["api.yaml", "api.toml"] {
        let source = Source::new(path, &bytes);
        let text = print::short(&source, &check(&source));
        let message = "the file exceeds the maximum size of a spec, 1048576 bytes";
        assert_eq!(text, format!("{path}:1:1: error[Q0102]: {message}\n"));
    }
}

#[test]
fn a_file_of_the_largest_size_is_read() {
    let bytes = vec![b'#'; Source::MAX_BYTES];
    let source = Source::new("api.yaml", &bytes);
    let codes: Vec<_> = check(&source)
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, [Code::EMPTY_FILE]);
}

#[test]
fn ten_errors_are_reported_in_one_run() {
    for path in ["ten-errors.yaml", "ten-errors.toml"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
        assert!(check(&source(&folder.join(path))).errors() >= 10, "{path}");
    }
}

fn check(source: &Source) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let api = read(source, &mut diagnostics);
    assert_eq!(api.is_none(), diagnostics.has_errors(), "{}", source.path());
    diagnostics
}
