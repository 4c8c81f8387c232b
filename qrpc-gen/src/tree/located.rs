//! A text from the file that is parsed further, with the span of each part of it.

use std::ops::Range;

use super::node::ScalarNode;
use crate::source::Span;

/// A text, or a part of one, whose parts have spans in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located<'a> {
    pub(crate) text: &'a str,
    /// The span of the whole text.
    pub(crate) span: Span,
    /// The offset of its first byte, if the file contains the text unchanged. With escapes or
    /// folded lines, only the whole text can be marked.
    start: Option<usize>,
}

impl<'a> Located<'a> {
    /// The text of a scalar at `span` of the file `source`.
    pub(crate) fn new(scalar: &'a ScalarNode, span: Span, source: &str) -> Self {
        let written = source.get(span.start..span.end).unwrap_or_default();
        let start = written.find(&scalar.text).map(|at| span.start + at);
        Self {
            text: &scalar.text,
            span,
            start,
        }
    }

    /// The part from `at` to the end.
    pub(crate) fn from(self, at: usize) -> Self {
        Self {
            text: self.text.get(at..).unwrap_or_default(),
            span: self.part(at..self.text.len()),
            start: self.start.map(|start| start + at),
        }
    }

    /// The span of a part of it in the file.
    pub(crate) fn part(self, range: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(start + range.start, start + range.end),
            None => self.span,
        }
    }
}
