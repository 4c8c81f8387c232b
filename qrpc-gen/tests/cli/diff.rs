//! Tests of `qrpc-gen diff`.

use std::process::Command;

use super::folder::{Folder, Ran, WRONG};

const OLD: &str = "\
api: Lab
methods:
  measure: { direction: incoming, args: { channel: u8, samples: u32 = 1 }, returns: f64 }
  reset: { direction: incoming }
";

/// Changes of the old spec: in each pair, the text to replace, and the new text.
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
        .saying("    Breaking new.yaml: 3 of 4 changes not allowed\n");
    let expected = "\
wire, source:
  method `measure`, argument `channel`: its type changed from `u8` to `u16` (incompatible: new LabInverted and old Lab)
wire:
  method `measure`, argument `samples`: its default changed from `1` to `2` (incompatible: new Lab and old LabInverted; new LabInverted and old Lab)
source:
  method `stop`: added; `LabInverted` answers it, and an old `LabInverted` rejects it
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
    ran.saying("        Fine new.yaml: 1 change, no breaking change\n");
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
    let ran = folder.run("diff old.yaml new.yaml").ending_with(3);
    ran.saying("Wrong old.yaml").saying("Wrong new.yaml");
}

#[test]
fn a_version_that_is_not_there_is_an_error() {
    let folder = folder(&[]);
    let missing = folder.run("diff older.yaml new.yaml").ending_with(3);
    missing.saying("`older.yaml` could not be read");
}

#[test]
fn wrong_usage() {
    let folder = folder(&[]);
    folder.run("diff old.yaml").ending_with(2).saying("<NEW>");
    let ran = folder.run("diff old.yaml new.yaml --allow safe");
    ran.ending_with(2).saying("[possible values: source, wire]");
    let ran = folder.run("diff git: new.yaml").ending_with(2);
    ran.saying("`git:` must be followed by a revision");
    let ran = folder.run("diff git:--help new.yaml").ending_with(2);
    ran.saying("`--help` is not a git revision");
}

