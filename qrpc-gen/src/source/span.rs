//! Positions in a text.

/// A range of bytes in the text of a [`Source`](crate::Source): within one of its files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// A position as editors count it: lines and columns start at 1, and a column is a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line number.
    pub line: usize,
    /// The column: the number of the character in the line.
    pub column: usize,
}

/// A value with its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A string with its span.
pub(crate) type Text = Spanned<String>;

impl Span {
    /// The span from `start` up to, but not including, `end`; empty if `end` is before `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let end = end.max(start);
        Self { start, end }
    }

    /// The span of the character that begins at `at`; empty at the end of the text.
    #[must_use]
    pub fn char_at(text: &str, at: usize) -> Self {
        let width = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        Self::new(at, at + width)
    }

    /// The same span in a text that begins at the offset `start`.
    #[must_use]
    pub(crate) fn after(self, start: usize) -> Self {
        Self::new(self.start + start, self.end + start)
    }

    /// From the start of this span to the end of `other`, if that is later.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start, self.end.max(other.end))
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for std::ops::Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl<T> Spanned<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
