//! The lints that an author's text may set off, each quieted only on the item that needs it; and
//! the one that a program sets off that does not use all of a stub.
//!
//! This is all of them: what is generated around that text sets off none, and what compiles without
//! a warning today has to do so with the clippy of the oldest compiler, which knows them all.

mod docs;
mod literals;
mod names;
mod sizes;
mod structs;
mod types;

use std::collections::BTreeSet;

pub(super) use docs::of_docs;
pub(super) use literals::{of_default, of_text};
pub(super) use names::{of_function, of_names, of_setter, of_variants};
pub(super) use sizes::of_sizes;
pub(super) use structs::{of_body, of_constructor, of_fields, of_struct};
pub(super) use types::{of_code, of_type};

use super::layout::Margin;
use crate::model::Method;

/// The rest of the stub uses the handles of methods that nobody else should use any more.
pub(super) fn of_uses<'a>(mut methods: impl Iterator<Item = &'a Method>) -> Lints {
    let any = methods.any(|method| method.deprecated.is_some());
    those([(any, "deprecated")])
}

/// The name of a lint.
pub(super) type Lint = &'static str;

/// Several lints, in the order of their names.
pub(super) type Lints = BTreeSet<Lint>;

/// A program need not use all that a stub has, even where the stub is a private module.
pub(super) fn unused() -> Lints {
    Lints::from(["dead_code"])
}

/// The attributes that quiet lints, each followed by a new line.
pub(super) fn above(lints: &Lints, margin: Margin) -> String {
    let line = margin.new_line();
    let attributes = lints.iter().map(|lint| format!("{}{line}", allow(lint)));
    attributes.collect()
}

/// The attribute that quiets a lint.
pub(super) fn allow(lint: Lint) -> String {
    format!("#[allow({lint})]")
}

/// The lints whose condition holds.
fn those<const N: usize>(conditions: [(bool, Lint); N]) -> Lints {
    let held = conditions.into_iter().filter(|(holds, _)| *holds);
    held.map(|(_, lint)| lint).collect()
}
