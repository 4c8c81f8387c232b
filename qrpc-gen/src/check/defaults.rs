//! The rule that a default is a value of its type.

use super::scope::Scope;
use crate::diagnostic::Diagnostics;

/// Every default fits the type that it belongs to.
pub(super) fn defaults_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for field in scope.spec.field_lists().flatten() {
        let Some(default) = &field.default else {
            continue;
        };
        let Some(ty) = scope.resolve(&field.ty) else {
            continue;
        };
        if let Err(Some(misfit)) = scope.literal(default, &ty) {
            diagnostics.push(*misfit);
        }
    }
}
