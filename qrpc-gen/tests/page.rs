//! The page on the language of specs: its examples compile, and each pair gives the same API.

use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::model::Api;
use qrpc_gen::{Diagnostics, Source, read};

const PAGE: &str = include_str!("../../docs/spec.md");
const CHANGELOG: &str = include_str!("../../CHANGELOG.md");

#[test]
fn each_pair_of_examples_gives_the_same_api() {
    let (yaml, toml) = (examples("yaml"), examples("toml"));
    assert_eq!(yaml.len(), toml.len());
    assert!(yaml.len() > 5, "the page has lost its examples");
    for (yaml, toml) in yaml.iter().zip(toml) {
        assert_eq!(api("spec.yaml", yaml), api("spec.toml", toml), "{yaml}");
    }
}

/// Q0205 says that it does.
#[test]
fn the_changelog_lists_every_key_and_type_of_the_language() {
    let (_, section) = CHANGELOG.split_once("### The spec\n").unwrap();
    let section = section.split("\n#").next().unwrap();
    let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let mut count = 0;
    // The others are forms of defaults.
    for name in names.filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase())) {
        assert!(section.contains(&format!("`{name}`")), "no `{name}`");
        count += 1;
    }
    assert!(count > 30, "the page has lost its tables");
}

/// The blocks of one format, in the order of the page.
fn examples(format: &str) -> Vec<&'static str> {
    let start = format!("```{format}\n");
    let blocks = PAGE.split(&start).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

/// What an example says; it has no mistakes, and nothing to warn of.
fn api(path: &str, text: &str) -> Api {
    let source = Source::new(path, text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let api = read(&source, &mut diagnostics);
    assert_eq!(print::full(&source, &diagnostics, Colour::Plain), "");
    api.unwrap()
}
