//! Text of a scalar that is parsed further, with the span of each of its parts in the file.

use std::ops::Range;

use super::node::ScalarNode;
use crate::source::Span;

/// A text, or a part of one, that can give the spans of its parts in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located<'a> {
    pub(crate) text: &'a str,
    /// The span of the whole text.
    pub(crate) span: Span,
    /// The offset of the first byte. `None` if the file does not contain the text unchanged,
    /// because of escapes or folded lines. With `None`, every part has the span of the whole text.
    start: Option<usize>,
}

impl<'a> Located<'a> {
    /// Creates the text of a scalar that is at `span` in `source`.
    pub(crate) fn new(scalar: &'a ScalarNode, span: Span, source: &str) -> Self {
        let written = source.get(span.start..span.end).unwrap_or_default();
        let start = written.find(&scalar.text).map(|at| span.start + at);
        Self {
            text: &scalar.text,
            span,
            start,
        }
    }

    /// Returns the part from the byte `at` to the end.
    pub(crate) fn from(self, at: usize) -> Self {
        Self {
            text: self.text.get(at..).unwrap_or_default(),
            span: self.part(at..self.text.len()),
            start: self.start.map(|start| start + at),
        }
    }

    /// Returns the span in the file of a range of bytes of the text.
    pub(crate) fn part(self, range: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(start + range.start, start + range.end),
            None => self.span,
        }
    }
}
