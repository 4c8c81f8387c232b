//! Writes values as Rust literals.

/// A string literal.
pub(super) fn text(value: &str) -> String {
    let mut literal = String::from("\"");
    for c in value.chars() {
        match c {
            '\'' => literal.push(c),
            // Not `\0`: before a digit, it would look like an octal escape, which Rust does not
            // have.
            '\0' => literal += "\\u{0}",
            c => literal.extend(c.escape_debug()),
        }
    }
    literal.push('"');
    literal
}

/// A byte string literal.
pub(super) fn bytes(value: &[u8]) -> String {
    format!("b\"{}\"", value.escape_ascii())
}

/// An integer literal.
pub(super) fn integer(value: &impl ToString) -> String {
    grouped(&value.to_string())
}

/// An `f64` literal.
pub(super) fn double(value: f64) -> String {
    if value.is_finite() {
        grouped(&format!("{value:?}"))
    } else {
        format!("::core::primitive::f64::{}", infinite(value))
    }
}

/// An `f32` literal.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the spec's value is written in more digits than its type has"
)]
pub(super) fn single(value: f64) -> String {
    let value = value as f32;
    if value.is_finite() {
        grouped(&format!("{value:?}"))
    } else {
        format!("::core::primitive::f32::{}", infinite(value.into()))
    }
}

fn infinite(value: f64) -> &'static str {
    match value {
        value if value.is_nan() => "NAN",
        value if value > 0.0 => "INFINITY",
        _ => "NEG_INFINITY",
    }
}

/// Groups the digits by three with `_`, if there are more than four before or after the point.
fn grouped(number: &str) -> String {
    const READABLE: usize = 4;
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    let (number, exponent) = number.split_at(number.find('e').unwrap_or(number.len()));
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    if whole.len() <= READABLE && fraction.len() <= READABLE + 1 {
        return format!("{sign}{number}{exponent}");
    }
    let whole = whole.as_bytes().rchunks(3).rev();
    let whole: Vec<_> = whole.map(String::from_utf8_lossy).collect();
    let fraction = fraction.strip_prefix('.').map(|fraction| {
        let groups: Vec<_> = fraction
            .as_bytes()
            .chunks(3)
            .map(String::from_utf8_lossy)
            .collect();
        format!(".{}", groups.join("_"))
    });
    format!(
        "{sign}{}{}{exponent}",
        whole.join("_"),
        fraction.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_where_they_must_be() {
        assert_eq!(text("it's \"ä\"\n\\"), r#""it's \"ä\"\n\\""#);
    }

    #[test]
    fn what_the_eye_cannot_see_is_escaped() {
        assert_eq!(text("\u{200b}\u{202e}"), r#""\u{200b}\u{202e}""#);
    }

    #[test]
    fn no_nul_becomes_an_octal_escape() {
        assert_eq!(text("\u{0}12"), r#""\u{0}12""#);
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(integer(&1234), "1234");
        assert_eq!(integer(&60_000), "60_000");
        assert_eq!(integer(&i64::MIN), "-9_223_372_036_854_775_808");
    }

    #[test]
    fn fractions_are_grouped_with_their_number() {
        assert_eq!(double(0.25), "0.25");
        assert_eq!(double(123_456.789_01), "123_456.789_01");
        assert_eq!(double(-1e300), "-1e300");
        assert_eq!(single(0.1), "0.1");
    }

    #[test]
    fn what_is_no_number_is_a_constant() {
        assert_eq!(
            double(f64::NEG_INFINITY),
            "::core::primitive::f64::NEG_INFINITY"
        );
        assert_eq!(single(f64::NAN), "::core::primitive::f32::NAN");
    }
}
