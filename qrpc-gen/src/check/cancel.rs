//! Checks `cancel`, which declares how calls are cancelled: the notification that cancels a call,
//! and the error that answers a cancelled call.

use super::Scope;
use super::wire::RESERVED;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Scalar, Type};
use crate::source::Text;
use crate::spec::{CancelDecl, FieldDecl, MethodDecl};

/// The name of the notification's member with the id of the call, unless `cancel` declares another
/// name.
pub(crate) const ID: &str = "id";

pub(super) fn cancelling_fits(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let Some(cancel) = &scope.spec.cancel else {
        return;
    };
    answer_is_clear(cancel, scope, diagnostics);
    let Some(method) = &cancel.method else { return };
    if method.value.starts_with(RESERVED) {
        diagnostics.push(catalogue::reserved_method(method, RESERVED));
    }
    let declared = scope.spec.methods.iter();
    for declared in declared.filter(|declared| declared.wire().value == method.value) {
        notification_fits(method, cancel, declared, scope, diagnostics);
    }
}

/// Checks that `cancel` either names an error of the spec as the answer to a cancelled call, or
/// declares that a cancelled call is not answered.
fn answer_is_clear(cancel: &CancelDecl, scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let spec = scope.spec;
    let is_answered = cancel.answered.is_none_or(|answered| answered.value);
    match &cancel.error {
        None if is_answered => diagnostics.push(catalogue::unanswered_cancel(cancel.key)),
        None => {}
        Some(error) if !is_answered => diagnostics.push(catalogue::error_of_unanswered(error)),
        Some(error) => {
            let names = || spec.errors.iter().map(|decl| decl.name.value.as_str());
            if !names().any(|name| name == error.value) {
                let syntax = spec.syntax_at(error.span);
                diagnostics.push_with(|| catalogue::unknown_error(error, names(), syntax));
            }
        }
    }
}

/// If the spec also declares the notification as a method, checks that the method has no reply, has
/// an argument for the id of the call, and requires no other argument.
fn notification_fits(
    method: &Text,
    cancel: &CancelDecl,
    declared: &MethodDecl,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) {
    if declared.has_reply() {
        diagnostics.push(catalogue::cancel_with_reply(method, declared.key.span));
        return;
    }
    let name = cancel.id.as_ref().map_or(ID, |id| id.value.as_str());
    let arguments = scope.arguments(&declared.args);
    let (ids, others): (Vec<_>, Vec<_>) =
        (arguments.iter().copied()).partition(|argument| argument.wire().value == name);
    let at = cancel.id.as_ref().map_or(method.span, |id| id.span);
    match ids.first() {
        None => diagnostics.push(catalogue::cancel_without_id(at, name, declared.key.span)),
        Some(argument) => {
            let ty = scope
                .resolve(&argument.ty)
                .map(|ty| match scope.aliased(&ty) {
                    Type::Optional(inner) => scope.aliased(&inner),
                    ty => ty,
                });
            if ty.is_some_and(|ty| ty != Type::Scalar(Scalar::Id)) {
                diagnostics.push(catalogue::cancel_id_type(argument.ty.span, name, at));
            }
        }
    }
    for argument in others
        .into_iter()
        .filter(|argument| is_required(argument, scope))
    {
        diagnostics.push(catalogue::cancel_needs_more(&argument.key, method.span));
    }
}

fn is_required(argument: &FieldDecl, scope: &Scope<'_>) -> bool {
    let ty = scope.resolve(&argument.ty);
    argument.default.is_none() && ty.is_some_and(|ty| !matches!(ty, Type::Optional(_)))
}
