//! The lints: rules that a spec may break. A spec can turn each lint off with `allow`, and on with
//! `warn`.
//!
//! The lints check only the declarations of the spec itself, not those of the files that it uses.

mod case;
mod docs;
mod python;
mod usage;

use super::{Patterns, Scope};
use crate::diagnostic::{Code, Diagnostics, lints};
use crate::spec::{FieldDecl, Spec, TypeBody};

/// The code of a lint, and the function that checks its rule.
type LintRule = (Code, fn(&Scope<'_>, &mut Diagnostics));

const LINTS: [LintRule; 4] = [
    (Code::MISSING_DOCS, docs::all_is_documented),
    (Code::UNUSED_TYPE, usage::types_are_used),
    (Code::UNUSUAL_CASE, case::names_have_the_usual_case),
    (Code::PYTHON_NAME, python::python_passes_all_arguments),
];

/// Applies the lints that are on.
pub(crate) fn lint(spec: &Spec, diagnostics: &mut Diagnostics) {
    let is_on = |code: &Code| {
        let stays_on = lints::ON.contains(code) && !spec.allow.contains(code);
        stays_on || spec.warn.contains(code)
    };
    let scope = Scope::new(spec, Patterns::new());
    for (_, rule) in LINTS.iter().filter(|(code, _)| is_on(code)) {
        rule(&scope, diagnostics);
    }
}

/// Every argument and field that the spec itself declares, with the word `argument` or `field`.
fn fields(spec: &Spec) -> impl Iterator<Item = (&'static str, &FieldDecl)> {
    let methods = spec.methods.iter();
    let arguments = methods.filter_map(|method| method.args.fields());
    let errors = spec.errors.iter().filter_map(|error| error.data.fields());
    let records = spec.types.iter().filter_map(|decl| match &decl.body {
        Some(TypeBody::Record(record)) => Some(record.fields.as_slice()),
        _ => None,
    });
    let arguments = arguments.flatten().map(|field| ("argument", field));
    let fields = records.chain(errors).flatten();
    let all = arguments.chain(fields.map(|field| ("field", field)));
    all.filter(|(_, field)| spec.is_own(field.key.span))
}
