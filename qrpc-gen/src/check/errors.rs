//! Rules about errors: an error that a method raises exists, and the caller can tell errors apart.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::spec::Spec;

/// The code that is sent when a handler fails with an error without a code, unless `fault_code`
/// sets another code.
const FAULT_CODE: i64 = -32000;

/// The maximum number of errors of all methods in total, where an error counts once for each method
/// that raises it. Checked only if the spec has `raises` for all methods, since each of these
/// errors counts once per method; the size of the spec already limits the errors that methods list
/// themselves.
const MAX_RAISED: usize = 100_000;

/// Checks that every name under `raises` is the name of an error, and that no name is repeated.
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
                diagnostics
                    .push_with(|| catalogue::unknown_error(name, names, spec.syntax_at(name.span)));
            }
        }
    }
}

/// Checks that all methods together do not raise too many errors, since the stub has an enum of the
/// raised errors for each method.
pub(super) fn errors_are_few(spec: &Spec, diagnostics: &mut Diagnostics) {
    if let Some(first) = spec.raises.first().filter(|_| raises_too_many(spec)) {
        diagnostics.push(catalogue::too_many_raised(first, MAX_RAISED));
    }
}

/// Whether all methods together raise more errors than a spec may have.
pub(crate) fn raises_too_many(spec: &Spec) -> bool {
    let calls = spec.methods.iter().filter(|method| method.has_reply());
    let own: usize = calls.clone().map(|method| method.raises.len()).sum();
    let shared = spec.raises.len().saturating_mul(calls.count());
    !spec.raises.is_empty() && own.saturating_add(shared) > MAX_RAISED
}

/// Checks that no error of the spec has the code of faults without a code of their own: the caller
/// would read every such fault as this error.
pub(super) fn error_codes_are_not_of_faults(spec: &Spec, diagnostics: &mut Diagnostics) {
    // A file without methods does not decide the code of faults; the spec that uses the file does.
    if spec.is_shared() {
        return;
    }
    let fault = spec.fault_code.map_or(FAULT_CODE, |code| code.value);
    for decl in &spec.errors {
        if let Some(code) = decl.code.filter(|code| code.value == fault) {
            let chosen = spec.fault_code.map(|code| code.span);
            diagnostics.push(catalogue::code_of_faults(&decl.name, code, chosen));
        }
    }
}

/// Checks that no two errors have the same code, since a caller identifies an error by its code.
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
