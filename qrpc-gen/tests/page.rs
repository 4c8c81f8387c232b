//! The page on the language of specs: its examples compile, each pair gives the same stub, and its
//! tables list every key.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::{Options, Sides, Source, Stub, generate, with_used_files};

const PAGE: &str = include_str!("../../docs/spec.md");
const CHANGELOG: &str = include_str!("../../CHANGELOG.md");

/// The construct of each list of keys in the compiler, and the heading above its table.
const CONSTRUCTS: [(&str, &str); 8] = [
    ("a spec", "## The file"),
    ("`cancel`", "## Cancelling"),
    ("a method", "## Methods"),
    ("an error", "## Errors"),
    ("a type definition", "## Named types"),
    ("an enum value", "### Enums"),
    ("a variant", "### Unions with a tag"),
    ("an argument or field", "## Arguments and fields"),
];

#[test]
fn each_pair_of_examples_gives_the_same_stub() {
    let (yaml, toml) = (examples("yaml"), examples("toml"));
    assert_eq!(yaml.len(), toml.len());
    assert!(yaml.len() > 15, "the page has lost its examples");
    for (yaml, toml) in yaml.iter().zip(toml) {
        let (from_yaml, from_toml) = (stub("spec.yaml", yaml), stub("spec.toml", toml));
        assert_eq!(from_yaml.api, from_toml.api, "{yaml}");
        assert_eq!(
            without_header(&from_yaml.text),
            without_header(&from_toml.text),
            "{yaml}"
        );
    }
}

#[test]
fn the_tables_list_exactly_the_keys_of_each_construct() {
    let lists = key_lists();
    for (construct, keys) in &lists {
        let heading = CONSTRUCTS.iter().find(|(owner, _)| owner == construct);
        let (_, heading) = heading.unwrap_or_else(|| panic!("no heading for {construct}"));
        let listed: BTreeSet<_> = first_column(section(heading), "key").collect();
        let keys: BTreeSet<_> = keys.iter().cloned().collect();
        assert_eq!(listed, keys, "the table below `{heading}`");
    }
    assert_eq!(lists.len(), CONSTRUCTS.len(), "{lists:?}");
}

#[test]
fn the_changelog_lists_every_key_and_type_of_the_language() {
    let (_, section) = CHANGELOG.split_once("### The spec\n").unwrap();
    let section = section.split("\n#").next().unwrap();
    let names = first_column(PAGE, "key").chain(first_column(PAGE, "type"));
    let mut count = 0;
    for name in names {
        assert!(section.contains(&format!("`{name}`")), "no `{name}`");
        count += 1;
    }
    assert!(count > 70, "the page has lost its tables");
}

/// The blocks of one format, in the order of the page.
fn examples(format: &str) -> Vec<&'static str> {
    let start = format!("```{format}\n");
    let blocks = PAGE.split(&start).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

/// The stub of an example, which causes no errors and no warnings. An example that another example
/// uses begins with its own file name in a comment.
fn stub(path: &str, text: &str) -> Stub {
    let source = with_used_files(Source::new(path, text.as_bytes()), &mut |used| {
        let (_, format) = used.split_once('.').unwrap();
        let first_line = format!("# {used}\n");
        let mut examples = examples(format).into_iter();
        let found = examples.find(|text| text.starts_with(&first_line));
        Ok((used.to_owned(), found.unwrap().as_bytes().to_vec()))
    });
    let options = Options {
        sides: Sides::Both,
        renewal: "qrpc-gen build spec".to_owned(),
    };
    let output = generate(&source, &options);
    let printed = print::full(&source, &output.diagnostics, Colour::Plain);
    assert_eq!(printed, "", "{text}");
    output.stub.unwrap()
}

/// Returns the stub without its first line, which names the spec.
fn without_header(stub: &str) -> &str {
    stub.split_once('\n').unwrap().1
}

/// The text below a heading, up to the next heading.
fn section(heading: &str) -> &'static str {
    let (_, below) = PAGE
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("the page has no heading `{heading}`"));
    below.split("\n#").next().unwrap()
}

/// The code in the first column of all tables whose first column is titled `title`.
fn first_column(text: &str, title: &str) -> impl Iterator<Item = String> {
    let start = format!("| {title} |");
    let blocks = text.split("\n\n").map(str::trim_start);
    let tables = blocks.filter(move |block| block.starts_with(&start));
    let rows = tables.flat_map(|table| table.lines().skip(2));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    names.map(|name| name.replace(r"\|", "|"))
}

/// The keys of each construct, read from the sources of the phase that reads them.
fn key_lists() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/spec/lower");
    let mut lists = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let code = fs::read_to_string(entry.unwrap().path()).unwrap();
        for list in code.split("KnownKeys = KnownKeys {").skip(1) {
            let owner = quoted(list.split_once("owner: ").unwrap().1).next();
            let keys = list.split_once("keys: &[").unwrap().1;
            let keys = quoted(keys.split(']').next().unwrap());
            lists.push((owner.unwrap().to_owned(), keys.map(str::to_owned).collect()));
        }
    }
    lists
}

fn quoted(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}
