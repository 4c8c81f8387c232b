//! The lint `unusual-case`.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use crate::check::Scope;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Text;

/// Checks that types and errors are in upper camel case, and methods, arguments and fields in snake
/// case, except names that cannot be identifiers: a protocol prescribes such a name.
pub(super) fn names_have_the_usual_case(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let spec = scope.spec;
    let types = spec.types.iter().map(|decl| ("type", &decl.name));
    let errors = spec.errors.iter().map(|decl| ("error", &decl.name));
    let own = |(_, name): &(_, &Text)| spec.is_own(name.span);
    for (kind, name) in types.chain(errors).filter(own) {
        if !is_upper_camel(&name.value) {
            let usual = name.value.to_upper_camel_case();
            diagnostics.push(catalogue::unusual_type_case(kind, name, &usual));
        }
    }
    let methods = spec.methods.iter();
    let methods = methods.map(|method| ("method", &method.key, method.wire.is_some()));
    let fields = super::fields(spec);
    let fields = fields.map(|(kind, field)| (kind, &field.key, field.wire.is_some()));
    for (kind, name, has_wire) in methods.chain(fields) {
        if is_identifier(&name.value) && !is_snake(&name.value) {
            let usual = name.value.to_snake_case();
            let wire = catalogue::wire_entry(&name.value, spec.syntax_at(name.span));
            let wire = (!has_wire).then_some(wire.as_str());
            diagnostics.push(catalogue::unusual_case(kind, name, &usual, wire));
        }
    }
}

fn is_upper_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('_')
}

fn is_snake(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_uppercase())
}

fn is_identifier(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
