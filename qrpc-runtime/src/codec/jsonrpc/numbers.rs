//! Ids, error codes and times, in every notation that JSON has for an integer.

/// Returns the non-negative integer that the text denotes, with or without quotes. `None` if the
/// text denotes anything else.
pub(super) fn whole(text: &str) -> Option<u64> {
    let quoted = Some(text).filter(|text| text.starts_with('"'));
    let string: Option<String> = quoted.and_then(|text| serde_json::from_str(text).ok());
    let digits = string.as_deref().unwrap_or(text);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().or_else(|| exact(digits.parse().ok()?))
}

/// Returns the integer that the text denotes, or `None` if the text denotes anything else.
pub(super) fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let exact = || i64::try_from(exact(digits.parse().ok()?)?).ok();
    let plain = text.parse().ok();
    plain.or_else(|| exact().map(|number| sign * number))
}

/// Converts the float to an integer. Returns `None` for fractions and negative numbers. Also
/// returns `None` for numbers from 2^53 on, because a float cannot represent all integers from
/// there on.
fn exact(number: f64) -> Option<u64> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole, not negative, and small enough"
    )]
    (number.fract() == 0.0 && (0.0..LARGEST).contains(&number)).then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn an_id_is_the_number_that_it_denotes() {
        for text in [
            "2",
            "2.0",
            "2e0",
            "0.2e1",
            r#""2""#,
            r#""2.0""#,
            r#""\u0032""#,
        ] {
            assert_eq!(whole(text), Some(2), "{text}");
        }
        for text in [
            "-2", "2.5", "null", r#""""#, r#""a""#, r#"" 2""#, r#""2"#, "[2]", "1e300",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
