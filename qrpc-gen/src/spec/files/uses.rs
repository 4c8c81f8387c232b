//! Checks the paths in the key `use` of each file.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::{Source, Text, Used};
use crate::spec::declaration::Spec;

/// Reports files that cannot be used, and files that use each other in a cycle. Returns whether all
/// files could be read.
pub(super) fn check(
    source: &Source,
    specs: &[Spec],
    modules: &[Option<String>],
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut uses = Uses {
        source,
        specs,
        diagnostics,
        path: Vec::new(),
        visited: BTreeSet::new(),
        are_usable: true,
    };
    uses.visit(0);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, module) in modules.iter().enumerate() {
        let Some(module) = module else { continue };
        let before = *first.entry(module).or_insert(file);
        if before != file
            && let Some(name) = uses.first_use(file)
        {
            let other = source.file(before).map_or("", |file| file.path());
            let mistake = catalogue::same_module(name, module, other);
            uses.diagnostics.push(mistake);
        }
    }
    uses.are_usable
}

struct Uses<'s> {
    source: &'s Source,
    specs: &'s [Spec],
    diagnostics: &'s mut Diagnostics,
    /// The numbers of the files on the path of uses from the spec to the current file.
    path: Vec<usize>,
    visited: BTreeSet<usize>,
    are_usable: bool,
}

impl<'s> Uses<'s> {
    /// Checks the files that a file uses, and in turn the files that these use. The recursion is at
    /// most as deep as the number of files.
    fn visit(&mut self, file: usize) {
        if !self.visited.insert(file) {
            return;
        }
        self.path.push(file);
        let mut seen = BTreeMap::new();
        for name in self.names(file) {
            if let Some(first) = seen.insert(&name.value, name.span) {
                self.diagnostics.push(catalogue::used_twice(name, first));
                continue;
            }
            match self.target(file, name) {
                Some(Used::File(used)) if self.path.contains(used) => {
                    let begin = self.source.file(*used).map_or("", |file| file.path());
                    self.diagnostics.push(catalogue::cyclic_use(name, begin));
                }
                Some(Used::File(used)) => self.visit(*used),
                Some(Used::Not(reason)) => self.unusable(name, reason),
                None => self.unusable(name, "the files that the spec uses were not loaded"),
            }
        }
        self.path.pop();
    }

    fn unusable(&mut self, name: &Text, reason: &str) {
        self.are_usable = false;
        self.diagnostics
            .push(catalogue::unusable_file(name, reason));
    }

    fn names(&self, file: usize) -> &'s [Text] {
        self.specs.get(file).map_or(&[], |spec| &spec.uses)
    }

    fn target(&self, file: usize, name: &Text) -> Option<&'s Used> {
        self.source.file(file)?.uses.get(&name.value)
    }

    /// Returns the first path in any key `use` that refers to this file.
    fn first_use(&self, used: usize) -> Option<&'s Text> {
        self.source.files().find_map(|file| {
            let mut names = self.names(file).iter();
            names.find(|name| self.target(file, name) == Some(&Used::File(used)))
        })
    }
}
