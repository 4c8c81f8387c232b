//! Decides which traits of the standard library a type implements, so that generated types derive
//! only traits that they can derive.

use std::collections::HashMap;

use super::properties::rust_types::{RustTypes, number};
use super::properties::traits::{self, Trait};
use super::types::Types;
use crate::model::{ErrorDef, Field, Type};

/// The traits that records, unions and errors derive if they can.
pub(super) const VALUE_TRAITS: [Trait; 3] = [Trait::Clone, Trait::Debug, Trait::PartialEq];

/// Returns the content of a `derive` attribute: the traits in `wanted` that the type can derive.
pub(super) fn derive(types: Types<'_>, ty: &Type, wanted: &[Trait]) -> String {
    listed(wanted, |it| has(types, ty, it))
}

/// Like [`derive()`], for a struct with these fields.
pub(super) fn derive_fields(types: Types<'_>, fields: &[Field]) -> String {
    listed(&VALUE_TRAITS, |it| {
        fields.iter().all(|field| has(types, &field.ty, it))
    })
}

/// Like [`derive()`], for an enum with these errors.
pub(super) fn derive_errors(types: Types<'_>, errors: &[&ErrorDef]) -> String {
    let fields = || errors.iter().flat_map(|error| &error.data);
    listed(&VALUE_TRAITS, |it| {
        fields().all(|field| has(types, &field.ty, it))
    })
}

fn listed(wanted: &[Trait], has: impl Fn(Trait) -> bool) -> String {
    let listed = wanted.iter().filter(|it| has(**it));
    let listed: Vec<_> = listed.map(|it| format!("{it:?}")).collect();
    listed.join(", ")
}

/// Whether the Rust type implements the trait `wanted`.
pub(super) fn has(types: Types<'_>, ty: &Type, wanted: Trait) -> bool {
    traits::of_type(ty, wanted, types.api().implements(wanted))
}

/// Decides for which alternatives a union can have a `From` implementation.
pub(super) struct Conversions<'a> {
    known: &'a RustTypes,
    /// The numbers of the Rust types that no alias stands for.
    others: HashMap<String, usize>,
    /// The number of alternatives that have each type.
    uses: HashMap<usize, usize>,
}

impl<'a> Conversions<'a> {
    /// Prepares the decision for a union whose alternatives have the types `held`.
    pub(super) fn new(types: Types<'a>, held: &[&Type]) -> Self {
        let mut conversions = Self {
            known: types.api().rust_types(),
            others: HashMap::new(),
            uses: HashMap::new(),
        };
        for ty in held {
            if let Some(number) = conversions.number(ty) {
                *conversions.uses.entry(number).or_default() += 1;
            }
        }
        conversions
    }

    /// Whether the union can have a `From` implementation for the type of one of its alternatives.
    /// The union cannot have it if another alternative has the same type in Rust.
    pub(super) fn allow(&mut self, ty: &Type) -> bool {
        let number = self.number(ty);
        number.is_some_and(|number| self.uses.get(&number) == Some(&1))
    }

    fn number(&mut self, ty: &Type) -> Option<usize> {
        let Self { known, others, .. } = self;
        number(ty, &known.definitions, &mut |text| {
            let next = known.numbers.len() + others.len();
            let known = known.numbers.get(&text).copied();
            known.unwrap_or_else(|| *others.entry(text).or_insert(next))
        })
    }
}
