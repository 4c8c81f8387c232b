//! Estimates of the sizes of types in memory.

use crate::model::{AlternativeKind, Api, Field, Scalar, Type, TypeKind};

/// The size in bytes from which the lint is allowed. Clippy warns if a variant is more than 200
/// bytes larger than the second-largest variant; the sizes in this module are only estimates.
pub(in crate::view) const LARGE: usize = 150;

/// Returns an estimate of the size of each type in bytes, at most `LARGE + 1`. `order` has every
/// type after the types that it contains.
pub(in crate::view) fn of_all(api: &Api, order: &[usize]) -> Vec<usize> {
    let mut sizes = vec![0; api.types.len()];
    for id in order {
        // Larger sizes make no difference, and their sum may be too large for a number.
        sizes[*id] = of_definition(&sizes, &api.types[*id].kind).min(LARGE + 1);
    }
    sizes
}

/// Returns a lower bound for the size of the fields, in bytes. `sizes` has the size of each type
/// that the spec defines.
pub(in crate::view) fn of_fields(sizes: &[usize], fields: &[Field]) -> usize {
    fields.iter().map(|field| of_type(sizes, &field.ty)).sum()
}

/// Returns an estimate of the size of a type in bytes.
pub(in crate::view) fn of_type(sizes: &[usize], ty: &Type) -> usize {
    match ty {
        Type::Scalar(Scalar::Any) => 32,
        Type::Scalar(Scalar::String | Scalar::Bytes | Scalar::Base64 | Scalar::Id)
        | Type::List(_)
        | Type::Map(_) => 24,
        Type::Scalar(_) | Type::Boxed(_) => 8,
        Type::Optional(inner) | Type::Nullable(inner) => 16 + of_type(sizes, inner),
        Type::Tuple(items) => items.iter().map(|item| of_type(sizes, item)).sum(),
        Type::Named(id) => sizes[id.0],
    }
}

fn of_definition(sizes: &[usize], kind: &TypeKind) -> usize {
    match kind {
        TypeKind::Record(record) => of_fields(sizes, &record.fields),
        TypeKind::Enum(_) => 24,
        TypeKind::Alias(alias) => of_type(sizes, &alias.ty),
        TypeKind::Foreign(_) => LARGE + 1,
        TypeKind::Union(union) => {
            let alternatives = union.alternatives.iter();
            let held = alternatives.map(|alternative| match &alternative.kind {
                AlternativeKind::Type(ty) => of_type(sizes, ty),
                AlternativeKind::Text(_) => 0,
            });
            16 + held.max().unwrap_or(0)
        }
        TypeKind::Tagged(tagged) => {
            let records = tagged.variants.iter().filter_map(|v| v.record.as_ref());
            let held = records.map(|record| of_type(sizes, record));
            16 + held.max().unwrap_or(0)
        }
    }
}
