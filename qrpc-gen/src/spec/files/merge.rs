//! Combines the declarations of all files of a spec.

use std::collections::HashMap;
use std::path::Path;

use super::uses;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::names;
use crate::source::{Source, Text};
use crate::spec::declaration::{FileDecl, Spec};
use crate::spec::load::load;
use crate::spec::lower::lower;

/// Reads the declarations of a spec, and the types and errors of the files that it uses. Returns
/// `None` if the spec itself could not be read.
pub(crate) fn declarations(source: &Source, diagnostics: &mut Diagnostics) -> Option<Spec> {
    let mut unions = 0;
    let mut specs = Vec::new();
    for file in source.files() {
        let tree = load(source, file, diagnostics);
        specs.push(tree.map(|tree| lower(&tree, source, &mut unions, diagnostics)));
    }
    specs.first()?.as_ref()?;
    let are_read = specs.iter().all(Option::is_some);
    let specs: Vec<_> = specs.into_iter().map(Option::unwrap_or_default).collect();
    let modules: Vec<_> = source.files().map(|file| module(source, file)).collect();
    let are_usable = uses::check(source, &specs, &modules, diagnostics);
    let mut merged = merge(specs, diagnostics)?;
    merged.lacks_files = !are_read || !are_usable;
    let files = source.files().zip(modules);
    merged.files = files
        .map(|(file, module)| {
            let (_, start) = source.text_of(file);
            FileDecl {
                start,
                syntax: source.notation_at(start),
                module: module.filter(|_| file > 0),
            }
        })
        .collect();
    Some(merged)
}

/// Returns the module of a file's stub, as seen from the stub of another file. All stubs are
/// expected to be modules in the same parent module.
fn module(source: &Source, file: usize) -> Option<String> {
    let path = Path::new(source.file(file)?.path());
    let name = names::module(path.file_stem()?.to_str()?)?;
    Some(format!("super::{name}"))
}

/// Adds the types and errors of all other files to the first file, which is the spec itself.
fn merge(specs: Vec<Spec>, diagnostics: &mut Diagnostics) -> Option<Spec> {
    let mut specs = specs.into_iter();
    let mut merged = specs.next()?;
    let types = merged.types.iter().map(|decl| &decl.name);
    let mut types = Declared::new("type", types);
    let errors = merged.errors.iter().map(|decl| &decl.name);
    let mut errors = Declared::new("error", errors);
    for spec in specs {
        for decl in spec.types {
            if types.add(&decl.name, diagnostics) {
                merged.types.push(decl);
            } else {
                // Two files define a type with this name, and it is unknown which definition is
                // meant. The type counts as unread, so that nothing more is reported about it.
                let first = merged.types.iter_mut();
                for first in first.filter(|first| first.name.value == decl.name.value) {
                    first.body = None;
                }
            }
        }
        for decl in spec.errors {
            if errors.add(&decl.name, diagnostics) {
                merged.errors.push(decl);
            }
        }
    }
    Some(merged)
}

/// The names of the types, or of the errors, that were declared so far.
struct Declared {
    kind: &'static str,
    names: HashMap<String, Text>,
}

impl Declared {
    fn new<'n>(kind: &'static str, names: impl Iterator<Item = &'n Text>) -> Self {
        let names = names.map(|name| (name.value.clone(), name.clone()));
        Self {
            kind,
            names: names.collect(),
        }
    }

    /// Adds a name that another file declares. If the name is already declared, reports a mistake
    /// and returns `false`.
    fn add(&mut self, name: &Text, diagnostics: &mut Diagnostics) -> bool {
        match self.names.insert(name.value.clone(), name.clone()) {
            None => true,
            Some(first) => {
                diagnostics.push(catalogue::declared_in_two_files(self.kind, &first, name));
                self.names.insert(first.value.clone(), first);
                false
            }
        }
    }
}
