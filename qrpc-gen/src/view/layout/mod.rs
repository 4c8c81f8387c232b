//! Lays out code like rustfmt with its default settings, without running it.
//!
//! This module supports only the constructs that occur in a stub. For each construct, it tries the
//! possible layouts in a fixed order. Code for which no layout fits stays on one line, as in
//! rustfmt.

mod assign;
mod braces;
mod chain;
mod code;
mod list;
mod macro_call;
mod signature;

pub(crate) use assign::{assign, statement};
pub(crate) use braces::{braces, trait_end, trait_header};
pub(crate) use chain::Chain;
pub(crate) use code::Fragment;
pub(crate) use list::List;
pub(crate) use macro_call::{entries, macro_call};
pub(crate) use signature::{End, Signature};

use unicode_width::UnicodeWidthStr;

/// The width of a line: rustfmt's `max_width`.
const LINE: usize = 100;

/// The width of one indentation level: rustfmt's `tab_spaces`.
const LEVEL: usize = 4;

/// The indentation of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margin {
    /// The indentation that is added when the template is included in a module.
    outer: usize,
    /// The indentation within the template.
    inner: usize,
}

impl Margin {
    /// No indentation.
    pub(crate) const NONE: Self = Self { outer: 0, inner: 0 };

    /// No indentation within the template. The template is included in a module, which indents its
    /// lines.
    pub(crate) const MODULE: Self = Self {
        outer: LEVEL,
        inner: 0,
    };

    /// Returns the margin with one more level of indentation.
    pub(crate) fn deeper(self) -> Self {
        let inner = self.inner + LEVEL;
        Self { inner, ..self }
    }

    /// The number of columns that a line with this indentation has for code.
    pub(crate) fn columns(self) -> usize {
        LINE.saturating_sub(self.outer + self.inner)
    }

    /// Returns a line break followed by this indentation.
    pub(crate) fn new_line(self) -> String {
        format!("\n{:1$}", "", self.inner)
    }
}

/// The space that is available for a fragment of code.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// The indentation of the line on which the fragment begins.
    margin: Margin,
    /// The number of columns left on that line, from the beginning of the fragment.
    columns: usize,
    /// The width of the text that follows on the fragment's last line.
    after: usize,
}

impl Room {
    /// A whole line. `after` is the width of the text that follows the fragment.
    fn line(margin: Margin, after: usize) -> Self {
        Self {
            margin,
            columns: margin.columns(),
            after,
        }
    }

    /// Returns the space left after a text on the same line; `None` if the text is too wide.
    fn behind(self, text: &str) -> Option<Self> {
        let columns = self.columns.checked_sub(width(text))?;
        Some(Self { columns, ..self })
    }

    /// Returns the space for an item of a list: a line one level deeper, which ends with a comma.
    fn item(self) -> Self {
        Self::line(self.margin.deeper(), 1)
    }

    /// Whether a text without line breaks fits.
    fn fits(self, text: &str) -> bool {
        width(text) + self.after <= self.columns
    }
}

/// The width of a text in columns.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.width()
}
