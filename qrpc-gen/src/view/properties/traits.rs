//! The traits of the standard library that types implement.

use crate::model::{AlternativeKind, Scalar, Type, TypeKind};

/// A trait that a generated type may derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view) enum Trait {
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

/// The traits that newtypes derive if they can: all traits, in the order of their declaration.
pub(in crate::view) const NEWTYPE_TRAITS: [Trait; 9] = [
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

/// Whether a type that the spec defines implements the trait `wanted`. `known` says which other
/// types of the spec implement it.
pub(in crate::view) fn implements(kind: &TypeKind, wanted: Trait, known: &[bool]) -> bool {
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

/// Whether a type implements the trait `wanted`. `known` says which types of the spec implement it.
pub(in crate::view) fn of_type(ty: &Type, wanted: Trait, known: &[bool]) -> bool {
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
pub(in crate::view) fn displays(kind: &TypeKind, known: &[bool]) -> bool {
    match kind {
        TypeKind::Enum(_) => true,
        TypeKind::Alias(alias) => displays_type(&alias.ty, known),
        _ => false,
    }
}

/// Whether the Rust type implements `Display`. `known` says which of the types that the spec
/// defines implement `Display`.
pub(in crate::view) fn displays_type(ty: &Type, known: &[bool]) -> bool {
    match ty {
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Bytes | Scalar::Base64 | Scalar::Null),
        Type::Named(id) => known[id.0],
        _ => false,
    }
}
