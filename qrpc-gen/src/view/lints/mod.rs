//! The lints that text of the author may trigger, and the lint about unused parts of a stub. Each
//! lint is allowed only on the items that need it.
//!
//! A stub triggers no lints except those that this module lists. The listed lints exist in the
//! clippy of the oldest supported compiler, where the attributes must compile without a warning.

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

/// Returns the lint to allow on generated code that uses the handles of these methods. Empty if
/// none of the methods is deprecated.
pub(super) fn of_uses<'a>(mut methods: impl Iterator<Item = &'a Method>) -> Lints {
    let any = methods.any(|method| method.deprecated.is_some());
    those([(any, "deprecated")])
}

/// Returns the lint to allow on generated code that names this type. Empty if the type is not
/// deprecated.
pub(super) fn of_use(def: &TypeDef) -> Lints {
    those([(def.deprecated.is_some(), "deprecated")])
}

/// Returns the lint to allow on generated code that uses these fields. Empty if none of the fields
/// is deprecated.
pub(super) fn of_deprecated(fields: &[Field]) -> Lints {
    let any = fields.iter().any(|field| field.deprecated.is_some());
    those([(any, "deprecated")])
}

/// The name of a lint.
pub(super) type Lint = &'static str;

/// A set of lints, sorted by name.
pub(super) type Lints = BTreeSet<Lint>;

/// Returns the lint about unused code. A stub may be in a private module of a program that does not
/// use all of it.
pub(super) fn unused() -> Lints {
    Lints::from(["dead_code"])
}

/// Returns the attributes that allow the lints, with a line break after each.
pub(super) fn above(lints: &Lints, margin: Margin) -> String {
    let line = margin.new_line();
    let attributes = lints.iter().map(|lint| format!("{}{line}", allow(lint)));
    attributes.collect()
}

/// Returns the attribute that allows the lint.
pub(super) fn allow(lint: Lint) -> String {
    format!("#[allow({lint})]")
}

/// Returns the lints whose conditions are true.
fn those<const N: usize>(conditions: [(bool, Lint); N]) -> Lints {
    let held = conditions.into_iter().filter(|(holds, _)| *holds);
    held.map(|(_, lint)| lint).collect()
}
