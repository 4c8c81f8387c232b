//! Finds the fields of a record or variant by the id of its type.

use crate::model::{Api, Field, Type, TypeId, TypeKind};

/// The fields of a record, which `id` names directly or through aliases.
pub(super) fn record(api: &Api, mut id: TypeId) -> &[Field] {
    // A chain of aliases is at most as long as the list of types.
    for _ in &api.types {
        match &api.type_def(id).kind {
            TypeKind::Record(record) => return &record.fields,
            TypeKind::Alias(alias) => match alias.ty.named() {
                Some(next) => id = next,
                None => break,
            },
            _ => break,
        }
    }
    &[]
}

/// The tag value of a variant, and the fields beside the tag.
pub(super) fn variant(api: &Api, id: TypeId, place: usize) -> (&str, &[Field]) {
    let TypeKind::Tagged(tagged) = &api.type_def(id).kind else {
        return ("", &[]);
    };
    let Some(variant) = tagged.variants.get(place) else {
        return ("", &[]);
    };
    let id = variant.record.as_ref().and_then(Type::named);
    (&variant.wire, id.map_or(&[], |id| record(api, id)))
}
