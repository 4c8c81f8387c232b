//! Ids, error codes and times, in every notation that JSON has for an integer.

use crate::value::exact_integer;

/// Returns the non-negative integer that the text denotes, with or without quotes. `None` if the
/// text denotes anything else.
pub(super) fn whole(text: &str) -> Option<u64> {
    let quoted = Some(text).filter(|text| text.starts_with('"'));
    let string: Option<String> = quoted.and_then(|text| serde_json::from_str(text).ok());
    let digits = string.as_deref().unwrap_or(text);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let exact = || u64::try_from(exact_integer(digits.parse().ok()?)?).ok();
    digits.parse().ok().or_else(exact)
}

/// Returns the integer that the text denotes, or `None` if the text denotes anything else.
pub(super) fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let exact = || exact_integer(digits.parse().ok()?);
    let plain = text.parse().ok();
    plain.or_else(|| exact().map(|number| sign * number))
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
