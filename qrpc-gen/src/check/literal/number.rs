//! Numbers, written as JSON writes them.

use crate::model::{Literal, Scalar};
use crate::spec::unpadded;

/// Why a text is no number of a type.
pub(super) enum Misfit {
    NoNumber,
    /// It has leading zeros; without them it would be this.
    Padded(String),
    /// It is beyond what the type holds.
    OutOfRange(String),
}

/// A number of one of the types that are numbers.
pub(super) fn read(text: &str, ty: Scalar) -> Result<Literal, Misfit> {
    if let Some(unpadded) = unpadded(text) {
        return Err(Misfit::Padded(unpadded));
    }
    if !is_number(text) {
        return Err(Misfit::NoNumber);
    }
    let Some((min, max)) = range(ty) else {
        return float(text, ty);
    };
    if !is_integer(text) {
        return Err(Misfit::NoNumber);
    }
    match text.parse::<i128>() {
        Ok(number) if (min..=max).contains(&number) => Ok(Literal::Int(number)),
        _ => Err(Misfit::OutOfRange(format!("{min} to {max}"))),
    }
}

/// The number that a text is, when no type says what it should be.
pub(super) fn guess(text: &str) -> Option<Literal> {
    if !is_number(text) {
        return None;
    }
    if is_integer(text) {
        return text.parse().ok().map(Literal::Int);
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.map(Literal::Float)
}

fn float(text: &str, ty: Scalar) -> Result<Literal, Misfit> {
    let limit = if ty == Scalar::F32 {
        f64::from(f32::MAX)
    } else {
        f64::MAX
    };
    match text.parse::<f64>() {
        Ok(number) if number.abs() <= limit => Ok(Literal::Float(number)),
        _ => Err(Misfit::OutOfRange(format!("-{limit:e} to {limit:e}"))),
    }
}

/// What an integer type holds; none for the other types.
fn range(ty: Scalar) -> Option<(i128, i128)> {
    Some(match ty {
        Scalar::I8 => (i8::MIN.into(), i8::MAX.into()),
        Scalar::I16 => (i16::MIN.into(), i16::MAX.into()),
        Scalar::I32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::I64 => (i64::MIN.into(), i64::MAX.into()),
        Scalar::U8 => (0, u8::MAX.into()),
        Scalar::U16 => (0, u16::MAX.into()),
        Scalar::U32 => (0, u32::MAX.into()),
        Scalar::U64 => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn is_integer(text: &str) -> bool {
    !text.contains(['.', 'e', 'E'])
}
