//! Decides which traits of the standard library a type implements, so that generated types derive
//! only traits that they can derive.

use std::collections::HashMap;

use super::types::Types;
use crate::model::{AlternativeKind, Api, ErrorDef, Field, Scalar, Type, TypeKind};

/// A trait that a generated type may derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
}

/// The traits that records, unions and errors derive if they can.
pub(super) const VALUE_TRAITS: [Trait; 3] = [Trait::Clone, Trait::Debug, Trait::PartialEq];

/// The traits that newtypes derive if they can: all traits, in the order of their declaration.
pub(super) const NEWTYPE_TRAITS: [Trait; 9] = [
    Trait::Clone,
    Trait::Copy,
    Trait::Debug,
    Trait::PartialEq,
    Trait::Eq,
    Trait::Hash,
    Trait::PartialOrd,
    Trait::Ord,
    Trait::Default,
];

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
    of_type(ty, wanted, types.api().implements(wanted))
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

/// The numbers of the Rust types that aliases stand for. Types that are the same in Rust have the
/// same number.
#[derive(Debug)]
pub(super) struct RustTypes {
    numbers: HashMap<String, usize>,
    /// The number of each type that the spec defines; `None` for a type of the user's program,
    /// which may be any type, and for an alias that contains a type of the user's program.
    definitions: Vec<Option<usize>>,
}

impl RustTypes {
    /// Numbers the types. `order` has every type after the types that it contains.
    pub(super) fn new(api: &Api, order: &[usize]) -> Self {
        let mut numbers = HashMap::new();
        let mut definitions = vec![None; api.types.len()];
        for id in order {
            let mut numbered = |text| {
                let next = numbers.len();
                *numbers.entry(text).or_insert(next)
            };
            definitions[*id] = match &api.types[*id].kind {
                TypeKind::Alias(alias) if !alias.newtype => {
                    number(&alias.ty, &definitions, &mut numbered)
                }
                TypeKind::Foreign(_) => None,
                _ => Some(numbered(format!("#{id}"))),
            };
        }
        Self {
            numbers,
            definitions,
        }
    }
}

/// Returns the number of a Rust type. `numbered` returns the number of a type by its text, which
/// contains the numbers of the types within it, so that it stays short even if aliases expand to a
/// huge type.
fn number(
    ty: &Type,
    definitions: &[Option<usize>],
    numbered: &mut dyn FnMut(String) -> usize,
) -> Option<usize> {
    let mut inner = |ty: &Type| number(ty, definitions, numbered);
    let text = match ty {
        Type::Scalar(scalar) => scalar.name().to_owned(),
        Type::Optional(ty) | Type::Nullable(ty) => format!("{}?", inner(ty)?),
        Type::List(ty) => format!("list<{}>", inner(ty)?),
        Type::Map(ty) => format!("map<{}>", inner(ty)?),
        Type::Tuple(items) => {
            let items = items.iter().map(inner);
            format!("tuple<{:?}>", items.collect::<Option<Vec<_>>>()?)
        }
        Type::Boxed(id) => format!("box<{}>", definitions[id.0]?),
        Type::Named(id) => return definitions[id.0],
    };
    Some(numbered(text))
}

/// Whether a type that the spec defines implements the trait `wanted`. `known` says which other
/// types of the spec implement it.
pub(super) fn implements(kind: &TypeKind, wanted: Trait, known: &[bool]) -> bool {
    let is_partial_eq = wanted == Trait::PartialEq;
    let has = |ty: &Type| of_type(ty, wanted, known);
    match kind {
        _ if matches!(wanted, Trait::Clone | Trait::Debug) => true,
        TypeKind::Alias(alias) => has(&alias.ty),
        TypeKind::Enum(definition) => match wanted {
            Trait::Copy => definition.open.is_none() || definition.of.is_some(),
            Trait::Default => false,
            _ => true,
        },
        TypeKind::Record(record) => {
            is_partial_eq && record.fields.iter().all(|field| has(&field.ty))
        }
        TypeKind::Union(union) => {
            let mut alternatives = union.alternatives.iter();
            is_partial_eq
                && alternatives.all(|it| match &it.kind {
                    AlternativeKind::Type(ty) => has(ty),
                    AlternativeKind::Text(_) => true,
                })
        }
        TypeKind::Tagged(tagged) => {
            let mut records = tagged.variants.iter().filter_map(|it| it.record.as_ref());
            is_partial_eq && records.all(has)
        }
        TypeKind::Foreign(_) => false,
    }
}

fn of_type(ty: &Type, wanted: Trait, known: &[bool]) -> bool {
    if matches!(wanted, Trait::Clone | Trait::Debug) {
        return true;
    }
    match (ty, wanted) {
        (Type::Scalar(scalar), wanted) => of_scalar(*scalar, wanted),
        (Type::Optional(_) | Type::Nullable(_) | Type::List(_) | Type::Map(_), Trait::Default) => {
            true
        }
        (Type::List(_) | Type::Map(_) | Type::Boxed(_), Trait::Copy) => false,
        (
            Type::Optional(inner) | Type::Nullable(inner) | Type::List(inner) | Type::Map(inner),
            _,
        ) => of_type(inner, wanted, known),
        (Type::Tuple(items), _) => items.iter().all(|item| of_type(item, wanted, known)),
        (Type::Named(id) | Type::Boxed(id), _) => known[id.0],
    }
}

fn of_scalar(scalar: Scalar, wanted: Trait) -> bool {
    match scalar {
        Scalar::String | Scalar::Bytes | Scalar::Base64 => wanted != Trait::Copy,
        Scalar::Id => !matches!(wanted, Trait::Copy | Trait::Default),
        Scalar::F32 | Scalar::F64 => !matches!(wanted, Trait::Eq | Trait::Hash | Trait::Ord),
        Scalar::Any => matches!(wanted, Trait::PartialEq | Trait::Default),
        _ => true,
    }
}

/// Whether a type that the spec defines implements `Display`. `known` says which other types of the
/// spec implement it.
pub(super) fn displays(kind: &TypeKind, known: &[bool]) -> bool {
    match kind {
        TypeKind::Enum(_) => true,
        TypeKind::Alias(alias) => displays_type(&alias.ty, known),
        _ => false,
    }
}

/// Whether the Rust type implements `Display`. `known` says which of the types that the spec
/// defines implement `Display`.
pub(super) fn displays_type(ty: &Type, known: &[bool]) -> bool {
    match ty {
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Bytes | Scalar::Base64 | Scalar::Null),
        Type::Named(id) => known[id.0],
        _ => false,
    }
}
