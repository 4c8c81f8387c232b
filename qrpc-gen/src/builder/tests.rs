//! Tests the effect of each option of the builder.

use super::*;
use std::fs;
use tempfile::{TempDir, tempdir};

const FINE: &str = "api: Fine\nmethods: { go: { direction: incoming } }\n";
const ODD: &str = "api: Odd\nmethods: { go: { direction: incoming, has_reply: true } }\n";
const WRONG: &str = "methods: 1\n";

/// Writes the specs into a new folder. Returns the folder, and a builder that compiles the specs
/// into the subfolder `out`.
fn given(specs: &[(&str, &str)]) -> (TempDir, Builder) {
    let folder = tempdir().unwrap();
    let mut builder = Builder::new().out_dir(folder.path().join("out"));
    for (name, text) in specs {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        builder = builder.spec(path);
    }
    (folder, builder)
}

fn told_by(builder: &Builder) -> (Result<(), Error>, String) {
    let mut told = Vec::new();
    let result = builder.compile_telling(&mut told);
    (result, String::from_utf8(told).unwrap())
}

fn stub_of(builder: &Builder, folder: &TempDir) -> String {
    builder.compile_telling(&mut io::sink()).unwrap();
    fs::read_to_string(folder.path().join("out/fine.rs")).unwrap()
}

#[test]
fn every_spec_gets_its_stub() {
    let (folder, builder) = given(&[("fine.yaml", FINE), ("other.yaml", FINE)]);
    builder.compile_telling(&mut io::sink()).unwrap();
    assert!(folder.path().join("out/fine.rs").exists());
    assert!(folder.path().join("out/other.rs").exists());
}

#[test]
fn a_stub_is_called_after_its_module() {
    let (folder, builder) = given(&[("my-api.yaml", FINE), ("type.yaml", FINE)]);
    builder.compile_telling(&mut io::sink()).unwrap();
    assert!(folder.path().join("out/my_api.rs").exists());
    assert!(folder.path().join("out/type_.rs").exists());
}

#[test]
fn both_sides_are_made_if_nothing_is_said() {
    let (folder, builder) = given(&[("fine.yaml", FINE)]);
    let stub = stub_of(&builder, &folder);
    assert!(stub.contains("pub struct Fine {") && stub.contains("pub struct FineInverted {"));
}

#[test]
fn sides_leaves_the_other_side_out() {
    let (folder, builder) = given(&[("fine.yaml", FINE)]);
    let stub = stub_of(&builder.sides(Sides::Inverted), &folder);
    assert!(!stub.contains("pub struct Fine {") && stub.contains("pub struct FineInverted {"));
}

#[test]
fn cargo_is_told_every_spec_and_nothing_else_if_all_is_well() {
    let (folder, builder) = given(&[("fine.yaml", FINE), ("other.yaml", FINE)]);
    let line = |name| {
        format!(
            "cargo:rerun-if-changed={}\n",
            folder.path().join(name).display()
        )
    };
    let (result, told) = told_by(&builder);
    result.unwrap();
    assert_eq!(told, line("fine.yaml") + &line("other.yaml"));
}

#[test]
fn cargo_is_told_of_a_wrong_spec_too() {
    let (_folder, builder) = given(&[("wrong.yaml", WRONG)]);
    let (result, told) = told_by(&builder);
    result.unwrap_err();
    assert!(told.ends_with("wrong.yaml\n"), "{told}");
}

#[test]
fn cargo_is_told_what_a_spec_hardly_means() {
    let (folder, builder) = given(&[("odd.yaml", ODD), ("fine.yaml", FINE)]);
    let (result, told) = told_by(&builder.emit_rerun(false));
    result.unwrap();
    let line = told.strip_suffix('\n').unwrap();
    assert!(!line.contains('\n'), "{told}");
    assert!(line.starts_with("cargo:warning="), "{told}");
    assert!(line.contains("odd.yaml:2:"), "{told}");
    assert!(line.contains(": warning[Q03"), "{told}");
    assert!(folder.path().join("out/odd.rs").exists());
}

#[test]
fn the_warnings_of_a_wrong_spec_are_in_the_error_alone() {
    let wrong = format!("{ODD}wrong: 1\n");
    let (_folder, builder) = given(&[("wrong.yaml", &wrong)]);
    let (result, told) = told_by(&builder.emit_rerun(false));
    result.unwrap_err();
    assert_eq!(told, "");
}

#[test]
fn emit_rerun_keeps_the_specs_untold() {
    let (_folder, builder) = given(&[("fine.yaml", FINE)]);
    assert_eq!(told_by(&builder.emit_rerun(false)).1, "");
}

#[test]
fn the_errors_of_all_specs_are_shown_at_once() {
    let (_folder, builder) = given(&[("wrong.yaml", WRONG), ("worse.yaml", WRONG)]);
    let error = told_by(&builder).0.unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("wrong.yaml:1:") && text.contains("worse.yaml:1:"),
        "{text}"
    );
    assert_eq!(text, format!("{error:?}"));
}

#[test]
fn an_error_in_one_spec_writes_nothing() {
    let (folder, builder) = given(&[("fine.yaml", FINE), ("wrong.yaml", WRONG)]);
    told_by(&builder).0.unwrap_err();
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_missing_spec_is_named() {
    let builder = Builder::new().out_dir("nowhere").spec("there/is/none.yaml");
    let error = told_by(&builder).0.unwrap_err().to_string();
    assert!(error.contains("there/is/none.yaml"), "{error}");
}

#[test]
fn two_specs_for_one_stub_are_an_error() {
    let (_folder, builder) = given(&[("fine.yaml", FINE), ("fine.toml", "")]);
    assert!(matches!(told_by(&builder).0, Err(Error::SameStub { .. })));
    let (_folder, builder) = given(&[("my-api.yaml", FINE), ("my_api.yaml", FINE)]);
    assert!(matches!(told_by(&builder).0, Err(Error::SameStub { .. })));
}

#[test]
fn no_place_for_the_stubs_is_an_error() {
    let error = Builder::new().spec("fine.yaml").compile().unwrap_err();
    assert!(matches!(error, Error::NoOutDir), "{error}");
}

#[test]
fn no_spec_is_an_error() {
    assert!(matches!(
        Builder::new().out_dir("x").compile(),
        Err(Error::NoSpec)
    ));
}

#[test]
fn a_stub_that_cannot_be_written_is_named() {
    let (folder, builder) = given(&[("fine.yaml", FINE)]);
    let builder = builder.out_dir(folder.path().join("fine.yaml"));
    let error = told_by(&builder).0.unwrap_err();
    assert!(
        matches!(&error, Error::Write { path, .. } if path.ends_with("fine.rs")),
        "{error}"
    );
}
