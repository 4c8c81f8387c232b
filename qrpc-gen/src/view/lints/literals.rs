//! Lints on literals in defaults.

use std::f64::consts;

use super::types::maps_to_nothing;
use super::{Lints, of_deprecated, those};
use crate::model::Literal;
use crate::view::types::Types;

/// Returns the lints that a default may trigger.
pub(in super::super) fn of_default(types: Types<'_>, default: &Literal) -> Lints {
    let constant =
        |literal: &Literal| matches!(literal, Literal::Float(value) if is_constant(*value));
    let foreign = |literal: &Literal| match literal {
        Literal::Text(text) => is_foreign(text),
        Literal::Map(entries) => entries.iter().any(|(key, _)| is_foreign(key)),
        _ => false,
    };
    let empty = |literal: &Literal| match literal {
        Literal::Record(id, _) => {
            let mut fields = types.fields(*id).iter();
            fields.any(|field| maps_to_nothing(types, &field.ty))
        }
        _ => false,
    };
    let deprecated = |literal: &Literal| match literal {
        Literal::Record(id, _)
        | Literal::Union(id, ..)
        | Literal::Tagged(id, ..)
        | Literal::Enum(id, _) => {
            let fields = types.fields(*id);
            types.def(*id).deprecated.is_some() || !of_deprecated(fields).is_empty()
        }
        _ => false,
    };
    those([
        (any(default, &deprecated), "deprecated"),
        (any(default, &constant), "clippy::approx_constant"),
        (any(default, &foreign), "clippy::unicode_not_nfc"),
        (any(default, &empty), "clippy::zero_sized_map_values"),
    ])
}

/// Returns the lints that a string literal may trigger.
pub(in super::super) fn of_text(text: &str) -> Lints {
    those([(is_foreign(text), "clippy::unicode_not_nfc")])
}

/// Whether a value, or a value within it, has the property `has`.
fn any(literal: &Literal, has: &impl Fn(&Literal) -> bool) -> bool {
    has(literal)
        || match literal {
            Literal::List(items)
            | Literal::Tuple(items)
            | Literal::Record(_, items)
            | Literal::Tagged(_, _, items) => items.iter().any(|item| any(item, has)),
            Literal::Map(entries) => entries.iter().any(|(_, value)| any(value, has)),
            Literal::Union(_, _, value) => any(value, has),
            Literal::Null
            | Literal::Bool(_)
            | Literal::Int(_)
            | Literal::Float(_)
            | Literal::Text(_)
            | Literal::Bytes(_)
            | Literal::Enum(..) => false,
        }
}

/// Whether a string has characters outside of Latin-1, which may have several Unicode forms.
fn is_foreign(text: &str) -> bool {
    text.chars().any(|c| c > '\u{ff}')
}

/// Whether a number equals a constant of the standard library in about three digits.
fn is_constant(value: f64) -> bool {
    const NEAR: f64 = 1e-3;
    let value = value.abs();
    CONSTANTS
        .iter()
        .any(|constant| (value / constant - 1.0).abs() < NEAR)
}

const CONSTANTS: [f64; 21] = [
    consts::E,
    consts::FRAC_1_PI,
    consts::FRAC_1_SQRT_2,
    consts::FRAC_2_PI,
    consts::FRAC_2_SQRT_PI,
    consts::FRAC_PI_2,
    consts::FRAC_PI_3,
    consts::FRAC_PI_4,
    consts::FRAC_PI_6,
    consts::FRAC_PI_8,
    consts::LN_10,
    consts::LN_2,
    consts::LOG10_2,
    consts::LOG10_E,
    consts::LOG2_10,
    consts::LOG2_E,
    consts::PI,
    consts::SQRT_2,
    consts::TAU,
    // The golden ratio and the Euler–Mascheroni constant, which only newer standard libraries have.
    1.618_033_988,
    0.577_215_664,
];
