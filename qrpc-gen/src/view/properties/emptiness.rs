//! Which types may be zero-sized.

use crate::model::{Field, Scalar, Type, TypeKind};

/// Whether a type that the spec defines may be zero-sized. `known` says which other types of the
/// spec may be zero-sized. A field of a record with a named type counts as zero-sized, whatever
/// `known` says about that type.
pub(in crate::view) fn may_be_empty(kind: &TypeKind, known: &[bool]) -> bool {
    let empty = |field: &Field| match field.ty {
        _ if field.is_const() => true,
        Type::Scalar(scalar) => scalar == Scalar::Null,
        Type::Named(_) => true,
        _ => false,
    };
    match kind {
        TypeKind::Record(record) => record.fields.iter().all(empty),
        TypeKind::Enum(definition) => definition.values.len() == 1,
        TypeKind::Union(union) => union.alternatives.len() == 1,
        TypeKind::Tagged(tagged) => tagged.variants.len() == 1,
        TypeKind::Alias(alias) => is_empty(known, &alias.ty),
        TypeKind::Foreign(_) => true,
    }
}

/// Whether a type may be zero-sized. `known` says which of the types that the spec defines may be
/// zero-sized.
pub(in crate::view) fn is_empty(known: &[bool], ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::Null,
        Type::Named(id) => known[id.0],
        Type::Tuple(items) => items.iter().all(|item| is_empty(known, item)),
        _ => false,
    }
}
