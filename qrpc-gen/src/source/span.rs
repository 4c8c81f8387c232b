//! Positions in a text.

/// A range of bytes in the text of a [`Source`](crate::Source). The bytes belong to one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last byte of the range.
    pub end: usize,
}

/// A position as editors show it: lines and columns start at 1, and columns count characters.
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

    /// Returns the span of the character that begins at the byte `at`; empty at the end of the
    /// text.
    #[must_use]
    pub fn char_at(text: &str, at: usize) -> Self {
        let width = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        Self::new(at, at + width)
    }

    /// Returns the span moved by `start` bytes, for a text in which `start` bytes precede the
    /// original text.
    #[must_use]
    pub(crate) fn after(self, start: usize) -> Self {
        Self::new(self.start + start, self.end + start)
    }

    /// Returns the span from the start of this span to the end of `other`, or to its own end if
    /// that is later.
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