/// A git repository in which `specs/api.yaml` was committed, and changed after the commit.
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
fn a_type_that_was_refused_once_is_refused_again() {
    let old = "api: Lab\ntypes:\n  P: { fields: { n: i64 } }\n  S: { fields: { a: P } }\nmethods:\n  m: { direction: incoming, args: { x: S } }\n";
    let new = "api: Lab\ntypes:\n  Q: { fields: { n: string } }\n  One: { fields: { a: Q, z: i64 } }\n  Two: { fields: { a: Q } }\nmethods:\n  m: { direction: incoming, args: { x: One | Two } }\n";
    let folder = Folder::with(&[("old.yaml", old), ("new.yaml", new)]);
    let ran = folder.run("diff --allow source old.yaml new.yaml");
    let ran = ran.ending_with(1);
    assert!(
        ran.stdout.contains("argument `x`: its type changed"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.starts_with("wire, source:"), "{}", ran.stdout);
}

#[test]
fn the_files_that_an_old_version_uses_are_old_too() {
    let spec = "api: Lab\nuse: [../units.yaml]\nmethods:\n  set: { direction: incoming, args: { unit: Unit } }\n";
    let units = |unit: &str| format!("types:\n  Unit: {{ enum: [volts, {unit}] }}\n");
    let folder = Folder::with(&[("specs/api.yaml", spec), ("units.yaml", &units("ohms"))]);
    git(&folder, "init --quiet");
    git(&folder, "add .");
    git(
        &folder,
        "-c user.name=A -c user.email=a@example.com commit --quiet -m One",
    );
    folder.put("units.yaml", &units("amps"));
    let ran = folder.run("diff git:HEAD specs/api.yaml").ending_with(1);
    assert!(ran.stdout.contains("type `Unit`, value `ohms`: removed"));
    let ran = folder.run("diff git:HEAD units.yaml").ending_with(1);
    let incompatible = "value `amps`: added (incompatible: the new and the old version)";
    assert!(ran.stdout.contains(incompatible), "{}", ran.stdout);
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
    let ran = folder.run("diff git:HEAD api.yaml").ending_with(3);
    ran.saying("HEAD:api.yaml:3:20")
        .saying("Wrong HEAD:api.yaml");
}

#[test]
fn a_revision_that_is_not_there_is_said() {
    let folder = repository(&[]);
    let ran = folder.run("diff git:v2 specs/api.yaml").ending_with(3);
    ran.saying("`specs/api.yaml` does not exist at the git revision `v2`");
    folder.put("specs/new.yaml", OLD);
    let ran = folder.run("diff git:v1 specs/new.yaml").ending_with(3);
    ran.saying("`specs/new.yaml` does not exist at the git revision `v1`");
}

#[test]
fn outside_of_a_repository_git_says_so() {
    let folder = folder(&[]);
    let ran = folder.run("diff git:HEAD new.yaml").ending_with(3);
    ran.saying("`new.yaml` is not in a git repository");
}

/// Runs a command in a git hook, with the environment variables that git sets for hooks.
#[cfg(unix)]
fn in_a_hook(folder: &Folder, command: &str) -> Ran {
    use std::os::unix::fs::PermissionsExt;
    let hook = ".git/hooks/pre-commit";
    let program = env!("CARGO_BIN_EXE_qrpc-gen");
    folder.put(
        hook,
        &format!("#!/bin/sh\n{}", command.replace("qrpc-gen", program)),
    );
    let path = folder.path().join(hook);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.com"]);
    git.args(["commit", "--quiet", "--all", "-m", "Two"]);
    git.current_dir(folder.path()).output().unwrap().into()
}

#[test]
#[cfg(unix)]
fn a_hook_compares_the_file_itself() {
    let folder = repository(&[0]);
    // A file with the same name at the root of the repository, which must not be read.
    folder.put("api.yaml", "api: Other\n");
    git(&folder, "add api.yaml");
    let changed = "its default changed from `1` to `2`";
    for command in [
        "cd specs && GIT_DIR=../.git qrpc-gen diff git:HEAD api.yaml",
        "cd specs && export GIT_DIR=.git && qrpc-gen diff git:HEAD api.yaml",
        "GIT_WORK_TREE=. qrpc-gen diff git:HEAD specs/api.yaml",
        "qrpc-gen diff git:HEAD specs/api.yaml",
        "cd specs && qrpc-gen diff git:v1 api.yaml",
    ] {
        // Git sends what a hook prints to its own standard error.
        in_a_hook(&folder, command).ending_with(1).saying(changed);
    }
}

#[test]
fn a_repository_that_variables_name_is_found() {
    let folder = repository(&[0]);
    std::fs::rename(folder.path().join(".git"), folder.path().join("elsewhere")).unwrap();
    let mut command = folder.command("diff git:v1 specs/api.yaml");
    command
        .env("GIT_DIR", "elsewhere")
        .env("GIT_WORK_TREE", ".");
    fails_by_the_default(command.output().unwrap().into());
}

#[test]
fn a_worktree_has_its_own_files() {
    let folder = repository(&[]);
    git(&folder, "worktree add --quiet other v1");
    folder.put("other/specs/api.yaml", &changed(&[0]));
    fails_by_the_default(folder.run("diff git:v1 other/specs/api.yaml"));
    fails_by_the_default(folder.run_in("other/specs", "diff git:HEAD api.yaml"));
}

#[test]
#[cfg(unix)]
fn a_link_is_what_it_leads_to() {
    let folder = repository(&[0]);
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(at)).unwrap();
    };
    link("specs/api.yaml", "link.yaml");
    link("specs", "folder");
    fails_by_the_default(folder.run("diff git:v1 link.yaml"));
    fails_by_the_default(folder.run("diff git:v1 folder/api.yaml"));
}

#[test]
fn a_path_may_have_blanks_and_any_letters() {
    let name = "my spécs/ä pi:1.yaml";
    let folder = repository(&[]);
    folder.put(name, OLD);
    git(&folder, "add .");
    git(
        &folder,
        "-c user.name=A -c user.email=a@example.com commit --quiet -m Two",
    );
    folder.put(name, &changed(&[0]));
    fails_by_the_default(folder.run_with("diff git:HEAD", name));
}

#[test]
fn without_git_its_absence_is_said() {
    let folder = folder(&[]);
    let mut command = folder.command("diff git:HEAD new.yaml");
    let ran: Ran = command.env("PATH", "").output().unwrap().into();
    ran.ending_with(3).saying("`git` could not be run");
}
