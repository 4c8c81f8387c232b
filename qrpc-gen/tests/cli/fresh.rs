//! Tests of `qrpc-gen build --check`.

use super::folder::{FINE, Folder};

fn built() -> Folder {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    folder.run("build fine.yaml").ending_with(0);
    folder
}

#[test]
fn a_fresh_stub_is_said_to_be() {
    let ran = built().run("build --check fine.yaml").ending_with(0);
    assert_eq!(
        ran.stderr,
        "       Fresh fine.rs: Fine and FineInverted, 2 methods\n"
    );
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_missing_stub_is_said_and_not_written() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let ran = folder.run("build --check fine.yaml -o src/").ending_with(1);
    ran.saying("Missing src/fine.rs")
        .saying("To fix it: qrpc-gen build fine.yaml -o src/fine.rs\n");
    assert_eq!(folder.files(), ["fine.yaml"]);
}

#[test]
fn a_stale_stub_is_shown_with_what_differs_and_what_mends_it() {
    let folder = built();
    folder.put("fine.yaml", &FINE.replace("Fine", "Finer"));
    let before = folder.text_of("fine.rs");
    let ran = folder.run("build --check fine.yaml").ending_with(1);
    let ran = ran
        .saying("Stale fine.rs")
        .saying("To fix it: qrpc-gen build fine.yaml\n");
    for line in [
        "--- fine.rs\n",
        "+++ generated from fine.yaml\n",
        "\n-pub struct Fine {\n",
        "\n+pub struct Finer {\n",
    ] {
        assert!(ran.stdout.contains(line), "no {line:?} in {ran:#?}");
    }
    assert_eq!(folder.text_of("fine.rs"), before);
}

#[test]
fn the_command_that_is_named_mends_it() {
    let folder = Folder::with(&[("schemas/fine.yaml", FINE)]);
    let check = "build --check schemas/fine.yaml --side inverted -o src/";
    let stderr = folder.run(check).ending_with(1).stderr;
    let (_, command) = stderr.split_once("To fix it: qrpc-gen ").unwrap();
    folder.run(command).ending_with(0);
    folder.run(check).ending_with(0);
}

#[test]
fn another_side_is_stale() {
    built()
        .run("build --check fine.yaml --side normal")
        .ending_with(1);
}

#[test]
fn layout_does_not_make_a_stub_stale() {
    let folder = built();
    let joined: String = folder
        .text_of("fine.rs")
        .replace(" {\n    ", " { ")
        .replace('\n', "\r\n");
    folder.put("fine.rs", &joined);
    folder.run("build --check fine.yaml").ending_with(0);
}

#[test]
fn a_newer_tool_alone_does_not_make_a_stub_stale() {
    let folder = built();
    let old = folder.text_of("fine.rs");
    let newer = old.replace(env!("CARGO_PKG_VERSION"), "99.0.0");
    assert_ne!(old, newer);
    folder.put("fine.rs", &newer);
    folder.run("build --check fine.yaml").ending_with(0);
}

#[test]
fn a_changed_comment_makes_a_stub_stale() {
    let folder = built();
    let changed = folder.text_of("fine.rs").replace("Do not edit", "Do edit");
    folder.put("fine.rs", &changed);
    folder.run("build --check fine.yaml").ending_with(1);
}

#[test]
fn all_stubs_are_compared() {
    let folder = built();
    folder.put("other.yaml", FINE);
    let ran = folder
        .run("build --check other.yaml fine.yaml")
        .ending_with(1);
    ran.saying("Missing other.rs").saying("Fresh fine.rs");
}

#[test]
fn a_stub_that_cannot_be_read_does_not_keep_the_others_from_it() {
    let folder = built();
    folder.put("a.yaml", FINE);
    folder.put("a.rs/kept", "");
    let ran = folder.run("build --check a.yaml fine.yaml").ending_with(1);
    ran.saying("`a.rs` could not be read")
        .saying("Fresh fine.rs");
}

#[test]
fn a_stub_is_found_where_it_was_written() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let words = "fine.yaml -o missing/../src/fine.rs";
    folder.run(&format!("build {words}")).ending_with(0);
    assert_eq!(folder.files(), ["fine.yaml", "src/fine.rs"]);
    folder.run(&format!("build --check {words}")).ending_with(0);
}

#[test]
fn a_stub_is_fresh_from_every_folder() {
    let folder = Folder::with(&[("specs/fine.yaml", FINE)]);
    folder.run("build specs/fine.yaml").ending_with(0);
    folder
        .run_in("specs", "build --check fine.yaml")
        .ending_with(0);
}

#[test]
fn a_stub_of_another_spec_is_stale() {
    let folder = built();
    folder.put("other.yaml", FINE);
    folder
        .run("build --check other.yaml -o fine.rs")
        .ending_with(1);
}
