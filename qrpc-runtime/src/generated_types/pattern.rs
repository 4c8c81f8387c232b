//! Regular expressions that strings must match.

use std::sync::OnceLock;

use regex::Regex;

use super::Obeys;

/// A regular expression. The expression is compiled once, when the first string is checked.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    regex: OnceLock<Result<Regex, String>>,
}

impl Pattern {
    /// Creates a pattern in the syntax of the `regex` crate.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            regex: OnceLock::new(),
        }
    }

    fn regex(&self) -> &Result<Regex, String> {
        let compile = || Regex::new(self.text).map_err(|error| error.to_string());
        self.regex.get_or_init(compile)
    }
}

impl Obeys<Pattern> for String {
    fn violation(&self, pattern: &Pattern) -> Option<String> {
        match pattern.regex() {
            Ok(regex) if regex.is_match(self) => None,
            Ok(_) => {
                let text = shortened(self);
                Some(format!("must match `{}`, but is {text}", pattern.text))
            }
            Err(problem) => Some(format!("cannot be checked: {problem}")),
        }
    }
}

/// Returns the string in quotes, shortened for an error message.
fn shortened(text: &str) -> String {
    const MAX_LENGTH: usize = 40;
    match text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(pattern: &'static str, text: &str) -> Option<String> {
        text.to_owned().violation(&Pattern::new(pattern))
    }

    #[test]
    fn a_match_may_be_anywhere() {
        assert_eq!(problem("[0-9]", "a1b"), None);
        let error = problem("^[0-9]$", "a1b").unwrap();
        assert_eq!(error, "must match `^[0-9]$`, but is \"a1b\"");
    }

    #[test]
    fn a_long_text_is_cut() {
        let error = problem("^$", &"ä".repeat(41)).unwrap();
        assert!(
            error.ends_with(&format!("{}\"…", "ä".repeat(40))),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_pattern_matches_nothing() {
        let error = problem("(", "").unwrap();
        assert!(error.starts_with("cannot be checked: "), "{error}");
    }
}
