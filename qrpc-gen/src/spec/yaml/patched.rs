//! Hides from the YAML parser the strings that it cannot read.
//!
//! To hide a string, each of its bytes is overwritten with `x`, so that all spans stay valid.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::Span;

/// The maximum number of bytes that all attempts after the first together may parse. Each attempt
/// to read the file parses it from its beginning.
const WORK: usize = 4 << 20;

/// The maximum number of hidden strings. Each attempt to read the file hides one more string.
const ATTEMPTS: usize = 100;

/// The text that replaces each byte of a hidden string.
const FILLER: &str = "x";

/// The text of a file in which strings that YAML cannot read are overwritten, and the original
/// text.
pub(super) struct Patched<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    /// For each hidden string, its start and its end.
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

    /// Returns the text to parse, in which strings are hidden.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the file.
    pub(super) fn original(&self) -> &'a str {
        self.original
    }

    /// Hides the string at `span`. Returns `false` if parsing the file again is useless or not
    /// allowed, because the string is already hidden or a limit is reached.
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

    /// Whether a hidden string is on the line of the position `at`. A mistake on that line may be
    /// caused by hiding the string.
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

    /// Returns the text of a scalar as it is in the file; `read` is the parser's text, in which a
    /// string may be hidden.
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
