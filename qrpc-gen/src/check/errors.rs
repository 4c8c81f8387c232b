//! Rules about errors: they exist, and the caller can tell them apart.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::spec::Spec;

/// Checks that every name under `raises` is an error, and is written once.
pub(super) fn errors_exist(spec: &Spec, diagnostics: &mut Diagnostics) {
    let known: HashSet<_> = spec.errors.iter().map(|decl| &decl.name.value).collect();
    let methods = spec.methods.iter().map(|method| &method.raises);
    for raises in methods.chain([&spec.raises]) {
        let mut seen = HashMap::new();
        for name in raises {
            if let Some(first) = seen.insert(&name.value, name.span) {
                diagnostics.push(catalogue::repeated_error(name, first));
            } else if !known.contains(&name.value) {
                let names = spec.errors.iter().map(|decl| decl.name.value.as_str());
                diagnostics.push_with(|| catalogue::unknown_error(name, names, spec.syntax));
            }
        }
    }
}

/// Checks that no two errors have the same code, by which a caller recognizes them.
pub(super) fn error_codes_differ(spec: &Spec, diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for decl in &spec.errors {
        let Some(code) = &decl.code else {
            continue;
        };
        if let Some(first) = seen.insert(code.value, code.span) {
            diagnostics.push(catalogue::same_error_code(&decl.name, *code, first));
        }
    }
}
