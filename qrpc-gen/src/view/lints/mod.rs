//! The lints that the author's text may trigger, each allowed only on the item that needs it; and
//! the lint for programs that do not use all of a stub.
//!
//! The list is complete: the generated code around that text triggers no lints. All these lints
//! exist in the clippy of the oldest supported compiler, where the attributes must compile without
//! a warning.

mod docs;
mod literals;
mod names;
mod sizes;
mod structs;
mod types;

use std::collections::BTreeSet;

pub(super) use docs::of_docs;
pub(super) use literals::{of_default, of_text};
pub(super) use names::{of_function, of_names};
pub(super) use sizes::{of_held, of_sizes};
pub(super) use structs::{of_fields, of_struct};
pub(super) use types::of_type;

use super::layout::Margin;
use crate::model::{Field, Method, TypeDef};

/// The lint for generated code that uses the handles of deprecated methods.
pub(super) fn of_uses<'a>(mut methods: impl Iterator<Item = &'a Method>) -> Lints {
    let any = methods.any(|method| method.deprecated.is_some());
    those([(any, "deprecated")])
}

/// The lint for generated code that names a type, which may be deprecated.
pub(super) fn of_use(def: &TypeDef) -> Lints {
    those([(def.deprecated.is_some(), "deprecated")])
}

/// The lint for generated code that uses fields, which may be deprecated.
pub(super) fn of_deprecated(fields: &[Field]) -> Lints {
    let any = fields.iter().any(|field| field.deprecated.is_some());
    those([(any, "deprecated")])
}

/// The name of a lint.
pub(super) type Lint = &'static str;

/// A set of lints, sorted by name.
pub(super) type Lints = BTreeSet<Lint>;

/// The lint for unused parts of a stub, which may be in a private module.
pub(super) fn unused() -> Lints {
    Lints::from(["dead_code"])
}

/// The attributes that allow the lints, each followed by a line break.
pub(super) fn above(lints: &Lints, margin: Margin) -> String {
    let line = margin.new_line();
    let attributes = lints.iter().map(|lint| format!("{}{line}", allow(lint)));
    attributes.collect()
}

/// The attribute that allows a lint.
pub(super) fn allow(lint: Lint) -> String {
    format!("#[allow({lint})]")
}

/// The lints whose condition holds.
fn those<const N: usize>(conditions: [(bool, Lint); N]) -> Lints {
    let held = conditions.into_iter().filter(|(holds, _)| *holds);
    held.map(|(_, lint)| lint).collect()
}
