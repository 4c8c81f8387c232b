//! The golden stubs, which are plain files beside their specs. The crates `stubs-2021` and
//! `stubs-2024` compile the golden stubs.

use std::fs;
use std::path::Path;

use qrpc_gen::{Options, Sides, Source, generate, with_used_files};

const STUBS: &str = "../tests/stubs";
const SCHEMAS: &str = "../schemas";

#[test]
fn the_example_of_quickrpc() {
    assert_golden(SCHEMAS, "my_api", Sides::Both);
}

#[test]
fn methods_without_arguments() {
    assert_golden(SCHEMAS, "echo_api", Sides::Both);
}

#[test]
fn the_api_of_the_interop_tests() {
    assert_golden(SCHEMAS, "lab", Sides::Both);
}

#[test]
fn whatever_the_language_has() {
    assert_golden(STUBS, "every", Sides::Both);
}

#[test]
fn every_kind_of_type() {
    assert_golden(STUBS, "language", Sides::Both);
}

#[test]
fn a_protocol_of_others() {
    assert_golden(STUBS, "protocol", Sides::Both);
}

#[test]
fn types_for_other_specs() {
    assert_golden(STUBS, "common", Sides::Both);
    assert_golden(STUBS, "units", Sides::Both);
}

#[test]
fn an_api_with_types_of_other_files() {
    assert_golden(STUBS, "using", Sides::Both);
}

#[test]
fn names_and_texts_that_want_to_break_it() {
    assert_golden(STUBS, "hostile", Sides::Both);
}

#[test]
fn the_normal_side_alone() {
    assert_golden(STUBS, "normal", Sides::Normal);
}

#[test]
fn the_inverted_side_alone() {
    assert_golden(STUBS, "inverted", Sides::Inverted);
}

fn assert_golden(folder: &str, name: &str, sides: Sides) {
    let in_yaml = Path::new(folder).join(name).with_extension("yaml");
    let extension = if in_yaml.exists() { "yaml" } else { "toml" };
    let file = format!("{name}.{extension}");
    let read = |file: &str| fs::read(Path::new(folder).join(file));
    let source = Source::new(file.as_str(), &read(&file).expect("the spec is there"));
    let source = with_used_files(source, &mut |used| Ok((used.to_owned(), read(used)?)));
    let options = Options {
        sides,
        renewal: format!("qrpc-gen build {file}"),
    };
    let output = generate(&source, &options);
    let problems: Vec<_> = output.diagnostics.iter().collect();
    let stub = output.stub.unwrap_or_else(|| panic!("{problems:?}"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("..").join(STUBS));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = format!("{name}.rs");
    settings.bind(|| insta::assert_binary_snapshot!(&name, stub.text.into_bytes()));
}
