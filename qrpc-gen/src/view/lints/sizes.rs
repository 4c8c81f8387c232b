//! Lints on variants that are much larger than the others.

use super::{Lints, those};
use crate::model::{Field, Type};
use crate::view::properties::sizes::{LARGE, of_fields, of_type};
use crate::view::types::Types;

/// Returns the lints about size that an enum may trigger. Each item of `variants` has the fields of
/// one variant.
pub(in super::super) fn of_sizes<'a>(
    types: Types<'_>,
    mut variants: impl Iterator<Item = &'a [Field]>,
) -> Lints {
    let is_large = |fields: &[Field]| of_fields(types.api().sizes(), fields) > LARGE;
    those([(variants.any(is_large), "clippy::large_enum_variant")])
}

/// Like [`of_sizes`], for variants that hold one value each.
pub(in super::super) fn of_held<'a>(
    types: Types<'_>,
    mut variants: impl Iterator<Item = &'a Type>,
) -> Lints {
    let is_large = |ty: &Type| of_type(types.api().sizes(), ty) > LARGE;
    those([(variants.any(is_large), "clippy::large_enum_variant")])
}
