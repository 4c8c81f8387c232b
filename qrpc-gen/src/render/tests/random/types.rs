//! Named types of every kind.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{ENUM, RECORD, camel, doc, fields, scalar, text, ty};
use crate::model::{
    Alias, Alternative, AlternativeKind, Enum, EnumValue, Origin, Record, Scalar, Tagged, Type,
    TypeDef, TypeKind, Union, Variant,
};

/// Returns the named types of an API, one of each kind, in the order of their ids.
pub(super) fn all() -> impl Strategy<Value = Vec<TypeDef>> {
    let kinds = (
        record(),
        definition(),
        union(),
        tagged(),
        newtype(),
        record(),
    );
    let names = vec((camel(), doc()), 6);
    (names, kinds).prop_map(|(names, kinds)| {
        let kinds = [kinds.0, kinds.1, kinds.2, kinds.3, kinds.4, kinds.5];
        let types = names.into_iter().zip(kinds);
        let mut types: Vec<_> = types
            .map(|((rust, doc), kind)| def(rust, doc, kind))
            .collect();
        if let Some(used) = types.last_mut() {
            used.origin = Origin::Used("crate::other".to_owned());
        }
        types
    })
}

fn def(rust: String, doc: Option<String>, kind: TypeKind) -> TypeDef {
    TypeDef {
        name: rust.clone(),
        rust,
        origin: Origin::Spec,
        doc,
        deprecated: None,
        since: None,
        kind,
    }
}

/// Returns the type with a box around each named type, since the types may contain each other.
fn finite(ty: Type) -> Type {
    match ty {
        Type::Optional(inner) => Type::Optional(finite(*inner).into()),
        Type::Nullable(inner) => Type::Nullable(finite(*inner).into()),
        Type::Tuple(items) => Type::Tuple(items.into_iter().map(finite).collect()),
        Type::Named(id) if id != ENUM => Type::Boxed(id),
        ty => ty,
    }
}

fn record() -> impl Strategy<Value = TypeKind> {
    fields().prop_map(|mut fields| {
        for field in &mut fields {
            field.ty = finite(field.ty.clone());
        }
        TypeKind::Record(Record {
            fields,
            extends: Vec::new(),
        })
    })
}

fn definition() -> impl Strategy<Value = TypeKind> {
    let value = (camel(), text(), doc());
    let value = value.prop_map(|(rust, wire, doc)| EnumValue { wire, rust, doc });
    let open = || proptest::option::of(camel());
    let texts = (vec(value, 1..4), open()).prop_map(|(values, open)| Enum {
        of: None,
        values,
        open,
    });
    let number = (camel(), any::<i64>(), doc()).prop_map(|(rust, wire, doc)| EnumValue {
        wire: wire.to_string(),
        rust,
        doc,
    });
    let numbers = (vec(number, 1..4), open()).prop_map(|(values, open)| Enum {
        of: Some(Scalar::I64),
        values,
        open,
    });
    prop_oneof![2 => texts, 1 => numbers].prop_map(TypeKind::Enum)
}

fn union() -> impl Strategy<Value = TypeKind> {
    let kind = prop_oneof![
        3 => ty().prop_map(|ty| AlternativeKind::Type(finite(ty))),
        1 => text().prop_map(AlternativeKind::Text),
    ];
    let alternative = (camel(), doc(), kind);
    let alternative = alternative.prop_map(|(rust, doc, kind)| Alternative { rust, doc, kind });
    vec(alternative, 1..4).prop_map(|alternatives| TypeKind::Union(Union { alternatives }))
}

fn tagged() -> impl Strategy<Value = TypeKind> {
    let record = prop_oneof![
        Just(None),
        Just(Some(Type::Named(RECORD))),
        Just(Some(Type::Boxed(RECORD)))
    ];
    let variant = (text(), camel(), doc(), record);
    let variant = variant.prop_map(|(wire, rust, doc, record)| Variant {
        wire,
        rust,
        doc,
        record,
    });
    let untagged = proptest::option::of(0..1_usize);
    let open = proptest::option::of(camel());
    (text(), vec(variant, 1..4), untagged, open).prop_map(|(tag, variants, untagged, open)| {
        TypeKind::Tagged(Tagged {
            tag,
            variants,
            untagged,
            open,
        })
    })
}

fn newtype() -> impl Strategy<Value = TypeKind> {
    let newtype = ty().prop_map(|ty| (Type::List(ty.into()), true));
    let alias = scalar().prop_map(|ty| (ty, false));
    prop_oneof![3 => newtype, 1 => alias]
        .prop_map(|(ty, newtype)| TypeKind::Alias(Alias { ty, newtype }))
}
