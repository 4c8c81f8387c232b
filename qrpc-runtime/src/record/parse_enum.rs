//! Enums as text.

/// A text is not one of an enum's values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is none of {}", self.values.join(", "))]
pub struct ParseEnumError {
    /// The text.
    pub text: String,
    /// The enum's values, as they are on the wire.
    pub values: &'static [&'static str],
}

/// The error of a closed enum.
#[must_use]
pub fn no_variant(text: &str, values: &'static [&'static str]) -> ParseEnumError {
    ParseEnumError {
        text: text.to_owned(),
        values,
    }
}
