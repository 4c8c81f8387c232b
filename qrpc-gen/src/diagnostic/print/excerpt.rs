//! The parts of a file that are printed with a diagnostic: the lines of its labels.
//!
//! The time of the renderer grows with the text that it gets. Therefore an excerpt has only the
//! lines between labels that are close to each other, and only a part of a very long line.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use crate::diagnostic::{Diagnostic, Label};
use crate::source::{Source, Span};

/// The maximum number of bytes of a line that the renderer gets as a whole.
const LONG_LINE: usize = 1000;

/// The bytes before and behind the start of a label that are printed of a longer line.
const BEFORE: usize = 50;
const BEHIND: usize = 70;

/// The maximum distance of two labels of an excerpt, in bytes if they are on the same long line.
const MAX_LABEL_DISTANCE: usize = 300;
const MAX_LABEL_LINES: usize = 1000;

const ELLIPSIS: &str = "…";

/// Ends the path in the header of an excerpt that has its own line and column. The renderer adds
/// another line and column, which [`without_marks`] removes.
const MARK: char = '\0';

/// The labels of a diagnostic that are printed together.
pub(super) struct Excerpt<'a> {
    labels: Vec<(&'a Label, AnnotationKind)>,
}

impl<'a> Excerpt<'a> {
    /// Returns all excerpts of a diagnostic, beginning with the one of the mistake.
    pub(super) fn all(source: &Source, diagnostic: &'a Diagnostic) -> Vec<Self> {
        let secondary = diagnostic.secondary.iter();
        let secondary = secondary.map(|label| (label, AnnotationKind::Context));
        let mut excerpts: Vec<Self> = Vec::new();
        for label in
            std::iter::once((&diagnostic.primary, AnnotationKind::Primary)).chain(secondary)
        {
            let fits = |excerpt: &&mut Self| {
                let mut labels = excerpt.labels.iter();
                labels.all(|(other, _)| are_close(source, other.span.start, label.0.span.start))
            };
            match excerpts.iter_mut().find(fits) {
                Some(excerpt) => excerpt.labels.push(label),
                None => excerpts.push(Self {
                    labels: vec![label],
                }),
            }
        }
        excerpts
    }

    pub(super) fn snippet(self, source: &'a Source) -> Snippet<'a, Annotation<'a>> {
        let starts = || self.labels.iter().map(|(label, _)| label.span.start);
        let first = starts().min().unwrap_or_default();
        let (lines, number) = source.lines(first, starts().max().unwrap_or_default());
        let text = source.text().get(Range::from(lines)).unwrap_or_default();
        let path = source.path_at(first);
        if text.split('\n').all(|line| line.len() <= LONG_LINE) {
            let marked = |(label, kind)| annotation(label, kind, mark(text, lines.start, label));
            return Snippet::source(text)
                .line_start(number)
                .path(path)
                .annotations(self.labels.into_iter().map(marked));
        }
        let at = source.position(self.header(first));
        let shortened = ShortenedLines::new(text, lines.start, &self.labels);
        let marked =
            |(label, kind)| annotation(label, kind, shortened.mark(text, lines.start, label));
        let annotations: Vec<_> = self.labels.into_iter().map(marked).collect();
        Snippet::source(shortened.text)
            .line_start(number)
            .path(format!("{path}:{}:{}{MARK}", at.line, at.column))
            .annotations(annotations)
    }

    /// The offset that the header of the excerpt names: the mistake, or the first label.
    fn header(&self, first: usize) -> usize {
        let mut labels = self.labels.iter();
        let mistake = labels.find(|(_, kind)| *kind == AnnotationKind::Primary);
        mistake.map_or(first, |(label, _)| label.span.start)
    }
}

/// Removes the line and column that the renderer has added to the header of a shortened excerpt.
pub(super) fn without_marks(rendered: &str) -> String {
    let mut parts = rendered.split(MARK);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.trim_start_matches(|each: char| each == ':' || each.is_ascii_digit()));
    }
    text
}

