//! Rules about types: that they exist, are named well, and hold what they need.

use super::scope::{Referent, Scope, is_built_in};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Text;
use crate::spec::{ArgsDecl, Expression, ExpressionKind, Spec, TypeBody};

/// A type's name can be written in the short form, and is none of the built-in ones.
pub(super) fn type_names_are_free(spec: &Spec, diagnostics: &mut Diagnostics) {
    for name in spec.types.iter().map(|decl| &decl.name) {
        if is_built_in(&name.value) {
            diagnostics.push(catalogue::built_in_type(name));
        } else if !is_type_name(&name.value) {
            diagnostics.push(catalogue::invalid_type_name(name));
        }
    }
}

fn is_type_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Every name in a type is that of a type, and generic types hold one type each.
pub(super) fn types_exist(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for expression in scope.spec.expressions() {
        exists(expression, scope, diagnostics);
    }
}

fn exists(expression: &Expression, scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    match &expression.kind {
        ExpressionKind::Unread => {}
        ExpressionKind::Optional(inner) => exists(inner, scope, diagnostics),
        ExpressionKind::Name(name) => match scope.referent(name) {
            Some(Referent::Generic) => {
                diagnostics.push(catalogue::wrong_arity(expression.span, name, 0));
            }
            Some(_) => {}
            None => {
                let name = Text::new(name.clone(), expression.span);
                diagnostics.push_with(|| catalogue::unknown_type(&name, &[], scope.type_names()));
            }
        },
        ExpressionKind::Generic(name, inner) => {
            generic_exists(name, inner, scope, diagnostics);
            for inner in inner {
                exists(inner, scope, diagnostics);
            }
        }
    }
}

fn generic_exists(
    name: &Text,
    inner: &[Expression],
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) {
    let arity = inner.len();
    match scope.referent(&name.value) {
        Some(Referent::Generic) if arity == 1 => {}
        Some(Referent::Generic) => {
            diagnostics.push(catalogue::wrong_arity(name.span, &name.value, arity));
        }
        Some(_) => diagnostics.push(catalogue::not_generic(name)),
        None => diagnostics.push_with(|| catalogue::unknown_type(name, inner, scope.type_names())),
    }
}

/// Where `args` is a name, it is that of a record.
pub(super) fn arguments_are_records(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for method in &scope.spec.methods {
        let ArgsDecl::Record(name) = &method.args else {
            continue;
        };
        match scope.referent(&name.value) {
            Some(Referent::Named(id)) => {
                let body = scope.decl(id).and_then(|decl| decl.body.as_ref());
                if matches!(body, Some(TypeBody::Enum(_))) {
                    diagnostics.push(catalogue::arguments_no_record(name, scope.spec.syntax));
                }
            }
            Some(_) => diagnostics.push(catalogue::arguments_no_record(name, scope.spec.syntax)),
            None => {
                let types = scope.spec.types.iter().map(|decl| decl.name.value.as_str());
                diagnostics.push_with(|| catalogue::unknown_type(name, &[], types));
            }
        }
    }
}

/// An enum has at least one value, since nothing could be sent otherwise.
pub(super) fn enums_have_values(spec: &Spec, diagnostics: &mut Diagnostics) {
    for decl in &spec.types {
        if matches!(&decl.body, Some(TypeBody::Enum(values)) if values.is_empty()) {
            diagnostics.push(catalogue::empty_enum(&decl.name, spec.syntax));
        }
    }
}
