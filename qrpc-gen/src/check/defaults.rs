//! The rules that a default is a value of its type, and that all defaults stay within the budget.

use std::collections::HashMap;

use super::budget::{self, MAX_VALUES, Spending};
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::model::Type;
use crate::source::Text;
use crate::spec::{ArgsDecl, FieldDecl, TypeBody};

/// Checks that every default fits its type.
pub(super) fn defaults_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let mut records = HashMap::new();
    for decl in &scope.spec.types {
        if let Some(TypeBody::Record(record)) = &decl.body {
            let left = scope.budget.left();
            fields_fit(&record.fields, scope, diagnostics);
            let values = left - scope.budget.left();
            records.insert(decl.name.value.as_str(), values + size(&record.fields));
        }
    }
    let methods = scope.spec.methods.iter();
    let errors = scope.spec.errors.iter();
    let arguments = methods.map(|method| ("args", &method.args));
    let data = errors.map(|error| ("data", &error.data));
    for (key, args) in arguments.chain(data) {
        match args {
            ArgsDecl::Any(_) => {}
            ArgsDecl::Fields(fields) => fields_fit(fields, scope, diagnostics),
            ArgsDecl::Record(name) => {
                let values = records.get(name.value.as_str()).copied();
                if let Some(misfit) = copies_fit(key, name, values.unwrap_or_default(), scope) {
                    diagnostics.push(misfit);
                }
            }
        }
    }
}

fn fields_fit(fields: &[FieldDecl], scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for field in fields {
        let Some(default) = &field.default else {
            continue;
        };
        let Some(ty) = scope.resolve(&field.ty) else {
            continue;
        };
        let has_three_states =
            matches!(&ty, Type::Optional(inner) if matches!(**inner, Type::Nullable(_)));
        if has_three_states {
            diagnostics.push(catalogue::default_of_three_states(default.node.span));
            continue;
        }
        if let Err(Some(misfit)) = scope.literal(default, &ty) {
            diagnostics.push(*misfit);
        }
    }
}

/// Takes the `values` of a record from the budget, because a method or an error that names the
/// record under `key` (`args` or `data`) copies its fields. Returns a diagnostic if the budget is
/// exceeded.
fn copies_fit(key: &str, record: &Text, values: usize, scope: &Scope<'_>) -> Option<Diagnostic> {
    let syntax = scope.spec.syntax_at(record.span);
    let exceeds = scope.budget.spend(values) == Spending::RunsOut;
    exceeds.then(|| catalogue::large_arguments(key, record, MAX_VALUES, syntax))
}

/// Returns the number of values that the fields count as, not including their defaults.
fn size(fields: &[FieldDecl]) -> usize {
    let texts = |field: &FieldDecl| {
        let ty = field.ty.span.end - field.ty.span.start;
        let doc = field.doc.as_ref().map_or(0, String::len);
        field.key.value.len() + field.wire().value.len() + doc + ty
    };
    let sizes = fields.iter().map(|field| 1 + budget::texts(texts(field)));
    sizes.sum()
}
