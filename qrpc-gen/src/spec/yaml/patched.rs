//! A file with the strings hidden that YAML cannot read.
//!
//! Each is overwritten with a word of the same length, so that all spans stay valid.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::Span;

/// The maximum number of bytes that all attempts together may parse: each starts from the
/// beginning.
const WORK: usize = 4 << 20;

/// The maximum number of hidden strings, which is one per attempt.
const ATTEMPTS: usize = 100;

/// The text that replaces each byte of a hidden string.
const FILLER: &str = "x";

/// A file and its hidden strings.
pub(super) struct Patched<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    /// The start of each hidden string, mapped to its end.
    hidden: BTreeMap<usize, usize>,
}

impl<'a> Patched<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        Self {
            original,
            text: Cow::Borrowed(original),
            hidden: BTreeMap::new(),
        }
    }

    /// The text to parse.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text of the file.
    pub(super) fn original(&self) -> &'a str {
        self.original
    }

    /// Hides a string. Returns whether another attempt makes sense: the string was not hidden
    /// before, and the limits allow another attempt.
    pub(super) fn patch(&mut self, span: Span) -> bool {
        let attempts = (WORK / self.text.len().max(1)).clamp(1, ATTEMPTS);
        let hidden = self.touches(span);
        if hidden || span.end <= span.start || self.hidden.len() >= attempts {
            return false;
        }
        let filler = FILLER.repeat(span.end - span.start);
        self.text
            .to_mut()
            .replace_range(span.start..span.end, &filler);
        self.hidden.insert(span.start, span.end);
        true
    }

    /// Whether a position is on the same line as a hidden string: a mistake there may be a
    /// consequence.
    pub(super) fn is_beside(&self, at: usize) -> bool {
        let before = self.original.get(..at).unwrap_or_default();
        let after = self.original.get(at..).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = at + after.find('\n').unwrap_or(after.len());
        self.touches(Span::new(start, end))
    }

    fn touches(&self, span: Span) -> bool {
        let before = self
            .hidden
            .range(..span.end.max(span.start + 1))
            .next_back();
        before.is_some_and(|(_, end)| *end > span.start)
    }

    /// The text of a scalar in the file; `read` is the parser's text of it.
    pub(super) fn restore<'t>(&self, read: &'t str, span: Span) -> Cow<'t, str> {
        let hidden = || {
            let end = *self.hidden.get(&span.start)?;
            let original = self.original.get(span.start..end)?;
            let rest = read.get(original.len()..)?;
            Some(format!("{original}{rest}"))
        };
        hidden().map_or(Cow::Borrowed(read), Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_restored_with_what_follows_it() {
        let mut patched = Patched::new("doc: a: b\n  c");
        assert!(patched.patch(Span::new(5, 9)));
        assert_eq!(patched.text(), "doc: xxxx\n  c");
        assert_eq!(patched.restore("xxxx c", Span::new(5, 13)), "a: b c");
        assert_eq!(patched.restore("doc", Span::new(0, 3)), "doc");
    }

    #[test]
    fn letters_of_several_bytes_keep_the_places_behind_them() {
        let mut patched = Patched::new("ä: ö: ü\nb: c");
        assert!(patched.patch(Span::new(4, 10)));
        assert_eq!(patched.text(), "ä: xxxxxx\nb: c");
        assert!(patched.is_beside(0) && !patched.is_beside(12));
    }

    #[test]
    fn nothing_is_hidden_twice() {
        let mut patched = Patched::new("doc: a: b");
        assert!(patched.patch(Span::new(5, 9)));
        assert!(!patched.patch(Span::new(8, 9)));
    }
}
