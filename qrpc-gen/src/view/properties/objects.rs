//! Which types have only objects as their values.

use crate::model::{AlternativeKind, Type, TypeKind};

/// Whether all values of a named type are objects whose members can be read and written one by one,
/// which is not possible for a newtype. `known` says it for the other types of the spec.
pub(in crate::view) fn is_object(kind: &TypeKind, known: &[bool]) -> bool {
    match kind {
        TypeKind::Record(_) | TypeKind::Tagged(_) => true,
        TypeKind::Alias(alias) => !alias.newtype && is_object_type(&alias.ty, known),
        TypeKind::Union(union) => union.alternatives.iter().all(|it| match &it.kind {
            AlternativeKind::Type(ty) => is_object_type(ty, known),
            AlternativeKind::Text(_) => false,
        }),
        TypeKind::Enum(_) | TypeKind::Foreign(_) => false,
    }
}

/// Whether all values of a type are such objects.
pub(in crate::view) fn is_object_type(ty: &Type, known: &[bool]) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::Named(id) | Type::Boxed(id) => known[id.0],
        _ => false,
    }
}
