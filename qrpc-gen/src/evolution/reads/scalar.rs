//! Built-in types.

use crate::model::Scalar;

/// Whether every value of one can be read as the other, and is the same then.
pub(super) fn reads(sent: Scalar, read: Scalar) -> bool {
    if sent == read || read == Scalar::Any || (sent, read) == (Scalar::F32, Scalar::F64) {
        return true;
    }
    let Some((low, high)) = range(sent) else {
        return false;
    };
    let within = |(least, most): (i128, i128)| least <= low && high <= most;
    range(read).or(exact(read)).is_some_and(within)
}

/// The integers that a type holds.
fn range(scalar: Scalar) -> Option<(i128, i128)> {
    Some(match scalar {
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

/// The integers between which a float holds every one.
fn exact(scalar: Scalar) -> Option<(i128, i128)> {
    let digits = match scalar {
        Scalar::F32 => f32::MANTISSA_DIGITS,
        Scalar::F64 => f64::MANTISSA_DIGITS,
        _ => return None,
    };
    Some((-(1 << digits), 1 << digits))
}
