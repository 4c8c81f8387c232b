//! `qrpc-gen explain`, and the page that it writes.

use qrpc_gen::diagnostic::Code;

use super::folder::{Folder, WRONG};

const PAGE: &str = include_str!("../../../docs/diagnostics.md");

fn explained(words: &str) -> String {
    let folder = Folder::with(&[]);
    let ran = folder.run(&format!("explain {words}")).ending_with(0);
    assert_eq!(ran.stderr, "");
    ran.stdout
}

#[test]
fn a_code_is_explained_with_both_specs() {
    let text = explained("Q0201");
    assert!(text.starts_with("# Q0201 unknown-key\n\n"), "{text}");
    assert!(
        text.contains("Wrong:\n\n```yaml\napi: Lab\n") && text.contains("Right:\n\n```yaml"),
        "{text}"
    );
}

#[test]
fn it_goes_by_either_name_in_any_case() {
    for words in ["q0201", "unknown-key", "UNKNOWN-KEY"] {
        assert_eq!(explained(words), explained("Q0201"), "{words}");
    }
}

#[test]
fn an_unknown_code_suggests_the_nearest() {
    for (words, near) in [
        ("unknown-kye", "did you mean `Q0201` (`unknown-key`)?"),
        ("E0303", "did you mean `Q0303` (`unfitting-default`)?"),
        ("weather", "`qrpc-gen explain` lists all codes"),
    ] {
        let folder = Folder::with(&[]);
        let ran = folder.run(&format!("explain {words}")).ending_with(2);
        ran.saying(&format!("unknown code `{words}`; {near}"));
    }
}

#[test]
fn without_a_code_there_is_a_line_for_each() {
    let list = explained("");
    let ids: Vec<_> = list
        .lines()
        .map(|line| line.split("  ").next().unwrap())
        .collect();
    let all: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(ids, all);
    assert!(list.contains("unknown-key          A key does not exist at the place"));
}

#[test]
fn the_page_of_all_is_fresh() {
    assert!(
        explained("--all") == PAGE,
        "docs/diagnostics.md is outdated; run `just diagnostics`"
    );
}

#[test]
fn a_wrong_spec_leads_to_the_explanation() {
    let folder = Folder::with(&[("wrong.yaml", WRONG)]);
    folder
        .run("check wrong.yaml")
        .saying("For more: qrpc-gen explain Q0206");
}
