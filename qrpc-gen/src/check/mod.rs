//! The semantic rules of a spec: one function per rule.
//!
//! A rule reports nothing about parts of the spec that could not be read, because an earlier phase
//! has reported these parts.

mod budget;
mod cancel;
mod components;
mod constraints;
mod defaults;
mod errors;
mod extends;
mod flat;
mod foreign;
mod forms;
mod hidden;
mod lints;
mod literal;
mod patterns;
mod recursion;
mod replies;
mod scope;
mod types;
mod unions;
mod violations;
mod wire;

use crate::diagnostic::Diagnostics;
use crate::spec::Spec;

pub(crate) use cancel::ID;
pub(crate) use components::finished;
pub(crate) use errors::raises_too_many;
pub(crate) use lints::lint;
pub(crate) use patterns::Patterns;
pub(crate) use recursion::Recursion;
pub(crate) use scope::{Choice, Definition, Scope};

/// Applies every rule. Returns the compiled patterns.
pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) -> Patterns {
    let scope = Scope::new(spec, Patterns::new());
    types::type_names_are_free(spec, diagnostics);
    types::types_exist(&scope, diagnostics);
    types::parts_fit(&scope, diagnostics);
    types::arguments_are_records(&scope, diagnostics);
    extends::bases_are_records(&scope, diagnostics);
    extends::inherited_fields_agree(&scope, diagnostics);
    extends::inherited_names_differ(&scope, diagnostics);
    unions::aliases_are_values(&scope, diagnostics);
    unions::variants_are_records(&scope, diagnostics);
    unions::alternatives_are_few(&scope, diagnostics);
    hidden::alternatives_are_reached(&scope, diagnostics);
    foreign::paths_are_absolute(&scope, diagnostics);
    forms::constants_are_values(&scope, diagnostics);
    flat::flat_fields_fit(&scope, diagnostics);
    forms::positions_have_values(&scope, diagnostics);
    unions::tags_fit(&scope, diagnostics);
    types::enums_have_values(spec, diagnostics);
    types::numbers_fit(spec, diagnostics);
    recursion::types_end(&scope, diagnostics);
    unions::nulls_are_told_apart(&scope, diagnostics);
    defaults::defaults_fit(&scope, diagnostics);
    constraints::constraints_fit(&scope, diagnostics);
    errors::errors_exist(spec, diagnostics);
    errors::errors_are_few(spec, diagnostics);
    errors::error_codes_differ(spec, diagnostics);
    cancel::cancelling_fits(&scope, diagnostics);
    errors::error_codes_are_not_of_faults(spec, diagnostics);
    replies::replies_agree(spec, diagnostics);
    replies::replies_have_types(spec, diagnostics);
    wire::wire_names_are_free(spec, diagnostics);
    wire::wire_names_differ(spec, diagnostics);
    scope.patterns.for_next_phase()
}
