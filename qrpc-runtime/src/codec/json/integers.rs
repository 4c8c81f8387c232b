//! Integers that are written with a fraction or an exponent, such as `5.0` and `1e3`.
//!
//! JSON has only one kind of number (RFC 8259, section 6), and some writers always add a fraction.
//! `serde_json` reads numbers with a fraction or an exponent as floats, which an integer type
//! rejects.

use super::after_string;

/// Replaces all integers that are written with a fraction or an exponent, or as `-0`, by their
/// digits: `5.0` by `5`, and `1e3` by `1000`. Returns the whole text, or `None` if `json` contains
/// no integer to replace. `json` must be well-formed.
pub(in crate::codec) fn plainly(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut plain = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = bytes.len() - after_string(&bytes[at + 1..]).len(),
            b'-' | b'0'..=b'9' => {
                let end = at + number_length(&bytes[at..]);
                if let Some(integer) = integer(&json[at..end]) {
                    plain.push_str(&json[copied..at]);
                    plain.push_str(&integer);
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return None;
    }
    plain.push_str(&json[copied..]);
    Some(plain)
}

/// Replaces the number that ends at `line` and `column` by its digits, and returns the whole text.
/// Returns `None` if the number is neither `-0` nor an integer with a fraction or an exponent.
/// `line` and `column` come from an error of `serde_json`.
pub(in crate::codec) fn plainly_before(json: &str, line: usize, column: usize) -> Option<String> {
    let starts = json.split_inclusive('\n').take(line.checked_sub(1)?);
    let end = starts.map(str::len).sum::<usize>().checked_add(column)?;
    let before = json.get(..end)?;
    let length = before
        .bytes()
        .rev()
        .take_while(|byte| is_of_number(*byte))
        .count();
    let (rest, number) = before.split_at_checked(end - length)?;
    Some(format!("{rest}{}{}", integer(number)?, json.get(end..)?))
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

fn number_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .copied()
        .take_while(|byte| is_of_number(*byte))
        .count()
}

/// The maximum number of digits of a 64-bit number.
const MOST_DIGITS: usize = 20;

/// Returns the digits of an integer that is written with a fraction or an exponent, or as `-0`.
/// Returns `None` for an integer that cannot fit in 64 bits, and for any other number.
fn integer(number: &str) -> Option<String> {
    if number != "-0" && !number.contains(['.', 'e', 'E']) {
        return None;
    }
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let zeros = exponent
        .parse::<i32>()
        .ok()?
        .checked_sub_unsigned(length(fraction)?)?;
    let zeros = zeros.checked_add_unsigned(length(digits)? - length(significant)?)?;
    let zeros = usize::try_from(zeros).ok()?;
    if zeros.checked_add(significant.len())? > MOST_DIGITS {
        return None;
    }
    Some(format!("{sign}{significant}{}", "0".repeat(zeros)))
}

fn length(digits: &str) -> Option<u32> {
    digits.len().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{integer, plainly, plainly_before};

    #[test]
    fn integers_are_found_however_they_are_written() {
        for (number, expected) in [
            ("5.0", "5"),
            ("5.000", "5"),
            ("-5.0", "-5"),
            ("0.0", "0"),
            ("-0.0", "0"),
            ("0e99", "0"),
            ("-0", "0"),
            ("1e3", "1000"),
            ("1E+3", "1000"),
            ("1.5e1", "15"),
            ("1500e-2", "15"),
            ("12.50e2", "1250"),
            ("0.0005e4", "5"),
            ("9007199254740993.0", "9007199254740993"),
            ("18446744073709551615.00", "18446744073709551615"),
            ("-9223372036854775808e0", "-9223372036854775808"),
        ] {
            let plain = integer(number);
            assert_eq!(plain.as_deref().unwrap_or(number), expected, "{number}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        let long = format!("1.{}1", "0".repeat(1000));
        for number in [
            "1.5",
            "15e-1",
            "1e20",
            "1e-1",
            "5",
            "1e99999999999",
            "1e-2147483648",
            &long,
        ] {
            assert_eq!(integer(number), None, "{number}");
        }
    }

    #[test]
    fn one_number_is_written_otherwise_by_its_place() {
        let json = "{\n \"a\": 5.0, \"b\": 6.0}";
        let plain = plainly_before(json, 2, 9);
        assert_eq!(plain.as_deref(), Some("{\n \"a\": 5, \"b\": 6.0}"));
        for (line, column) in [(0, 0), (2, 5), (1, 1), (9, 9), (2, usize::MAX)] {
            let plain = plainly_before(json, line, column);
            assert_eq!(plain, None, "{line}:{column}");
        }
    }

    #[test]
    fn only_numbers_are_written_otherwise() {
        let json = r#"{"a1.0":[1.0, 2.5,-3e0],"\"4.0":"5.0\\","b":6.0}"#;
        let plain = r#"{"a1.0":[1, 2.5,-3],"\"4.0":"5.0\\","b":6}"#;
        assert_eq!(plainly(json).as_deref(), Some(plain));
        for json in ["[1,2.5]", "\"5.0\"", "true", ""] {
            assert_eq!(plainly(json), None);
        }
        assert_eq!(plainly("7.0").as_deref(), Some("7"));
    }
}
