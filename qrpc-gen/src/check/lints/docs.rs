//! The lint `missing-docs`.

use crate::check::Scope;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Text;

/// Checks that every method, type, error, argument and field has documentation. Reports one warning
/// for each kind of item.
pub(super) fn all_is_documented(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let spec = scope.spec;
    let methods = spec.methods.iter().map(|decl| (&decl.key, &decl.doc));
    let types = spec.types.iter().map(|decl| (&decl.name, &decl.doc));
    let errors = spec.errors.iter().map(|decl| (&decl.name, &decl.doc));
    // A constant needs no documentation, since the struct in Rust has no field for it.
    let fields = |of: &'static str| {
        let fields = super::fields(spec).filter(move |(kind, _)| *kind == of);
        let fields = fields.filter(|(_, field)| field.constant().is_none());
        fields.map(|(_, field)| (&field.key, &field.doc))
    };
    let mut report = |kind, items: &mut dyn Iterator<Item = (&_, &Option<String>)>| {
        let undocumented = items.filter(|(_, doc)| doc.is_none()).map(|(name, _)| name);
        let own: Vec<&Text> = undocumented
            .filter(|name: &&Text| spec.is_own(name.span))
            .collect();
        if let Some(warning) = catalogue::missing_docs(kind, &own) {
            diagnostics.push(warning);
        }
    };
    report("method", &mut methods.into_iter());
    report("type", &mut types.into_iter());
    report("error", &mut errors.into_iter());
    report("argument", &mut fields("argument"));
    report("field", &mut fields("field"));
}
