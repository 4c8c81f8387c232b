//! Parses a code that a person typed: its short or its readable form, in upper or lower case.

use std::str::FromStr;

use super::Code;
use super::catalogue::nearest;

/// The error for a name that is not a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown code `{word}`{}", suggestion(.near.as_ref()))]
pub struct UnknownCode {
    /// The text that was typed.
    pub word: String,
    /// The code with the most similar name, if one is similar enough.
    pub near: Option<Code>,
}

impl FromStr for Code {
    type Err = UnknownCode;

    /// Parses the id, such as `Q0201`, or the name, such as `unknown-key`.
    fn from_str(word: &str) -> Result<Self, UnknownCode> {
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        let found = Self::ALL
            .iter()
            .find(|code| is(code.id()) || is(code.name()));
        found.copied().ok_or_else(|| UnknownCode {
            word: word.to_owned(),
            near: near(word),
        })
    }
}

fn near(word: &str) -> Option<Code> {
    let names = Code::ALL.iter().flat_map(|code| [code.id(), code.name()]);
    nearest(word, names)?.parse().ok()
}

fn suggestion(near: Option<&Code>) -> String {
    match near {
        Some(code) => format!("; did you mean `{code}` (`{}`)?", code.name()),
        None => "; `qrpc-gen explain` lists all codes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(word: &str) -> String {
        word.parse::<Code>().unwrap_err().to_string()
    }

    #[test]
    fn either_name_in_any_case_is_found() {
        for word in ["Q0201", "q0201", "unknown-key", "Unknown-KEY"] {
            assert_eq!(word.parse(), Ok(Code::UNKNOWN_KEY), "{word}");
        }
    }

    #[test]
    fn the_nearest_one_is_suggested() {
        let meant = "did you mean `Q0201` (`unknown-key`)?";
        assert_eq!(
            refusal("unknown-kye"),
            format!("unknown code `unknown-kye`; {meant}")
        );
        assert!(refusal("E0201").ends_with(meant), "{}", refusal("E0201"));
    }

    #[test]
    fn where_none_is_near_none_is_suggested() {
        let text = "unknown code `weather`; `qrpc-gen explain` lists all codes";
        assert_eq!(refusal("weather"), text);
    }
}
