//! The text of a spec file, and the positions in it.
//!
//! This module does not open files: the caller passes the bytes.

mod span;

use std::path::Path;

pub use span::{Position, Span};
pub(crate) use span::{Spanned, Text};

/// A spec file: its text, and its path as messages show it.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    lines: Vec<usize>,
    flaw: Option<Flaw>,
}

/// The language of a spec, by its file extension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Syntax {
    #[default]
    Yaml,
    Toml,
}

/// The reason why the bytes of a file cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    TooLarge,
    NotUtf8(Span),
    Nul(Span),
}

impl Source {
    /// The maximum size of a spec, in bytes.
    pub const MAX_BYTES: usize = 1 << 20;

    /// Creates a source from the content of a file.
    ///
    /// Bytes that are not UTF-8, or too many, are not an error here: reading the spec reports them,
    /// like every other mistake. A byte order mark is removed.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (text, flaw) = decode(bytes);
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        Self {
            path: path.into(),
            text,
            lines,
            flaw,
        }
    }

    /// The path as messages show it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte of the text.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The offsets at which a line and the next line begin.
    pub(crate) fn line(&self, line: usize) -> (usize, usize) {
        let start = |line: usize| self.lines.get(line).copied().unwrap_or(self.text.len());
        (start(line.saturating_sub(1)), start(line))
    }

    pub(crate) fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// The syntax in which messages show parts of a spec.
    pub(crate) fn notation(&self) -> Syntax {
        self.syntax().unwrap_or_default()
    }

    pub(crate) fn syntax(&self) -> Option<Syntax> {
        let extension = Path::new(&self.path).extension()?.to_str()?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Syntax::Yaml),
            "toml" => Some(Syntax::Toml),
            _ => None,
        }
    }
}

fn decode(bytes: &[u8]) -> (String, Option<Flaw>) {
    if bytes.len() > Source::MAX_BYTES {
        return (String::new(), Some(Flaw::TooLarge));
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let flaw = match std::str::from_utf8(bytes) {
        Err(error) => Some(Flaw::NotUtf8(Span::char_at(&text, error.valid_up_to()))),
        Ok(text) => text.find('\0').map(|at| Flaw::Nul(Span::char_at(text, at))),
    };
    (text, flaw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, marked: &str) -> (usize, usize) {
        let source = Source::new("api.yaml", text.as_bytes());
        let offset = source.text().find(marked).unwrap();
        let Position { line, column } = source.position(offset);
        (line, column)
    }

    #[test]
    fn lines_and_columns_start_at_one() {
        assert_eq!(position("api: X", "api"), (1, 1));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("a: b\ndoc: Größe – x", "x"), (2, 14));
    }

    #[test]
    fn a_tab_is_one_column() {
        assert_eq!(position("doc:\tx", "x"), (1, 6));
    }

    #[test]
    fn carriage_returns_belong_to_the_line_before() {
        assert_eq!(position("api: A\r\ndoc: x\r\n", "x"), (2, 6));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(position("\u{feff}api: X", "X"), (1, 6));
    }

    #[test]
    fn the_end_of_the_text_has_a_position() {
        let source = Source::new("api.yaml", b"a\n");
        assert_eq!(source.position(2), Position { line: 2, column: 1 });
    }

    #[test]
    fn a_position_behind_the_text_is_its_last_line() {
        let source = Source::new("api.yaml", b"a\nb");
        assert_eq!(source.position(99).line, 2);
    }

    #[test]
    fn the_extension_decides_the_syntax() {
        assert_eq!(Source::new("a/b.YML", b"").syntax(), Some(Syntax::Yaml));
        assert_eq!(Source::new("a/b.toml", b"").syntax(), Some(Syntax::Toml));
        assert_eq!(Source::new("toml", b"").syntax(), None);
    }
}
