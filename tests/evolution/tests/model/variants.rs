//! Every variant of the model has a row. A new variant does not compile here until it is listed
//! with a row.

use std::collections::BTreeSet;

use evolution::table;
use qrpc_gen::model::{
    AlternativeKind, Bound, Direction, Literal, Origin, Params, Scalar, Side, Type, TypeKind,
};

/// Declares a function from the variants of each enum to rows, and the list `NAMED` of all these
/// rows.
macro_rules! rows_of_variants {
    ($($function:ident($ty:ty) { $($pattern:pat => $row:literal,)+ })+) => {
        $(#[expect(dead_code, reason = "it has to compile")]
        fn $function(it: &$ty) -> &'static str {
            match it {
                $($pattern => $row,)+
            }
        })+

        const NAMED: &[&str] = &[$($($row,)+)+];
    };
}

rows_of_variants! {
    side(Side) {
        Side::Normal => "side-renamed",
        Side::Inverted => "side-renamed.inverted",
    }
    direction(Direction) {
        Direction::Incoming => "direction-changed.turned",
        Direction::Outgoing => "method-removed.outgoing",
        Direction::Both => "direction-changed.to-both",
    }
    params(Params) {
        Params::ByName => "params-changed.to-name",
        Params::ByPosition => "params-changed.to-position",
    }
    ty(Type) {
        Type::Scalar(_) => "type-changed",
        Type::Optional(_) | Type::Nullable(_) => "type-made-optional.reply",
        Type::List(_) | Type::Map(_) => "type-changed",
        Type::Tuple(_) => "type-changed.tuple",
        Type::Named(_) => "type-changed.same-shape",
        Type::Boxed(_) => "type-boxed",
    }
    scalar(Scalar) {
        Scalar::Bool | Scalar::String | Scalar::Bytes | Scalar::Base64 | Scalar::Id => "type-changed",
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64 => "type-narrowed",
        Scalar::U8 | Scalar::U16 | Scalar::U32 | Scalar::U64 => "type-widened.argument",
        Scalar::F32 | Scalar::F64 => "type-widened.float",
        Scalar::Any => "type-widened.any",
        Scalar::Null => "reply-added.null",
    }
    kind(TypeKind) {
        TypeKind::Record(_) => "field-added.required.reply",
        TypeKind::Enum(_) => "value-added.reply",
        TypeKind::Union(_) => "alternative-added",
        TypeKind::Tagged(_) => "variant-added",
        TypeKind::Alias(_) => "alias-newtype",
        TypeKind::Foreign(_) => "foreign-changed",
    }
    alternative(AlternativeKind) {
        AlternativeKind::Type(_) => "alternative-added",
        AlternativeKind::Text(_) => "alternative-removed",
    }
    origin(Origin) {
        Origin::Spec | Origin::Inline => "type-removed",
        Origin::Used(_) => "type-moved",
    }
    bound(Bound) {
        Bound::Int(_) | Bound::Float(_) => "constraint-loosened",
    }
    literal(Literal) {
        Literal::Null
        | Literal::Bool(_)
        | Literal::Int(_)
        | Literal::Float(_)
        | Literal::Text(_)
        | Literal::Bytes(_)
        | Literal::List(_)
        | Literal::Map(_)
        | Literal::Record(..)
        | Literal::Tuple(_)
        | Literal::Union(..)
        | Literal::Tagged(..)
        | Literal::Enum(..) => "argument-default-changed",
    }
}

#[test]
fn each_variant_has_a_row() {
    let table = table::read().unwrap();
    let known: BTreeSet<_> = table.iter().map(|row| row.name.as_str()).collect();
    for row in NAMED {
        assert!(known.contains(row), "the table has no row `{row}`");
    }
}
