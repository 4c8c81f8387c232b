//! Rules about constants, and about arguments that are sent by position.

use super::scope::Scope;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Literal, Params, Type};

/// Checks that a constant is a single value, that the constant cannot be absent, and that it has no
/// default.
pub(super) fn constants_are_values(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for field in scope.spec.field_lists().flatten() {
        let Some(constant) = field.constant() else {
            continue;
        };
        let span = constant.node.span;
        if let Some(default) = &field.default {
            diagnostics.push(catalogue::default_of_constant(default.node.span, span));
        }
        let syntax = scope.spec.syntax_at(span);
        let wrong =
            |ty: Option<&str>| catalogue::wrong_constant(&field.key, &constant.node, ty, syntax);
        let Some(ty) = scope.resolve(&field.ty) else {
            if constant.node.describe() != "a single value" {
                diagnostics.push(wrong(None));
            }
            continue;
        };
        if let Type::Optional(_) | Type::Nullable(_) = ty {
            diagnostics.push(catalogue::optional_constant(field.ty.span, span));
            continue;
        }
        match scope.literal(constant, &ty) {
            Ok(Literal::Text(_) | Literal::Int(_) | Literal::Bool(_) | Literal::Null)
            | Err(None) => {}
            Ok(_) => diagnostics.push(wrong(Some(&scope.describe(&ty)))),
            Err(Some(misfit)) => diagnostics.push(catalogue::misfit_of_constant(*misfit)),
        }
    }
}

/// Checks that no argument that is sent by position has the key `flat` or is a constant.
pub(super) fn positions_have_values(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for method in &scope.spec.methods {
        let by_position = method
            .params
            .is_some_and(|it| it.value == Params::ByPosition);
        let positional = method.positional.is_some_and(|it| it.value);
        if !by_position && !positional {
            continue;
        }
        for field in scope.arguments(&method.args) {
            if field.flat().is_some() || field.constant().is_some() {
                diagnostics.push(catalogue::form_by_position(&field.key));
            }
        }
    }
}
