//! Finds the files that a spec uses.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::names;
use crate::source::{Source, Used};
use crate::spec::load::load;
use crate::tree::{Node, NodeKind};

/// The maximum number of files that a spec uses, directly or through others.
const MAX_FILES: usize = 64;

/// A function that reads a file that a spec uses.
///
/// The argument is the path of the file relative to the folder of the spec, such as
/// `../shared/units.yaml`. The function returns the path that messages show, and the content of the
/// file.
pub type ReadFile<'r> = dyn FnMut(&str) -> io::Result<(String, Vec<u8>)> + 'r;

/// Adds to `source` the files that the spec uses, directly or through others. `read` is called at
/// most once per path.
///
/// A file that cannot be read is not an error here: it is reported when the spec is read.
#[must_use]
pub fn with_used_files(mut source: Source, read: &mut ReadFile<'_>) -> Source {
    // The path of each file, by its number, relative to the folder of the spec.
    let mut paths = vec![String::new()];
    let mut known: HashMap<String, Used> = HashMap::new();
    if let Some(name) = source.path().rsplit(['/', '\\', ':']).next() {
        known.insert(name.to_owned(), Used::File(0));
    }
    let mut file = 0;
    while file < source.files().len() {
        for name in names_of(&source, file) {
            let used = match relative(paths.get(file).map_or("", String::as_str), &name) {
                Err(reason) => Used::Not(reason.to_owned()),
                Ok(path) => known.get(&path).cloned().unwrap_or_else(|| {
                    let used = add(&mut source, &path, read);
                    if paths.len() < source.files().len() {
                        paths.push(path.clone());
                    }
                    known.insert(path, used.clone());
                    used
                }),
            };
            source.set_used(file, name, used);
        }
        file += 1;
    }
    source
}

fn add(source: &mut Source, path: &str, read: &mut ReadFile<'_>) -> Used {
    if source.files().len() > MAX_FILES {
        return Used::Not(format!("a spec can use at most {MAX_FILES} files"));
    }
    match read(path) {
        Err(error) => Used::Not(error.to_string()),
        Ok((shown, bytes)) => {
            let same = |file: &usize| source.file(*file).is_some_and(|file| file.path() == shown);
            // The file may already be known by another path, which leads out of the folder of the
            // spec and back.
            let known = source.files().find(same);
            Used::File(known.unwrap_or_else(|| source.add(shown, &bytes)))
        }
    }
}

/// The names in the key `use` of a file. Mistakes in the file are not reported here, but when the
/// spec is read.
fn names_of(source: &Source, file: usize) -> Vec<String> {
    let (text, _) = source.text_of(file);
    if !text.contains("use") {
        return Vec::new();
    }
    let tree = load(source, file, &mut Diagnostics::default());
    let Some(NodeKind::Map(map)) = tree.map(|tree| tree.kind) else {
        return Vec::new();
    };
    let uses = map.into_iter().find(|entry| entry.key.value == "use");
    let text = |node: Node| match node.kind {
        NodeKind::Scalar(scalar) => Some(scalar.text),
        NodeKind::List(_) | NodeKind::Map(_) => None,
    };
    match uses.map(|entry| entry.value.kind) {
        Some(NodeKind::List(items)) => items.into_iter().filter_map(text).collect(),
        Some(NodeKind::Scalar(scalar)) => vec![scalar.text],
        Some(NodeKind::Map(_)) | None => Vec::new(),
    }
}

/// Returns the path of the file that `name` refers to in the file at `from`. `from` and the result
/// are relative to the folder of the spec.
fn relative(from: &str, name: &str) -> Result<String, &'static str> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    if !extension.is_some_and(|extension| ["yaml", "yml", "toml"].contains(&extension)) {
        return Err("the name of a spec must end with `.yaml`, `.yml` or `.toml`");
    }
    if name.starts_with('/') || name.contains(['\\', ':']) {
        return Err("the path must be relative to this file, with `/` between folders");
    }
    let stem = Path::new(name).file_stem().and_then(OsStr::to_str);
    if stem.and_then(names::module).is_none() {
        return Err("its name without the extension cannot be the name of a Rust module");
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(name.split('/')) {
        match (part, path.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => _ = path.pop(),
            (part, _) => path.push(part),
        }
    }
    Ok(path.join("/"))
}
