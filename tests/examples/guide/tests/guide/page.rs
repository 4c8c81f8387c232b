//! Compares the page with the code.

use std::collections::BTreeMap;

const GUIDE: &str = include_str!("../../../../../docs/guide.md");
const SPEC: &str = include_str!("../../lab.yaml");
const SOURCES: [&str; 11] = [
    include_str!("async_programs.rs"),
    include_str!("deadlines.rs"),
    include_str!("ending.rs"),
    include_str!("errors.rs"),
    include_str!("first.rs"),
    include_str!("handlers.rs"),
    include_str!("logs.rs"),
    include_str!("peers.rs"),
    include_str!("security.rs"),
    include_str!("testing.rs"),
    include_str!("threads.rs"),
];

/// Returns the code between the markers of a source by its names, without the common indentation.
fn snippets(source: &str) -> Vec<(&str, String)> {
    let mut snippets = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.trim().strip_prefix("// begin: ") else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        let code: Vec<_> = lines
            .by_ref()
            .take_while(|line| line.trim() != "// end")
            .map(|line| line.get(indent..).unwrap_or_default())
            .collect();
        snippets.push((name, code.join("\n")));
    }
    snippets
}

/// Returns the blocks of code of the page by the names in the comments before them.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<(&'p str, &'p str)> {
    let fence = format!("```{language}\n");
    let mut blocks = Vec::new();
    let mut before = page;
    for part in page.split(&fence).skip(1) {
        let start = part.as_ptr() as usize - page.as_ptr() as usize - fence.len();
        before = page.get(..start).unwrap_or(before);
        let comment = before.trim_end().lines().last().unwrap_or_default();
        let name = comment
            .strip_prefix("<!-- ")
            .and_then(|it| it.strip_suffix(" -->"));
        let code = part.split("\n```").next().unwrap_or_default();
        blocks.push((name.unwrap_or_default(), code));
    }
    blocks
}

#[test]
fn the_page_shows_all_of_this_code_and_no_other() {
    let tested: BTreeMap<_, _> = SOURCES.into_iter().flat_map(snippets).collect();
    let shown: BTreeMap<_, _> = blocks(GUIDE, "rust").into_iter().collect();
    for (name, code) in &shown {
        let expected = tested.get(name).map(String::as_str);
        assert_eq!(Some(*code), expected, "the block `{name}` of the page");
    }
    assert_eq!(shown.len(), tested.len(), "{:?}", tested.keys());
}

#[test]
fn the_page_shows_the_spec() {
    let shown = blocks(GUIDE, "yaml");
    assert!(shown.iter().any(|(_, spec)| spec.trim() == SPEC.trim()));
}
