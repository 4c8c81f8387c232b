//! Ids and error codes, in every notation that JSON has for an integer.

/// Returns the whole number that the text denotes, in quotes or not.
pub(super) fn whole(text: &str) -> Option<u64> {
    let digits = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let digits = digits.unwrap_or(text);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().or_else(|| exact(digits.parse().ok()?))
}

/// Returns the integer that the text denotes.
pub(super) fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let exact = || i64::try_from(exact(digits.parse().ok()?)?).ok();
    let plain = text.parse().ok();
    plain.or_else(|| exact().map(|number| sign * number))
}

/// Converts the float to an integer, if it is one that a float represents exactly.
fn exact(number: f64) -> Option<u64> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole, not negative, and small enough"
    )]
    (number.fract() == 0.0 && (0.0..LARGEST).contains(&number)).then_some(number as u64)
}
