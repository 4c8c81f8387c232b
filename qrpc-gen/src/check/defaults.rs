//! The rules that a default is a value of its type, and that all defaults stay within the budget.

use std::collections::HashMap;

use super::budget::{self, MAX_VALUES, Spending};
use super::scope::Scope;
use crate::diagnostic::{Diagnostics, catalogue};
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
    let arguments = scope.spec.methods.iter().map(|method| &method.args);
    let data = scope.spec.errors.iter().map(|error| &error.data);
    for args in arguments.chain(data) {
        match args {
            ArgsDecl::Any(_) => {}
            ArgsDecl::Fields(fields) => fields_fit(fields, scope, diagnostics),
            ArgsDecl::Record(name) => {
                let values = records.get(name.value.as_str()).copied();
                arguments_fit(name, values.unwrap_or_default(), scope, diagnostics);
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

/// Counts the `values` that a method copies because its arguments are the fields of a record.
/// Reports the method if the budget is exceeded.
fn arguments_fit(name: &Text, values: usize, scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    if scope.budget.spend(values) == Spending::RunsOut {
        diagnostics.push(catalogue::large_arguments(
            name,
            MAX_VALUES,
            scope.spec.syntax_at(name.span),
        ));
    }
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
