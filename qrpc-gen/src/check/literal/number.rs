//! Reads numbers in the syntax of JSON.

use crate::model::{Literal, Scalar};
use crate::spec::unpadded;

/// The reason why a text is not a number of its declared type.
pub(in crate::check) enum NumberMisfit {
    NoNumber,
    /// The number has leading zeros; the string is the number without them.
    Padded(String),
    /// The number is out of range for the type; the string is the range.
    OutOfRange(String),
}

/// Reads a number of a numeric type.
pub(in crate::check) fn read(text: &str, ty: Scalar) -> Result<Literal, NumberMisfit> {
    if let Some(unpadded) = unpadded(text) {
        return Err(NumberMisfit::Padded(unpadded));
    }
    if !is_number(text) {
        return Err(NumberMisfit::NoNumber);
    }
    let Some((min, max)) = ty.integers() else {
        return float(text, ty);
    };
    if !is_integer(text) {
        return Err(NumberMisfit::NoNumber);
    }
    match text.parse::<i128>() {
        Ok(number) if (min..=max).contains(&number) => Ok(Literal::Int(number)),
        _ => Err(NumberMisfit::OutOfRange(format!("{min} to {max}"))),
    }
}

/// Reads a number for which no type is declared. Returns `None` if the number is out of range for
/// every numeric type.
pub(in crate::check) fn guess(text: &str) -> Option<Literal> {
    if is_integer(text) {
        return text.parse().ok().map(Literal::Int);
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.map(Literal::Float)
}

fn float(text: &str, ty: Scalar) -> Result<Literal, NumberMisfit> {
    let (single, max) = (ty == Scalar::F32, f64::from(f32::MAX));
    let fits = text.parse::<f32>().is_ok_and(f32::is_finite);
    match text.parse::<f64>() {
        // A number that rounds to `f32::MAX` may be slightly above `f32::MAX` as an `f64`.
        Ok(number) if single && fits => Ok(Literal::Float(number.clamp(-max, max))),
        Ok(number) if !single && number.is_finite() => Ok(Literal::Float(number)),
        _ if single => Err(NumberMisfit::OutOfRange(span_of(f32::MAX))),
        _ => Err(NumberMisfit::OutOfRange(span_of(f64::MAX))),
    }
}

fn span_of(max: impl std::fmt::LowerExp) -> String {
    format!("-{max:e} to {max:e}")
}

/// Whether the text has the syntax of a number.
pub(in crate::check) fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn is_integer(text: &str) -> bool {
    !text.contains(['.', 'e', 'E'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a text as an `f32`, and returns it as an `f64`.
    fn single(text: &str) -> Option<f64> {
        match read(text, Scalar::F32) {
            Ok(Literal::Float(number)) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn the_largest_number_of_32_bits_is_one_however_it_is_written() {
        let max = f64::from(f32::MAX);
        assert_eq!(single("3.4028235e38"), Some(max));
        assert_eq!(single("-3.4028235e38"), Some(-max));
        assert_eq!(single(&format!("{:?}", f32::MAX)), Some(max));
        assert_eq!(single(&format!("{max:?}")), Some(max));
    }

    #[test]
    fn what_rounds_to_infinity_is_beyond() {
        assert_eq!(single("3.4028236e38"), None);
        assert_eq!(single("-1e39"), None);
    }
}
