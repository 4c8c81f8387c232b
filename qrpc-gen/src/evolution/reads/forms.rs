//! Decides whether one JSON value may belong to either of two types.

use std::collections::HashSet;

use super::wire_shape::{Flattened, WireShape, flattened, shape};
use crate::model::{Alternative, AlternativeKind, Api, Scalar};

/// Whether some value may be read as either of two alternatives.
pub(in crate::evolution) fn may_be_both(api: &Api, one: &Alternative, other: &Alternative) -> bool {
    match (&one.kind, &other.kind) {
        (AlternativeKind::Text(one), AlternativeKind::Text(other)) => one == other,
        (AlternativeKind::Type(one), AlternativeKind::Type(other)) => {
            forms(api, shape(api, one)) & forms(api, shape(api, other)) != 0
        }
        (AlternativeKind::Type(ty), AlternativeKind::Text(_))
        | (AlternativeKind::Text(_), AlternativeKind::Type(ty)) => {
            forms(api, shape(api, ty)) & STRING != 0
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

/// Returns the JSON forms that values of a type can have, as a set of bits.
fn forms<'a>(api: &'a Api, shape: WireShape<'a>) -> u8 {
    let mut found = 0;
    let mut seen = HashSet::new();
    let mut open = vec![shape];
    while let Some(shape) = open.pop() {
        found |= match shape {
            WireShape::Scalar(scalar) => of_scalar(scalar),
            WireShape::Optional(inner) => {
                open.push(super::shape(api, inner));
                NULL
            }
            WireShape::List(_) | WireShape::Tuple(_) => LIST,
            WireShape::Map(_) | WireShape::Record(_) | WireShape::Tagged(_) => OBJECT,
            WireShape::Enum(definition) => match definition.of {
                Some(_) => NUMBER,
                None => STRING,
            },
            WireShape::Union(union) if seen.insert(union.as_ptr()) => {
                let Flattened { shapes, texts } = flattened(api, union);
                open.extend(shapes);
                if texts.is_empty() { 0 } else { STRING }
            }
            WireShape::Union(_) => 0,
            WireShape::Foreign(_) | WireShape::Endless => ANY_FORM,
        };
    }
    found
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
