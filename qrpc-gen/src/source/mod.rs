//! The text of a spec with all files that it uses, and the positions in it.
//!
//! This module does not open files: the caller passes the bytes.

mod file;
mod span;

use std::ops::Range;

use file::SourceFile;
pub(crate) use file::{Flaw, Syntax, Used};
pub use span::{Position, Span};
pub(crate) use span::{Spanned, Text};

/// A spec: the text of its file and of the files that it uses, and the paths of these files as
/// messages show them.
///
/// The texts are joined, with a line break between two files, so a [`Span`] also identifies its
/// file.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    /// The offsets at which the lines of all files begin.
    lines: Vec<usize>,
    /// The spec itself, then the files that it uses.
    files: Vec<SourceFile>,
}

impl Source {
    /// The maximum size of a spec together with all files that it uses, in bytes.
    pub const MAX_BYTES: usize = 1 << 20;

    /// Creates a source from the content of a file.
    ///
    /// Bytes that are not UTF-8, or too many bytes, are not an error here: they are reported when
    /// the spec is read, like every other mistake. A byte order mark is removed.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let mut source = Self {
            text: String::new(),
            lines: Vec::new(),
            files: Vec::new(),
        };
        source.add(path.into(), bytes);
        source
    }

    /// Adds a file that the spec uses. Returns the number of the file.
    pub(crate) fn add(&mut self, path: String, bytes: &[u8]) -> usize {
        if !self.files.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (text, flaw) = file::decode(bytes, Self::MAX_BYTES.saturating_sub(start), start);
        self.lines.push(start);
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        self.lines.extend(newlines.map(|(at, _)| start + at + 1));
        self.text.push_str(&text);
        let span = Span::new(start, self.text.len());
        self.files.push(SourceFile::new(path, span, flaw));
        self.files.len() - 1
    }

    /// The path of the spec as messages show it.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path_at(0)
    }

    /// The path of the file that contains the byte at `offset`.
    #[must_use]
    pub fn path_at(&self, offset: usize) -> &str {
        self.file_at(offset).map_or("", |file| file.path.as_str())
    }

    /// The paths of the files that the spec uses, directly or through others.
    pub fn used_paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().skip(1).map(|file| file.path.as_str())
    }

    /// The text of the spec, followed by the texts of the files that it uses, with a line break
    /// between two files. Byte order marks are removed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of the byte at `offset`, within its file.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Position {
            line: line - self.lines_before(offset),
            column: before.chars().count() + 1,
        }
    }

    /// Returns the span of all lines from the one with the byte `first` to the one with the byte
    /// `last`, and the number of the first line in its file. Both bytes must be in the same file.
    pub(crate) fn lines(&self, first: usize, last: usize) -> (Span, usize) {
        let line = |offset: usize| self.lines.partition_point(|start| *start <= offset).max(1);
        let start = |line: usize| self.lines.get(line).copied().unwrap_or(self.text.len());
        let span = Span::new(start(line(first) - 1), start(line(last)));
        (span, line(first) - self.lines_before(first))
    }

    /// The number of lines in all files before the file that contains the byte at `offset`.
    fn lines_before(&self, offset: usize) -> usize {
        let start = self.file_at(offset).map_or(0, |file| file.span.start);
        self.lines.partition_point(|line| *line < start)
    }

    /// The numbers of all files: 0 for the spec itself, and further numbers for the files that it
    /// uses.
    pub(crate) fn files(&self) -> Range<usize> {
        0..self.files.len()
    }

    /// Returns the text of one file, and the offset at which it begins in the text of the source.
    pub(crate) fn text_of(&self, file: usize) -> (&str, usize) {
        let span = self
            .files
            .get(file)
            .map(|file| file.span)
            .unwrap_or_default();
        let text = self.text.get(Range::from(span)).unwrap_or_default();
        (text, span.start)
    }

    pub(crate) fn file(&self, number: usize) -> Option<&SourceFile> {
        self.files.get(number)
    }

    /// Sets which file a name in the key `use` of the file refers to.
    pub(crate) fn set_used(&mut self, file: usize, name: String, used: Used) {
        if let Some(file) = self.files.get_mut(file) {
            file.uses.insert(name, used);
        }
    }

    /// The number of the file that contains the byte at `offset`.
    pub(crate) fn number_at(&self, offset: usize) -> usize {
        let after = self.files.partition_point(|file| file.span.start <= offset);
        after.saturating_sub(1)
    }

    fn file_at(&self, offset: usize) -> Option<&SourceFile> {
        self.files.get(self.number_at(offset))
    }

    /// The syntax of the file that contains the byte at `offset`, in which messages show parts of
    /// it. YAML if the extension of the file is unknown.
    pub(crate) fn notation_at(&self, offset: usize) -> Syntax {
        let syntax = self.file_at(offset).and_then(SourceFile::syntax);
        syntax.unwrap_or_default()
    }
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
    fn a_used_file_has_its_own_lines() {
        let mut source = Source::new("api.yaml", b"a\nb");
        source.add("c.toml".to_owned(), b"c\nd\n");
        let offset = source.text().find('d').unwrap();
        assert_eq!(source.position(offset), Position { line: 2, column: 1 });
        assert_eq!(source.path_at(offset), "c.toml");
        assert_eq!(source.notation_at(offset), Syntax::Toml);
        let end_of_first = source.text().find('c').unwrap() - 1;
        assert_eq!(
            source.position(end_of_first),
            Position { line: 2, column: 2 }
        );
        assert_eq!(source.path_at(end_of_first), "api.yaml");
    }

    #[test]
    fn all_files_together_are_limited() {
        let mut source = Source::new("api.yaml", &vec![b' '; Source::MAX_BYTES - 1]);
        let used = source.add("c.toml".to_owned(), b"c");
        assert_eq!(source.file(used).unwrap().flaw, Some(Flaw::TooLarge));
    }
}
