//! Lints on types.

use super::{Lints, those};
use crate::model::Type;
use crate::view::layout::Fragment;
use crate::view::properties::emptiness::is_empty;
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
