//! No two types of a crate share a name, and no two constants do, so that a name means one thing
//! wherever it is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{CRATES, collect, words};

/// The constant that lists all values of its type. The public enums each have one.
const LIST_OF_VALUES: &str = "ALL";

#[test]
fn no_two_types_and_no_two_constants_of_a_crate_share_a_name() {
    let mut problems = Vec::new();
    for (name, _) in CRATES {
        let folder = Path::new("..").join(name).join("src");
        let mut texts = BTreeMap::new();
        collect(&folder, &folder, &mut texts);
        for ((kind, item), places) in places_of_items(&texts) {
            if places.len() > 1 {
                let places = places.join(", ");
                problems.push(format!(
                    "{name}: several {kind:?} items are named `{item}`: {places}"
                ));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn places_of_items(texts: &BTreeMap<PathBuf, String>) -> BTreeMap<(Kind, &str), Vec<String>> {
    let mut places = BTreeMap::<_, Vec<_>>::new();
    for (file, text) in texts {
        if replaces_another(file, texts) {
            continue;
        }
        for item in items(text) {
            let place = format!("{}:{}", file.display(), item.line);
            places
                .entry((item.kind, item.name))
                .or_default()
                .push(place);
        }
    }
    places
}

/// Whether the file is compiled instead of another one on some systems, by the attribute `path`.
fn replaces_another(file: &Path, texts: &BTreeMap<PathBuf, String>) -> bool {
    let name = file.file_name().unwrap().to_str().unwrap();
    let attribute = format!("path = \"{name}\"");
    let beside = |other: &Path| other.parent() == file.parent();
    texts
        .iter()
        .any(|(other, text)| beside(other) && text.contains(&attribute))
}

#[derive(Debug, PartialEq)]
struct Item<'a> {
    kind: Kind,
    name: &'a str,
    line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Type,
    Constant,
}

/// The types and constants of modules, and the constants of types. Items in functions, in
/// implementations of traits, and in macros that stubs invoke are left out: they belong to a small
/// scope, have the name that the trait gives, or are items of the stub.
fn items(code: &str) -> Vec<Item<'_>> {
    let lines: Vec<_> = code.lines().collect();
    let found = lines.iter().enumerate().filter_map(|(at, line)| {
        let (kind, name) = declaration(line)?;
        let blocks = enclosing_blocks(&lines, at);
        let is_shared = blocks.iter().all(|block| {
            let is_impl = block.starts_with("impl") && !block.contains(" for ");
            is_module_level(block) || kind == Kind::Constant && is_impl
        });
        let lists_values = name == LIST_OF_VALUES && line.starts_with(' ');
        let line = at + 1;
        (is_shared && !lists_values).then_some(Item { kind, name, line })
    });
    found.collect()
}

/// The kind and name of the item that a line declares.
fn declaration(line: &str) -> Option<(Kind, &str)> {
    let mut rest = line.trim_start();
    if let Some(public) = rest.strip_prefix("pub") {
        let after_scope = public.strip_prefix('(').and_then(|it| it.split_once(')'));
        rest = after_scope.map_or(public, |(_, rest)| rest).trim_start();
    }
    let (keyword, rest) = rest.split_once(' ')?;
    let kind = match keyword {
        "struct" | "enum" | "trait" | "union" | "type" => Kind::Type,
        "const" | "static" => Kind::Constant,
        _ => return None,
    };
    let rest = rest.strip_prefix("mut ").unwrap_or(rest);
    let name = words(rest).next()?;
    let is_item = rest.starts_with(name) && !["_", "fn", "unsafe", "extern"].contains(&name);
    is_item.then_some((kind, name))
}

/// The headers of the blocks around a line, found by the indentation.
fn enclosing_blocks(lines: &[&str], at: usize) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut blocks = Vec::new();
    let (mut inner, mut end) = (indent(lines[at]), at);
    for (start, line) in lines[..at].iter().enumerate().rev() {
        let text = line.trim();
        if text.is_empty() || indent(line) >= inner {
            continue;
        }
        // The other lines of a header of several lines.
        if text == "{" || text == "where" || text.starts_with(')') && text != ")*" {
            continue;
        }
        let header = lines[start..end].iter().map(|line| line.trim());
        let header: Vec<_> = header.take_while(|line| *line != "where").collect();
        let header = header.join(" ");
        blocks.push(header.split('{').next().unwrap_or_default().to_owned());
        (inner, end) = (indent(line), start);
    }
    blocks
}

/// Whether the items in a block belong to the module around the block.
fn is_module_level(block: &str) -> bool {
    let is_macro = block.starts_with("macro_rules! ") && !block.starts_with("macro_rules! __");
    let is_invocation = block.trim_end().ends_with('!');
    let is_repetition = block.starts_with("$(") && !words(block).any(|word| word == "impl");
    let is_rule = is_repetition || block.trim_end().ends_with("=>");
    let is_module = words(block).any(|word| word == "mod");
    is_macro || is_invocation || is_rule || is_module
}

#[test]
fn items_are_found_with_their_lines() {
    let code = "\
pub(crate) struct A<T>(T);
mod inner {
    enum B {}
}
impl<T> A<T>
where
    T: Copy,
{
    pub const C: usize = 1;
    pub const ALL: [Self; 0] = [];
    const fn f() {
        struct Local;
    }
}
impl<T>
    Trait<T> for A<T>
{
    const D: usize = 1;
    type E = ();
}
macro_rules! local {
    ($name:ident) => {
        static F: u8 = 0;
    };
}
macro_rules! __in_stubs {
    ($name:ident) => {
        const G: u8 = 0;
    };
}
const _: () = {
    struct H;
};
static mut I: u8 = 0;
";
    let found = items(code);
    let found: Vec<_> = found.iter().map(|item| (item.name, item.line)).collect();
    let expected = [("A", 1), ("B", 3), ("C", 9), ("F", 23), ("I", 34)];
    assert_eq!(found, expected);
}
