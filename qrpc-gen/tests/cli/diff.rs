//! `qrpc-gen diff`.

use std::process::Command;

use super::folder::{Folder, Ran, WRONG};

const OLD: &str = "\
api: Lab
methods:
  measure: { direction: incoming, args: { channel: u8, samples: u32 = 1 }, returns: f64 }
  reset: { direction: incoming }
";

/// What it may become, a change at a time.
const LATER: [(&str, &str); 4] = [
    ("samples: u32 = 1", "samples: u32 = 2"),
    ("measure: {", "measure: { doc: Measures., "),
    ("channel: u8", "channel: u16"),
    ("methods:", "methods:\n  stop: { direction: outgoing }"),
];

fn changed(changes: &[usize]) -> String {
    let change = |text: String, at: &usize| text.replace(LATER[*at].0, LATER[*at].1);
    changes.iter().fold(OLD.to_owned(), change)
}

fn folder(changes: &[usize]) -> Folder {
    Folder::with(&[("old.yaml", OLD), ("new.yaml", &changed(changes))])
}

#[test]
fn changes_are_grouped_by_their_grade() {
    let ran = folder(&[0, 1, 2, 3])
        .run("diff old.yaml new.yaml")
        .ending_with(1)
        .saying("    Breaking new.yaml: 3 of 4 changes\n");
    let expected = "\
wire, source:
  method `measure`, argument `channel`: its type changed from `u8` to `u16` (new LabInverted with old Lab)
wire:
  method `measure`, argument `samples`: its default changed from `1` to `2` (new Lab with old LabInverted, and new LabInverted with old Lab)
source:
  method `stop`: added; `LabInverted` answers it, and refuses it until renewed
safe:
  method `measure`: its documentation changed
";
    assert_eq!(ran.stdout, expected);
}

#[test]
fn what_breaks_nothing_is_fine() {
    let ran = folder(&[1]).run("diff old.yaml new.yaml").ending_with(0);
    assert_eq!(
        ran.stdout,
        "safe:\n  method `measure`: its documentation changed\n"
    );
    ran.saying("        Fine new.yaml: 1 change, none that breaks anything\n");
}

#[test]
fn the_same_is_no_change() {
    let ran = folder(&[]).run("diff old.yaml new.yaml").ending_with(0);
    assert_eq!(ran.stdout, "");
    ran.saying("Fine new.yaml: no changes\n");
}

#[test]
fn a_change_is_one_line_whatever_is_in_its_name() {
    let name = r#"reset: { wire: "a\nb\e[1m", direction: incoming }"#;
    let new = OLD.replace("reset: { direction: incoming }", name);
    let folder = Folder::with(&[("old.yaml", OLD), ("new.yaml", &new)]);
    let ran = folder.run("diff old.yaml new.yaml").ending_with(1);
    let changed = "its name on the wire changed to `a\\nb\\u{1b}[1m`";
    assert!(ran.stdout.contains(changed), "{ran:#?}");
}

#[track_caller]
fn ends_with(changes: &[usize], allowed: &str, code: i32) {
    let words = format!("diff old.yaml new.yaml {allowed}");
    folder(changes).run(&words).ending_with(code);
}

#[test]
fn what_is_allowed_may_break() {
    ends_with(&[0], "", 1);
    ends_with(&[0], "--allow source", 1);
    ends_with(&[0], "--allow wire", 0);
    ends_with(&[3], "", 1);
    ends_with(&[3], "--allow wire", 1);
    ends_with(&[3], "--allow source", 0);
}

#[test]
fn what_breaks_both_must_be_allowed_for_both() {
    ends_with(&[2], "--allow source", 1);
    ends_with(&[2], "--allow wire", 1);
    ends_with(&[2], "--allow wire --allow source", 0);
}

