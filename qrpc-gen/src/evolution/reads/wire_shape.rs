//! The forms of types on the wire.

use std::collections::HashSet;

use crate::model::{
    Alternative, AlternativeKind, Api, Enum, Record, Scalar, Tagged, Type, TypeId, TypeKind,
};

/// The form of a type on the wire, with aliases resolved.
#[derive(Clone, Copy)]
pub(super) enum WireShape<'a> {
    Scalar(Scalar),
    Optional(&'a Type),
    List(&'a Type),
    Map(&'a Type),
    Tuple(&'a [Type]),
    Record(&'a Record),
    Enum(&'a Enum),
    Union(&'a [Alternative]),
    Tagged(&'a Tagged),
    Foreign(&'a str),
    /// A cycle of aliases, which stand for no type.
    Endless,
}

/// The alternatives of a union, in which an alternative that is a union itself is replaced by its
/// alternatives.
#[derive(Default)]
pub(super) struct Flattened<'a> {
    /// The shapes of the alternatives that are types, none of which is a union.
    pub(super) shapes: Vec<WireShape<'a>>,
    pub(super) texts: Vec<&'a str>,
}

/// Returns the alternatives of a union and of the unions in it. If a union occurs more than once,
/// its alternatives are returned once.
pub(super) fn flattened<'a>(api: &'a Api, union: &'a [Alternative]) -> Flattened<'a> {
    let mut found = Flattened::default();
    let mut seen = HashSet::from([union.as_ptr()]);
    let mut open = vec![union];
    while let Some(union) = open.pop() {
        for alternative in union {
            match &alternative.kind {
                AlternativeKind::Text(text) => found.texts.push(text),
                AlternativeKind::Type(ty) => match shape(api, ty) {
                    WireShape::Union(inner) if seen.insert(inner.as_ptr()) => open.push(inner),
                    WireShape::Union(_) => {}
                    shape => found.shapes.push(shape),
                },
            }
        }
    }
    found
}

pub(super) fn shape<'a>(api: &'a Api, ty: &'a Type) -> WireShape<'a> {
    match ty {
        Type::Scalar(scalar) => WireShape::Scalar(*scalar),
        Type::Optional(inner) | Type::Nullable(inner) => WireShape::Optional(inner),
        Type::List(inner) => WireShape::List(inner),
        Type::Map(inner) => WireShape::Map(inner),
        Type::Tuple(items) => WireShape::Tuple(items),
        Type::Named(id) | Type::Boxed(id) => definition(api, *id),
    }
}

pub(super) fn definition(api: &Api, mut id: TypeId) -> WireShape<'_> {
    // The loop ends even if aliases form a cycle: a chain is at most as long as the list of types.
    for _ in &api.types {
        match &api.type_def(id).kind {
            TypeKind::Record(record) => return WireShape::Record(record),
            TypeKind::Enum(definition) => return WireShape::Enum(definition),
            TypeKind::Union(union) => return WireShape::Union(&union.alternatives),
            TypeKind::Tagged(tagged) => return WireShape::Tagged(tagged),
            TypeKind::Foreign(path) => return WireShape::Foreign(path),
            TypeKind::Alias(alias) => match alias.ty.named() {
                Some(next) => id = next,
                None => return shape(api, &alias.ty),
            },
        }
    }
    WireShape::Endless
}
