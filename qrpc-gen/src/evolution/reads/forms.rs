//! Decides whether one JSON value may belong to either of two types.

use super::{WireShape, shape};
use crate::model::{Alternative, AlternativeKind, Api, Scalar};

/// Whether some value may be read as either of two alternatives.
pub(in crate::evolution) fn may_be_both(api: &Api, one: &Alternative, other: &Alternative) -> bool {
    match (&one.kind, &other.kind) {
        (AlternativeKind::Text(one), AlternativeKind::Text(other)) => one == other,
        (AlternativeKind::Type(one), AlternativeKind::Type(other)) => {
            forms(api, shape(api, one), api.types.len())
                & forms(api, shape(api, other), api.types.len())
                != 0
        }
        (AlternativeKind::Type(ty), AlternativeKind::Text(_))
        | (AlternativeKind::Text(_), AlternativeKind::Type(ty)) => {
            forms(api, shape(api, ty), api.types.len()) & STRING != 0
        }
    }
}

const NULL: u8 = 1;
const BOOL: u8 = 1 << 1;
const NUMBER: u8 = 1 << 2;
const STRING: u8 = 1 << 3;
const LIST: u8 = 1 << 4;
const OBJECT: u8 = 1 << 5;
const ANY_FORM: u8 = u8::MAX;

/// Returns the JSON forms that values of a type can have, as a set of bits. If unions are nested
/// deeper than `depth`, all forms are possible.
fn forms(api: &Api, shape: WireShape<'_>, depth: usize) -> u8 {
    match shape {
        WireShape::Scalar(scalar) => of_scalar(scalar),
        WireShape::Optional(_) | WireShape::Union(_) if depth == 0 => ANY_FORM,
        WireShape::Optional(inner) => NULL | forms(api, super::shape(api, inner), depth - 1),
        WireShape::List(_) | WireShape::Tuple(_) => LIST,
        WireShape::Map(_) | WireShape::Record(_) | WireShape::Tagged(_) => OBJECT,
        WireShape::Enum(definition) => match definition.of {
            Some(_) => NUMBER,
            None => STRING,
        },
        WireShape::Union(alternatives) => alternatives.iter().fold(0, |all, alternative| {
            all | match &alternative.kind {
                AlternativeKind::Text(_) => STRING,
                AlternativeKind::Type(ty) => forms(api, super::shape(api, ty), depth - 1),
            }
        }),
        WireShape::Foreign(_) | WireShape::Endless => ANY_FORM,
    }
}

fn of_scalar(scalar: Scalar) -> u8 {
    match scalar {
        Scalar::Bool => BOOL,
        Scalar::I8
        | Scalar::I16
        | Scalar::I32
        | Scalar::I64
        | Scalar::U8
        | Scalar::U16
        | Scalar::U32
        | Scalar::U64
        | Scalar::F32
        | Scalar::F64 => NUMBER,
        Scalar::String | Scalar::Base64 => STRING,
        Scalar::Id => NUMBER | STRING,
        Scalar::Bytes => OBJECT,
        Scalar::Null => NULL,
        Scalar::Any => ANY_FORM,
    }
}
