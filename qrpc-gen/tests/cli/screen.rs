//! Colours are printed only where a terminal shows them.

use super::folder::{FINE, Folder, Ran, WRONG};

fn run_with(words: &str, variables: &[(&str, &str)]) -> Ran {
    let folder = Folder::with(&[
        ("fine.yaml", FINE),
        ("wrong.yaml", WRONG),
        ("fine.rs", "// old\n"),
    ]);
    folder
        .command(words)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
        .into()
}

#[test]
fn a_pipe_gets_no_colours() {
    for words in [
        "check wrong.yaml",
        "build fine.yaml",
        "build --check fine.yaml",
    ] {
        let ran = run_with(words, &[]);
        assert!(!(ran.stderr + &ran.stdout).contains('\u{1b}'), "{words}");
    }
}

#[test]
fn who_asks_for_colours_gets_them() {
    for words in [
        "check wrong.yaml",
        "build fine.yaml",
        "build --check fine.yaml",
    ] {
        let ran = run_with(words, &[("CLICOLOR_FORCE", "1")]);
        assert!(ran.stderr.contains("\u{1b}["), "{words}: {ran:#?}");
    }
}

#[test]
fn a_difference_has_colours_too() {
    let ran = run_with("build --check fine.yaml", &[("CLICOLOR_FORCE", "1")]);
    assert!(ran.stdout.contains("\u{1b}["), "{ran:#?}");
}

#[test]
fn no_color_is_respected() {
    let ran = run_with("check wrong.yaml", &[("NO_COLOR", "1"), ("CLICOLOR", "1")]);
    assert!(!ran.stderr.contains('\u{1b}'), "{ran:#?}");
}
