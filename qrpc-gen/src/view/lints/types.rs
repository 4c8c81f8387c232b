//! Lints on types.

use super::{Lints, those};
use crate::model::{Field, Scalar, Type, TypeKind};
use crate::view::layout::Fragment;
use crate::view::types::Types;

/// The complexity of a type that clippy accepts.
const SIMPLE: usize = 250;

/// Returns the lints that a type may trigger; `code` is the same type in Rust.
pub(in super::super) fn of_type(types: Types<'_>, ty: &Type, code: &Fragment) -> Lints {
    let lints = those([
        (any(ty, &is_doubly_optional), "clippy::option_option"),
        (maps_to_nothing(types, ty), "clippy::zero_sized_map_values"),
        (any(ty, &|ty| is_deprecated(types, ty)), "deprecated"),
    ]);
    &lints | &of_code(code)
}

/// Returns the lints that a type may trigger by its Rust code alone.
fn of_code(code: &Fragment) -> Lints {
    those([(code.complexity(1) > SIMPLE, "clippy::type_complexity")])
}

/// Whether a type, or a type within it, has the property `has`.
fn any(ty: &Type, has: &impl Fn(&Type) -> bool) -> bool {
    has(ty)
        || match ty {
            Type::Optional(inner)
            | Type::Nullable(inner)
            | Type::List(inner)
            | Type::Map(inner) => any(inner, has),
            Type::Tuple(items) => items.iter().any(|item| any(item, has)),
            Type::Scalar(_) | Type::Named(_) | Type::Boxed(_) => false,
        }
}

fn is_deprecated(types: Types<'_>, ty: &Type) -> bool {
    ty.named()
        .is_some_and(|id| types.def(id).deprecated.is_some())
}

fn is_doubly_optional(ty: &Type) -> bool {
    let is_optional = |ty: &Type| matches!(ty, Type::Optional(_) | Type::Nullable(_));
    matches!(ty, Type::Optional(inner) | Type::Nullable(inner) if is_optional(inner))
}

/// Whether a type contains a map whose values are zero-sized.
pub(super) fn maps_to_nothing(types: Types<'_>, ty: &Type) -> bool {
    let maps =
        |ty: &Type| matches!(ty, Type::Map(inner) if is_empty(types.api().may_be_empty(), inner));
    any(ty, &maps)
}

/// Whether a type that the spec defines may be zero-sized. `known` says which other types of the
/// spec may be zero-sized. A field of a record with a named type counts as zero-sized, whatever
/// `known` says about that type.
pub(in super::super) fn may_be_empty(kind: &TypeKind, known: &[bool]) -> bool {
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
fn is_empty(known: &[bool], ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::Null,
        Type::Named(id) => known[id.0],
        Type::Tuple(items) => items.iter().all(|item| is_empty(known, item)),
        _ => false,
    }
}
