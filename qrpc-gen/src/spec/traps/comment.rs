//! Finds comments that the author may have meant as a part of the string before them. YAML ends an
//! unquoted string at ` #` without an error. Only some comments are reported, since most comments
//! are meant as comments.

use super::{extent, slice};
use crate::source::Span;

/// Which comments after a string get a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Every comment. For defaults, where a string that is cut off at the `#` is a different value.
    Any,
    /// Only a comment without a blank after the `#`, as in `see #5`.
    Tight,
}

/// Returns the comment after an unquoted string, on the line where the string ends, if it gets a
/// warning.
pub(super) fn behind(text: &str, scalar: Span, doubt: Doubt) -> Option<Span> {
    let rest = text.get(scalar.end..)?;
    let comment = rest.trim_start_matches([' ', '\t']);
    let said = comment.strip_prefix('#')?;
    let tight = |c: char| !c.is_whitespace() && c != '#';
    let doubtful = doubt == Doubt::Any || said.starts_with(tight);
    if comment.len() == rest.len() || !doubtful {
        return None;
    }
    let start = scalar.end + rest.len() - comment.len();
    Some(Span::new(start, extent::line_end(text, start)))
}

/// Whether the text is a number, a boolean or null, so that it is unlikely to continue after `#`.
pub(super) fn is_whole(text: &str, scalar: Span) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(slice(text, scalar)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubtful(line: &str, doubt: Doubt) -> bool {
        behind(line, Span::new(0, 1), doubt).is_some()
    }

    #[test]
    fn what_directly_follows_the_sign_may_belong_to_the_text() {
        assert!(doubtful("a #b", Doubt::Tight));
        assert!(!doubtful("a # b", Doubt::Tight));
        assert!(!doubtful("a ## b", Doubt::Tight));
        assert!(!doubtful("a #", Doubt::Tight));
        assert!(doubtful("a # b", Doubt::Any));
    }

    #[test]
    fn a_sign_elsewhere_is_no_comment_behind_the_text() {
        assert!(!doubtful("a, b #c", Doubt::Any));
        assert!(!doubtful("a#b", Doubt::Any));
        assert!(!doubtful("a\n#b", Doubt::Any));
    }
}