/// Whether two labels at these offsets can be printed in one excerpt.
fn are_close(source: &Source, a: usize, b: usize) -> bool {
    if source.number_at(a) != source.number_at(b) {
        return false;
    }
    let (first, last) = (a.min(b), a.max(b));
    let ((one, number), (other, last_number)) =
        (source.lines(first, first), source.lines(last, last));
    if one == other {
        return one.end - one.start <= LONG_LINE || last - first <= MAX_LABEL_DISTANCE;
    }
    last_number - number <= MAX_LABEL_LINES
}

fn annotation(label: &Label, kind: AnnotationKind, marked: Range<usize>) -> Annotation<'_> {
    let annotation = kind.span(marked);
    if label.text.is_empty() {
        annotation
    } else {
        annotation.label(&label.text)
    }
}

/// Returns the bytes of `text` that a label marks. Only the first line of its span is marked; the
/// lines below seldom help.
fn mark(text: &str, text_start: usize, label: &Label) -> Range<usize> {
    let Span { start, end } = label.span;
    let (start, end) = (start - text_start, end - text_start);
    let marked = text.get(start..end.min(text.len())).unwrap_or_default();
    let line = marked.lines().next().unwrap_or_default();
    start..start + line.trim_end().len()
}

/// A copy of the lines of an excerpt in which only a part of each long line is left.
struct ShortenedLines {
    text: String,
    /// For each part that is left: its place in the original text, and its start in the copy.
    parts: Vec<(Range<usize>, usize)>,
}

impl ShortenedLines {
    fn new(text: &str, text_start: usize, labels: &[(&Label, AnnotationKind)]) -> Self {
        let mut shortened = Self {
            text: String::new(),
            parts: Vec::new(),
        };
        let mut starts: Vec<_> = labels
            .iter()
            .map(|(label, _)| label.span.start - text_start)
            .collect();
        starts.sort_unstable();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.len();
            let labels = starts.partition_point(|at| *at < range.start)
                ..starts.partition_point(|at| *at < range.end);
            shortened.line(text, range.clone(), starts.get(labels).unwrap_or_default());
            start = range.end;
        }
        shortened
    }

    /// Adds a line, or the part of the line around the labels that start in it.
    fn line(&mut self, text: &str, line: Range<usize>, starts: &[usize]) {
        let content = line.start..line.start + content(text, &line).len();
        let kept = if content.len() <= LONG_LINE {
            content.clone()
        } else {
            let first = starts.first().copied().unwrap_or(content.start);
            let last = starts.last().copied().unwrap_or(content.start);
            let start = first.saturating_sub(BEFORE).max(content.start);
            let end = last.saturating_add(BEHIND).min(content.end);
            boundary(text, start)..boundary(text, end)
        };
        if kept.start > content.start {
            self.text.push_str(ELLIPSIS);
        }
        self.parts.push((kept.clone(), self.text.len()));
        self.text
            .push_str(text.get(kept.clone()).unwrap_or_default());
        if kept.end < content.end {
            self.text.push_str(ELLIPSIS);
        }
        self.text
            .push_str(text.get(content.end..line.end).unwrap_or_default());
    }

    /// Returns the bytes of the copy that a label marks.
    fn mark(&self, text: &str, text_start: usize, label: &Label) -> Range<usize> {
        let original = mark(text, text_start, label);
        let before = self
            .parts
            .partition_point(|(part, _)| part.start <= original.start);
        let Some((part, start)) = self.parts.get(..before).and_then(<[_]>::last) else {
            return 0..0;
        };
        let copied = |at: usize| (start + at.saturating_sub(part.start)).min(self.text.len());
        // A label at the line break has no byte of the part.
        let end = original.end.min(part.end).max(original.start);
        copied(original.start)..copied(end)
    }
}