#[test]
fn the_mistakes_of_both_are_shown() {
    let folder = Folder::with(&[("old.yaml", WRONG), ("new.yaml", WRONG)]);
    let ran = folder.run("diff old.yaml new.yaml").ending_with(1);
    ran.saying("Wrong old.yaml").saying("Wrong new.yaml");
}

#[test]
fn a_version_that_is_not_there_is_an_error() {
    let folder = folder(&[]);
    let missing = folder.run("diff older.yaml new.yaml").ending_with(1);
    missing.saying("`older.yaml` could not be read");
}

#[test]
fn wrong_usage() {
    let folder = folder(&[]);
    folder.run("diff old.yaml").ending_with(2).saying("<NEW>");
    let ran = folder.run("diff old.yaml new.yaml --allow safe");
    ran.ending_with(2).saying("[possible values: source, wire]");
    let ran = folder.run("diff git: new.yaml").ending_with(2);
    ran.saying("`git:` needs a revision");
    let ran = folder.run("diff git:--help new.yaml").ending_with(2);
    ran.saying("`--help` is no revision");
}

/// A repository in which `specs/api.yaml` was committed and then changed.
fn repository(changes: &[usize]) -> Folder {
    let folder = Folder::with(&[("specs/api.yaml", OLD)]);
    git(&folder, "init --quiet");
    git(&folder, "add .");
    let author = "-c user.name=A -c user.email=a@example.com";
    git(&folder, &format!("{author} commit --quiet -m One"));
    git(&folder, "tag v1");
    folder.put("specs/api.yaml", &changed(changes));
    folder
}

fn git(folder: &Folder, words: &str) {
    let mut git = Command::new("git");
    git.args(words.split(' ')).current_dir(folder.path());
    let output = git.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[track_caller]
fn fails_by_the_default(ran: Ran) {
    let ran = ran.ending_with(1);
    assert!(
        ran.stdout.contains("its default changed from `1` to `2`"),
        "{ran:#?}"
    );
}

#[test]
fn the_old_version_may_be_a_revision() {
    let folder = repository(&[0]);
    fails_by_the_default(folder.run("diff git:HEAD specs/api.yaml"));
    fails_by_the_default(folder.run("diff git:v1 ./specs/../specs/api.yaml"));
    fails_by_the_default(folder.run_in("specs", "diff git:v1 api.yaml"));
    let whole = folder.path().join("specs/api.yaml").display().to_string();
    fails_by_the_default(folder.run_with("diff git:v1", &whole));
}

#[test]
fn mistakes_in_a_revision_name_it() {
    let folder = Folder::with(&[("api.yaml", WRONG)]);
    git(&folder, "init --quiet");
    git(&folder, "add .");
    git(
        &folder,
        "-c user.name=A -c user.email=a@example.com commit --quiet -m One",
    );
    folder.put("api.yaml", OLD);
    let ran = folder.run("diff git:HEAD api.yaml").ending_with(1);
    ran.saying("HEAD:api.yaml:3:20")
        .saying("Wrong HEAD:api.yaml");
}

#[test]
fn a_revision_that_is_not_there_is_said() {
    let folder = repository(&[]);
    let ran = folder.run("diff git:v2 specs/api.yaml").ending_with(1);
    ran.saying("git has no `specs/api.yaml` at the revision `v2`");
    folder.put("specs/new.yaml", OLD);
    let ran = folder.run("diff git:v1 specs/new.yaml").ending_with(1);
    ran.saying("git has no `specs/new.yaml` at the revision `v1`");
}

#[test]
fn outside_of_a_repository_git_says_so() {
    let folder = folder(&[]);
    let ran = folder.run("diff git:HEAD new.yaml").ending_with(1);
    ran.saying("git has no `new.yaml`").saying("repository");
}

#[test]
fn without_git_its_absence_is_said() {
    let folder = folder(&[]);
    let mut command = folder.command("diff git:HEAD new.yaml");
    let ran: Ran = command.env("PATH", "").output().unwrap().into();
    ran.ending_with(1).saying("`git` could not be run");
}
