//! Conversions between built-in types.

use crate::model::Scalar;

/// Whether every value of the first type can be read as the second type, with the same meaning.
pub(super) fn reads(sent: Scalar, read: Scalar) -> bool {
    if sent == read || read == Scalar::Any || (sent, read) == (Scalar::F32, Scalar::F64) {
        return true;
    }
    let Some((low, high)) = sent.integers() else {
        return false;
    };
    let within = |(least, most): (i128, i128)| least <= low && high <= most;
    read.integers().or(exact(read)).is_some_and(within)
}

/// The range of integers in which the float type represents every integer exactly; `None` if the
/// type is not a float.
fn exact(scalar: Scalar) -> Option<(i128, i128)> {
    let digits = match scalar {
        Scalar::F32 => f32::MANTISSA_DIGITS,
        Scalar::F64 => f64::MANTISSA_DIGITS,
        _ => return None,
    };
    Some((-(1 << digits), 1 << digits))
}
