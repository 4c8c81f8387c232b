//! The forms of values on the wire: whether one JSON value may belong to either of two types.

use super::{Shape, shape};
use crate::model::{Alternative, AlternativeKind, Api, Scalar};

/// Whether a value may be read as either alternative.
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
            forms(api, shape(api, ty), api.types.len()) & TEXT != 0
        }
    }
}

const NULL: u8 = 1;
const BOOL: u8 = 1 << 1;
const NUMBER: u8 = 1 << 2;
const TEXT: u8 = 1 << 3;
const LIST: u8 = 1 << 4;
const OBJECT: u8 = 1 << 5;
const ALL: u8 = u8::MAX;

/// The JSON forms of the values of a type. Unions are searched no deeper than there are types.
fn forms(api: &Api, shape: Shape<'_>, depth: usize) -> u8 {
    match shape {
        Shape::Scalar(scalar) => of_scalar(scalar),
        Shape::Optional(_) | Shape::Union(_) if depth == 0 => ALL,
        Shape::Optional(inner) => NULL | forms(api, super::shape(api, inner), depth - 1),
        Shape::List(_) | Shape::Tuple(_) => LIST,
        Shape::Map(_) | Shape::Record(_) | Shape::Tagged(_) => OBJECT,
        Shape::Enum(_) => TEXT,
        Shape::Union(alternatives) => alternatives.iter().fold(0, |all, alternative| {
            all | match &alternative.kind {
                AlternativeKind::Text(_) => TEXT,
                AlternativeKind::Type(ty) => forms(api, super::shape(api, ty), depth - 1),
            }
        }),
        Shape::Foreign(_) | Shape::Endless => ALL,
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
        Scalar::String => TEXT,
        Scalar::Bytes => OBJECT,
        Scalar::Null => NULL,
        Scalar::Any => ALL,
    }
}