/// The text of a line without its line break.
fn content<'a>(text: &'a str, line: &Range<usize>) -> &'a str {
    let text = text.get(line.clone()).unwrap_or_default();
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// Returns the start of the character that contains the byte at `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    let mut starts = (0..=offset).rev();
    starts
        .find(|start| text.is_char_boundary(*start))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::print::{Colour, full};
    use crate::diagnostic::{Code, Diagnostic, Diagnostics};
    use crate::source::{Source, Span};

    /// Prints an error at the first `marked` of a text, with a label at each of the `others`.
    fn printed(text: &str, marked: &str, others: &[&str]) -> String {
        let span = |word: &str| {
            let start = text.find(word).unwrap();
            Span::new(start, start + word.len())
        };
        let mut error = Diagnostic::error(Code::UNKNOWN_KEY, "wrong").at(span(marked), "here");
        for other in others {
            error = error.and_at(span(other), "there");
        }
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(error);
        let source = Source::new("api.yaml", text.as_bytes());
        let plain = full(&source, &diagnostics, Colour::Plain);
        let ansi = full(&source, &diagnostics, Colour::Ansi);
        assert!(!plain.contains('\0') && !ansi.contains('\0'));
        plain
    }

    #[test]
    fn of_a_long_line_only_the_marked_part_is_printed() {
        let text = format!("{}MARKED{}\n", "ä".repeat(200_000), "ö".repeat(200_000));
        let printed = printed(&text, "MARKED", &[]);
        assert!(printed.contains(" --> api.yaml:1:200001\n"), "{printed}");
        assert!(printed.contains("1 | …ä"), "{printed}");
        assert!(printed.contains("äMARKEDö") && printed.contains("ö…\n"));
        let marked = printed.lines().find(|line| line.contains("^^^^^^ here"));
        let code = printed.lines().find(|line| line.contains("MARKED"));
        let column = |line: Option<&str>, word: &str| {
            let (before, _) = line?.split_once(word)?;
            Some(before.chars().count())
        };
        assert_eq!(column(marked, "^"), column(code, "MARKED"));
        assert!(printed.len() < 600, "{printed}");
    }

    #[test]
    fn of_a_long_mistake_only_the_start_is_marked() {
        let word = "x".repeat(500_000);
        let printed = printed(&format!("a: {word}\n"), &word, &[]);
        assert!(printed.contains("1 | a: xxx"), "{printed}");
        assert!(printed.contains("api.yaml:1:4\n") && printed.contains("^^^ here"));
        assert!(printed.len() < 600, "{printed}");
    }

    #[test]
    fn the_end_of_a_long_line_can_be_marked() {
        for end in ["", "\n", "\r\n"] {
            let text = format!("{}Z{end}", "a".repeat(100_000));
            let printed = printed(&text, "Z", &[]);
            assert!(printed.contains("aZ\n") && printed.contains("^ here"));
        }
    }

    #[test]
    fn labels_far_apart_are_printed_apart() {
        for between in ["x".repeat(500_000), "x\n".repeat(250_000)] {
            let text = format!("FIRST {between} SECOND\n");
            let printed = printed(&text, "SECOND", &["FIRST"]);
            assert!(printed.contains(" --> api.yaml:"), "{printed}");
            assert!(printed.contains(" ::: api.yaml:1:1\n"), "{printed}");
            assert!(printed.contains("^^^^^^ here") && printed.contains("----- there"));
            assert!(printed.len() < 600, "{printed}");
        }
    }

    #[test]
    fn a_long_line_beside_a_label_is_cut() {
        let text = format!("FIRST\n{}\nSECOND\n", "x".repeat(500_000));
        let printed = printed(&text, "SECOND", &["FIRST"]);
        assert!(printed.contains(" --> api.yaml:3:1\n"), "{printed}");
        assert!(printed.len() < 600, "{printed}");
    }
}
