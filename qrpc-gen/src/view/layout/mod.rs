//! Lays code out the way rustfmt's defaults do, without running it.
//!
//! Only the shapes that a stub consists of are known here; each says in which order it tries its
//! forms. What fits in none of them stays on one line, as rustfmt leaves it too.

mod assign;
mod braces;
mod chain;
mod code;
mod header;
mod list;
mod record;
mod signature;

pub(crate) use assign::{assign, statement};
pub(crate) use braces::braces;
pub(crate) use chain::Chain;
pub(crate) use code::Code;
pub(crate) use header::{bounded_impl_header, impl_header, trait_end, trait_header};
pub(crate) use list::List;
pub(crate) use record::record;
pub(crate) use signature::{End, Signature};

use assign::entry;
use unicode_width::UnicodeWidthStr;

/// The columns of a line: rustfmt's `max_width`.
const LINE: usize = 100;

/// The columns of one level: rustfmt's `tab_spaces`.
const LEVEL: usize = 4;

/// How far a line is indented.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margin {
    /// By what encloses the template, which indents it afterwards.
    outer: usize,
    /// Within the template.
    inner: usize,
}

impl Margin {
    /// No indentation.
    pub(crate) const NONE: Self = Self { outer: 0, inner: 0 };

    /// No indentation in a template that a module encloses.
    pub(crate) const MODULE: Self = Self {
        outer: LEVEL,
        inner: 0,
    };

    /// One level more.
    pub(crate) fn deeper(self) -> Self {
        let inner = self.inner + LEVEL;
        Self { inner, ..self }
    }

    /// The columns that such a line has left.
    pub(crate) fn columns(self) -> usize {
        LINE.saturating_sub(self.outer + self.inner)
    }

    /// Begins such a line.
    pub(crate) fn new_line(self) -> String {
        format!("\n{:1$}", "", self.inner)
    }
}

/// Where a piece of code begins, and how far its lines may go.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// The indentation of the line that it begins on.
    margin: Margin,
    /// The columns left on that line.
    columns: usize,
    /// The columns of what follows its last line.
    after: usize,
}

impl Room {
    /// A line of its own, but for what follows.
    fn line(margin: Margin, after: usize) -> Self {
        Self {
            margin,
            columns: margin.columns(),
            after,
        }
    }

    /// What is left behind a text that stands before it.
    fn behind(self, text: &str) -> Option<Self> {
        let columns = self.columns.checked_sub(width(text))?;
        Some(Self { columns, ..self })
    }

    /// A line of its own, one level deeper, that a comma ends.
    fn item(self) -> Self {
        Self::line(self.margin.deeper(), 1)
    }

    /// Whether there is room for a text that has only one line.
    fn fits(self, text: &str) -> bool {
        width(text) + self.after <= self.columns
    }
}

/// The columns that a text takes.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.width()
}
