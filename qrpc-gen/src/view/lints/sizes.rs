//! Lints on variants that are much larger than the others.

use super::{Lints, those};
use crate::model::{AlternativeKind, Field, Scalar, Type, TypeId, TypeKind};
use crate::view::types::Types;

/// The size difference in bytes from which the lint is allowed. Clippy warns if a variant is more
/// than 200 bytes larger than the next one; the sizes here are only lower bounds.
const LARGE: usize = 150;

/// Returns the lints about size that an enum may trigger. Each item of `variants` has the fields of
/// one variant.
pub(in super::super) fn of_sizes<'a>(
    types: Types<'_>,
    mut variants: impl Iterator<Item = &'a [Field]>,
) -> Lints {
    let is_large = |fields: &[Field]| of_fields(types, fields) > LARGE;
    those([(variants.any(is_large), "clippy::large_enum_variant")])
}

/// Like [`of_sizes`], for variants that hold one value each.
pub(in super::super) fn of_held<'a>(
    types: Types<'_>,
    mut variants: impl Iterator<Item = &'a Type>,
) -> Lints {
    let is_large = |ty: &Type| of_type(types, ty) > LARGE;
    those([(variants.any(is_large), "clippy::large_enum_variant")])
}

/// Returns a lower bound for the size of the fields, in bytes.
fn of_fields(types: Types<'_>, fields: &[Field]) -> usize {
    fields.iter().map(|field| of_type(types, &field.ty)).sum()
}

fn of_type(types: Types<'_>, ty: &Type) -> usize {
    match ty {
        Type::Scalar(Scalar::Any) => 32,
        Type::Scalar(Scalar::String | Scalar::Bytes | Scalar::Base64 | Scalar::Id)
        | Type::List(_)
        | Type::Map(_) => 24,
        Type::Scalar(_) | Type::Boxed(_) => 8,
        Type::Optional(inner) | Type::Nullable(inner) => 16 + of_type(types, inner),
        Type::Tuple(items) => items.iter().map(|item| of_type(types, item)).sum(),
        Type::Named(id) => of_named(types, *id),
    }
}

fn of_named(types: Types<'_>, id: TypeId) -> usize {
    match types.kind(id) {
        TypeKind::Record(record) => of_fields(types, &record.fields),
        TypeKind::Enum(_) => 24,
        TypeKind::Alias(alias) => of_type(types, &alias.ty),
        TypeKind::Foreign(_) => LARGE + 1,
        TypeKind::Union(union) => {
            let alternatives = union.alternatives.iter();
            let sizes = alternatives.map(|alternative| match &alternative.kind {
                AlternativeKind::Type(ty) => of_type(types, ty),
                AlternativeKind::Text(_) => 0,
            });
            16 + sizes.max().unwrap_or(0)
        }
        TypeKind::Tagged(tagged) => {
            let records = tagged.variants.iter().filter_map(|v| v.record.as_ref());
            let sizes = records.map(|record| of_type(types, record));
            16 + sizes.max().unwrap_or(0)
        }
    }
}
