//! The modules of both crates depend on each other in the order that ARCHITECTURE.md lists.
//!
//! This test reads the sources in the repository, so it is not in the published package. The items
//! in the sources are tested in `names`.

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates, and the headings of their lists.
const CRATES: [(&str, &str); 2] = [
    ("qrpc-gen", "### The modules of qrpc-gen"),
    ("qrpc-runtime", "### The modules of qrpc-runtime"),
];

#[test]
fn modules_import_only_what_is_listed_below_them() {
    let mut problems = Vec::new();
    for (name, heading) in CRATES {
        let sources = Sources::read(name);
        let order = listed(heading);
        let place = |module: &str| order.iter().position(|listed| listed == module);
        for (file, imports) in &sources.files {
            let from = module_of(file);
            for import in imports {
                let at = format!("{name}/src/{}:{}", file.display(), import.line);
                let Some(to) = sources.module(&import.name) else {
                    problems.push(format!("{at}: `crate::{}` is in no module", import.name));
                    continue;
                };
                let runs_up =
                    matches!((place(&from), place(to)), (Some(from), Some(to)) if to < from);
                if runs_up {
                    problems.push(format!(
                        "{at}: `{from}` imports `{to}`, which ARCHITECTURE.md lists above it"
                    ));
                }
            }
        }
        problems.extend(differences(name, &sources.modules, &order));
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// Modules that are not in the list, that are in the list but do not exist, or that are listed
/// twice.
fn differences(name: &str, modules: &BTreeSet<String>, order: &[String]) -> Vec<String> {
    let listed: BTreeSet<_> = order.iter().cloned().collect();
    let missing = modules
        .difference(&listed)
        .map(|module| format!("{name}: ARCHITECTURE.md does not list `{module}`"));
    let unknown = listed
        .difference(modules)
        .map(|module| format!("{name}: ARCHITECTURE.md lists `{module}`, which does not exist"));
    let mut problems: Vec<_> = missing.chain(unknown).collect();
    if listed.len() < order.len() {
        problems.push(format!("{name}: ARCHITECTURE.md lists a module twice"));
    }
    problems
}

/// The modules in the first column of the table below a heading, from top to bottom.
fn listed(heading: &str) -> Vec<String> {
    let page = fs::read_to_string("../ARCHITECTURE.md").expect("the repository has the page");
    let (_, section) = page.split_once(heading).expect("the page has the heading");
    let lines = section.lines().skip(1);
    let rows = lines.take_while(|line| !line.starts_with('#'));
    let cells = rows.filter_map(|row| row.strip_prefix("| `")?.split(" |").next());
    cells.flat_map(words).map(str::to_owned).collect()
}

/// The sources of a crate, without its tests.
struct Sources {
    /// The modules directly below the root.
    modules: BTreeSet<String>,
    files: BTreeMap<PathBuf, Vec<Import>>,
    /// The modules of the names that the root re-exports, and of the macros.
    names: BTreeMap<String, String>,
}

/// A name directly below the root of the crate, where it is used.
#[derive(Debug, PartialEq)]
struct Import {
    name: String,
    line: usize,
}

impl Sources {
    fn read(name: &str) -> Self {
        let folder = Path::new("..").join(name).join("src");
        let mut texts = BTreeMap::new();
        collect(&folder, &folder, &mut texts);
        let is_root = |file: &Path| {
            ["lib.rs", "main.rs"]
                .iter()
                .any(|root| file == Path::new(root))
        };
        let (roots, texts): (BTreeMap<_, _>, BTreeMap<_, _>) =
            texts.into_iter().partition(|(file, _)| is_root(file));
        let mut names = BTreeMap::new();
        for (file, text) in &texts {
            let defined = text.split_inclusive('\n').filter_map(definition);
            names.extend(defined.map(|name| (name.to_owned(), module_of(file))));
        }
        for text in roots.values() {
            for statement in text.split("pub use ").skip(1) {
                let statement = statement.split(';').next().unwrap_or_default();
                let mut words = words(statement);
                let module = words.next().unwrap_or_default();
                names.extend(words.map(|word| (word.to_owned(), module.to_owned())));
            }
        }
        Self {
            modules: texts.keys().map(|file| module_of(file)).collect(),
            files: texts
                .iter()
                .map(|(file, text)| (file.clone(), imports(text, depth(file))))
                .collect(),
            names,
        }
    }

    fn module(&self, name: &str) -> Option<&str> {
        match self.modules.get(name) {
            Some(module) => Some(module),
            None => self.names.get(name).map(String::as_str),
        }
    }
}

/// Reads the code of all files that are not tests.
fn collect(root: &Path, folder: &Path, texts: &mut BTreeMap<PathBuf, String>) {
    let entries = fs::read_dir(folder).expect("the crates are beside each other");
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap();
        if ["tests", "simulation"].contains(&name) {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, texts);
        } else {
            let file = path.strip_prefix(root).unwrap().to_owned();
            texts.insert(file, code(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Returns a text without comments and without code that is compiled for tests only. The lines keep
/// their numbers.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if ["#[cfg(test)]", "#[cfg(all(test,"]
            .iter()
            .any(|test| line.trim().starts_with(test))
        {
            let indent = &line[..line.len() - line.trim_start().len()];
            code.push('\n');
            for line in lines.by_ref() {
                code.push('\n');
                let ends = line.strip_prefix(indent).is_some_and(|line| {
                    !line.starts_with([' ', '#']) && line.ends_with(['}', ';'])
                });
                if ends {
                    break;
                }
            }
        } else {
            code.push_str(line.split("//").next().unwrap());
            code.push('\n');
        }
    }
    code
}

/// The number of `super` from a file to the root of its crate.
fn depth(file: &Path) -> usize {
    file.components().count() - usize::from(file.ends_with("mod.rs"))
}

fn module_of(file: &Path) -> String {
    let top = Path::new(file.components().next().unwrap().as_os_str());
    top.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The name that a line defines and that the root may re-export by `*` or as a macro.
fn definition(line: &str) -> Option<&str> {
    let kinds = ["macro_rules! ", "pub enum ", "pub struct ", "pub trait "];
    let line = line.trim_start();
    let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
    words(rest).next()
}

/// All names that a file imports from the root of its crate. `$crate` in a macro is not an import:
/// the path is resolved where the macro is used.
fn imports(code: &str, depth: usize) -> Vec<Import> {
    let supers = "super::".repeat(depth);
    let mut imports = Vec::new();
    for root in ["crate::", &supers] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            let line_so_far = code[..at].rsplit('\n').next().unwrap_or_default();
            let is_in_string = line_so_far.matches('"').count() % 2 == 1;
            if is_in_string
                || before == '$'
                || before == ':'
                || before == '_'
                || before.is_alphanumeric()
            {
                continue;
            }
            let line = 1 + code[..at].matches('\n').count();
            let names = names_of(&code[at + root.len()..]);
            imports.extend(names.into_iter().map(|name| Import { name, line }));
        }
    }
    imports
}

/// The first names of a path, such as `a` and `b` of `{a::x, b::{y, z}}`.
fn names_of(path: &str) -> Vec<String> {
    let Some(list) = path.strip_prefix('{') else {
        // `*` names nothing.
        let path = if path.starts_with('*') { "" } else { path };
        return words(path).next().map(str::to_owned).into_iter().collect();
    };
    let mut names = Vec::new();
    let (mut level, mut start) = (0, 0);
    for (at, sign) in list.char_indices() {
        if level == 0 && [',', '}'].contains(&sign) {
            names.extend(words(&list[start..at]).next().map(str::to_owned));
            start = at + 1;
        }
        match sign {
            '{' => level += 1,
            '}' if level == 0 => break,
            '}' => level -= 1,
            _ => {}
        }
    }
    names
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

#[test]
fn imports_are_found_with_their_lines() {
    let text = "\
use crate::{a::x, b::{y, z}, c};
// crate::comment
use super::super::d;
use super::sibling;
#[cfg(all(test, unix))]
mod tests {
    use crate::test;
}
macro_rules! m { () => { $crate::stub } }
pub(in crate::e) fn f() {}
";
    let found = imports(&code(text), depth(Path::new("top/file.rs")));
    let found: Vec<_> = found
        .iter()
        .map(|import| (import.name.as_str(), import.line))
        .collect();
    assert_eq!(found, [("a", 1), ("b", 1), ("c", 1), ("e", 10), ("d", 3)]);
}
