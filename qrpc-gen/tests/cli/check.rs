//! Tests of `qrpc-gen check`.

use super::folder::{FINE, Folder, WRONG};

#[test]
fn a_spec_that_is_right_is_said_to_be() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let ran = folder.run("check fine.yaml").ending_with(0);
    assert_eq!(
        ran.stderr,
        "        Fine fine.yaml: Fine and FineInverted, 2 methods\n"
    );
}

#[test]
fn it_writes_nothing() {
    let folder = Folder::with(&[("fine.yaml", FINE), ("wrong.yaml", WRONG)]);
    let ran = folder.run("check fine.yaml wrong.yaml");
    assert_eq!(ran.stdout, "");
    assert_eq!(folder.files(), ["fine.yaml", "wrong.yaml"]);
}

#[test]
fn every_spec_is_checked_and_one_wrong_spec_fails_the_run() {
    let folder = Folder::with(&[("fine.yaml", FINE), ("wrong.yaml", WRONG)]);
    let ran = folder.run("check wrong.yaml fine.yaml").ending_with(1);
    ran.saying("wrong.yaml:3:")
        .saying("Wrong wrong.yaml: 1 error")
        .saying("Fine fine.yaml");
}

#[test]
fn the_full_form_marks_the_place_and_helps() {
    let folder = Folder::with(&[("wrong.yaml", WRONG)]);
    let ran = folder.run("check wrong.yaml").ending_with(1);
    ran.saying("error[Q")
        .saying("go: { direction: sideways }")
        .saying("^^^")
        .saying("help:");
}

#[test]
fn the_short_form_is_one_line_a_mistake() {
    let folder = Folder::with(&[("wrong.yaml", WRONG)]);
    let ran = folder
        .run("check --error-format short wrong.yaml")
        .ending_with(1);
    let first = ran.stderr.lines().next().unwrap();
    assert!(first.starts_with("wrong.yaml:3:20: error[Q"), "{first}");
    assert_eq!(ran.stderr.lines().count(), 2, "{}", ran.stderr);
}

#[test]
fn in_json_there_is_nothing_else_on_stderr() {
    let folder = Folder::with(&[("wrong.yaml", WRONG), ("fine.yaml", FINE)]);
    let ran = folder
        .run("check --error-format json wrong.yaml fine.yaml missing.yaml")
        .ending_with(1);
    let lines = ran.stderr.lines().map(serde_json::from_str);
    let lines: Vec<serde_json::Value> = lines.collect::<Result<_, _>>().unwrap();
    let [wrong, missing] = lines.as_slice() else {
        panic!("{}", ran.stderr)
    };
    assert_eq!(wrong["file"], "wrong.yaml");
    assert_eq!(wrong["labels"][0]["start"]["line"], 3);
    assert!(
        missing["message"]
            .as_str()
            .unwrap()
            .contains("`missing.yaml`")
    );
}

#[test]
fn github_gets_commands() {
    let folder = Folder::with(&[("wrong.yaml", WRONG)]);
    let ran = folder
        .run("check --error-format github wrong.yaml")
        .ending_with(1);
    let first = ran.stderr.lines().next().unwrap();
    assert!(
        first.starts_with("::error file=wrong.yaml,line=3,"),
        "{first}"
    );
}

#[test]
fn github_gets_a_command_for_each_error_without_a_place() {
    for (command, status, begins) in [
        (
            "check missing.yaml",
            1,
            "::error file=missing.yaml::`missing.yaml` could not be read: ",
        ),
        (
            "build missing.yaml",
            1,
            "::error file=missing.yaml::`missing.yaml` could not be read: ",
        ),
        (
            "build --check fine.yaml",
            1,
            "::error file=fine.rs::`fine.rs` could not be ",
        ),
        (
            "build fine.yaml",
            1,
            "::error file=fine.rs::`fine.rs` could not be ",
        ),
        (
            "build wrong.yaml fine.yaml -o folder/",
            1,
            "::error::no stub was generated, because ",
        ),
        (
            "diff git:HEAD fine.yaml",
            3,
            "::error::`fine.yaml` is not in a git repository",
        ),
    ] {
        let folder = Folder::with(&[("wrong.yaml", WRONG), ("fine.yaml", FINE)]);
        std::fs::create_dir(folder.path().join("fine.rs")).unwrap();
        let ran = folder
            .run(&format!("{command} --error-format github"))
            .ending_with(status);
        let is_command = |line: &&str| line.starts_with(begins);
        assert_eq!(
            ran.stderr.lines().filter(is_command).count(),
            1,
            "{}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("error: "), "{}", ran.stderr);
    }
}

#[test]
fn a_missing_spec_is_an_error() {
    let folder = Folder::with(&[]);
    folder
        .run("check missing.yaml")
        .ending_with(1)
        .saying("`missing.yaml` could not be read");
}

#[test]
fn a_folder_is_no_spec() {
    let folder = Folder::with(&[("specs/fine.yaml", FINE)]);
    folder
        .run("check specs")
        .ending_with(1)
        .saying("`specs` could not be read");
}

#[test]
fn after_warnings_it_says_how_to_silence_them() {
    let warned = "api: A\nmethods: { go: { direction: both, has_reply: true } }\n";
    let folder = Folder::with(&[("warned.yaml", warned)]);
    let ran = folder.run("check warned.yaml").ending_with(0);
    ran.saying("To silence: add `allow: [untyped-reply]` to the spec");
    let silent = format!("{warned}allow: [untyped-reply]\n");
    let folder = Folder::with(&[("silent.yaml", &silent)]);
    let ran = folder.run("check silent.yaml").ending_with(0);
    assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
}
