//! Parsing enums from strings.

/// A string is not one of an enum's values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not one of {}", self.values.join(", "))]
pub struct ParseEnumError {
    /// The string.
    pub text: String,
    /// The enum's values, in their wire form.
    pub values: &'static [&'static str],
}

/// Creates the error for a number that is not a value of a closed enum.
#[must_use]
pub fn no_number<E: serde::de::Error>(number: i128, known: &[i128]) -> E {
    let known: Vec<_> = known.iter().map(i128::to_string).collect();
    E::custom(format_args!(
        "`{number}` is not one of {}",
        known.join(", ")
    ))
}

/// Creates the error for a string that is not a value of a closed enum.
#[must_use]
pub fn no_variant(text: &str, values: &'static [&'static str]) -> ParseEnumError {
    ParseEnumError {
        text: text.to_owned(),
        values,
    }
}
