//! Finds the fields of records and variants by the ids of their types.

use crate::model::{Api, Field, Type, TypeId, TypeKind};

/// Returns the fields of the record that `id` stands for, directly or through aliases. Returns an
/// empty slice for other types.
pub(super) fn record(api: &Api, mut id: TypeId) -> &[Field] {
    // The loop ends even if aliases form a cycle: a chain is at most as long as the list of types.
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

/// Returns the tag value of the variant with the index `place`, and the fields that are sent beside
/// the tag.
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
