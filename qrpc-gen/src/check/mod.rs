//! The semantic rules of a spec: one function per rule.
//!
//! A rule does not report anything about parts that could not be read: these have been reported.

mod budget;
mod components;
mod constraints;
mod defaults;
mod errors;
mod literal;
mod recursion;
mod replies;
mod scope;
mod types;
mod wire;

use crate::diagnostic::Diagnostics;
use crate::spec::Spec;

pub(crate) use recursion::boxed_fields;
pub(crate) use scope::Scope;

/// Applies every rule.
pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    let scope = Scope::new(spec);
    types::type_names_are_free(spec, diagnostics);
    types::types_exist(&scope, diagnostics);
    types::arguments_are_records(&scope, diagnostics);
    types::enums_have_values(spec, diagnostics);
    recursion::records_end(&scope, diagnostics);
    defaults::defaults_fit(&scope, diagnostics);
    constraints::constraints_fit(&scope, diagnostics);
    errors::errors_exist(spec, diagnostics);
    errors::error_codes_differ(spec, diagnostics);
    replies::replies_agree(spec, diagnostics);
    replies::replies_have_types(spec, diagnostics);
    wire::wire_names_are_free(spec, diagnostics);
    wire::wire_names_differ(spec, diagnostics);
}
