//! Wrong usage: exit code 2, and nothing is read or written.

use super::folder::{FINE, Folder};

fn specs() -> Folder {
    Folder::with(&[
        ("one.yaml", FINE),
        ("two.yaml", FINE),
        ("below/one.toml", ""),
    ])
}

#[track_caller]
fn refused(words: &str, why: &str) {
    let folder = specs();
    let before = folder.files();
    folder
        .run(words)
        .ending_with(2)
        .saying(why)
        .saying("--help");
    assert_eq!(folder.files(), before);
}

#[test]
fn nothing_at_all() {
    let ran = specs().run("").ending_with(2);
    ran.saying("Usage: qrpc-gen")
        .saying("build")
        .saying("check");
}

#[test]
fn a_verb_that_does_not_exist() {
    refused("bild one.yaml", "a similar subcommand exists: 'build'");
}

#[test]
fn no_spec() {
    refused("build", "<SPEC>...");
    refused("check", "<SPEC>...");
}

#[test]
fn an_option_that_does_not_exist() {
    refused("build one.yaml --sides both", "--side");
}

#[test]
fn a_side_that_does_not_exist() {
    refused(
        "build one.yaml --side left",
        "[possible values: both, normal, inverted]",
    );
}

#[test]
fn several_specs_to_one_file() {
    refused(
        "build one.yaml two.yaml -o api.rs",
        "`-o api.rs` takes only one stub, but there are 2 specs",
    );
    refused(
        "build one.yaml two.yaml -o -",
        "`-o -` takes only one stub, but there are 2 specs",
    );
}

#[test]
fn two_specs_to_one_stub() {
    let why = "`one.yaml` and `below/one.toml` would be written to the same file `src/one.rs`";
    refused("build one.yaml below/one.toml -o src/", why);
    refused(
        "build one.yaml ./one.yaml",
        "would be written to the same file `one.rs`",
    );
    refused(
        "build one.yaml below/../one.yaml",
        "would be written to the same file",
    );
}

#[test]
fn a_stub_over_a_spec() {
    refused(
        "build one.yaml -o one.yaml",
        "the stub would overwrite the spec `one.yaml`",
    );
    refused(
        "build one.yaml -o below/../one.yaml",
        "would overwrite the spec",
    );
}

#[test]
fn a_stub_over_a_spec_by_way_of_a_folder_that_does_not_exist() {
    for output in [
        "missing/../one.yaml",
        "missing/deep/../../below/../one.yaml",
    ] {
        refused(
            &format!("build one.yaml -o {output}"),
            "would overwrite the spec",
        );
    }
    let words = "build missing/../one.yaml -o one.yaml";
    refused(words, "would overwrite the spec");
}

#[test]
fn two_specs_to_one_stub_by_way_of_a_folder_that_does_not_exist() {
    refused(
        "build one.yaml missing/../one.yaml",
        "would be written to the same file",
    );
}

#[cfg(unix)]
#[test]
fn two_specs_to_one_stub_by_way_of_a_link_to_it() {
    let folder = specs();
    let link = folder.path().join("two.rs");
    std::os::unix::fs::symlink("one.rs", link).unwrap();
    folder
        .run("build one.yaml two.yaml")
        .ending_with(2)
        .saying("would be written to the same file");
}

#[test]
fn a_check_of_what_is_printed() {
    refused(
        "build --check one.yaml -o -",
        "it cannot be used with `-o -`",
    );
}

#[test]
fn help_is_no_wrong_usage_and_has_examples() {
    for words in [
        "--help",
        "build --help",
        "check --help",
        "diff --help",
        "explain --help",
        "-h",
    ] {
        let ran = specs().run(words).ending_with(0);
        assert!(ran.stdout.contains("Example"), "{words}: {ran:#?}");
    }
}

#[test]
fn the_version_is_told() {
    let ran = specs().run("--version").ending_with(0);
    assert_eq!(
        ran.stdout,
        format!("qrpc-gen {}\n", env!("CARGO_PKG_VERSION"))
    );
}
