//! How diagnostics look: for people, in full and on one line each, and for other programs.

mod programs;

use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{Source, Span};
pub use programs::{github, json};

/// Whether output is coloured with ANSI escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Without colours, for files, pipes and tests.
    Plain,
    /// With colours, for terminals.
    Ansi,
}

/// Formats every diagnostic with the lines that it marks, in the order of their spans.
#[must_use]
pub fn full(source: &Source, diagnostics: &Diagnostics, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        text.push_str(&renderer.render(&[group(source, diagnostic)]));
        text.push_str("\n\n");
    }
    text + &untold(diagnostics)
}

/// Formats every diagnostic on its own line, in the order of their spans: `path:line:column:
/// error[code]: message`.
#[must_use]
pub fn short(source: &Source, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let Diagnostic { code, message, .. } = diagnostic;
        let at = source.position(diagnostic.primary.span.start);
        let (path, severity) = (source.path(), severity_name(diagnostic.severity));
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "{path}:{}:{}: {severity}[{code}]: {message}",
            at.line, at.column
        );
    }
    text + &untold(diagnostics)
}

fn untold(diagnostics: &Diagnostics) -> String {
    match diagnostics.untold() {
        0 => String::new(),
        more => format!("… and {more} more\n"),
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn group<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let excerpt = Excerpt::new(source, diagnostic);
    let secondary = diagnostic.secondary.iter();
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(source.path())
        .annotation(excerpt.annotation(&diagnostic.primary, AnnotationKind::Primary))
        .annotations(secondary.map(|label| excerpt.annotation(label, AnnotationKind::Context)));
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.id());
    let group = title.element(snippet);
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// The lines that a diagnostic marks. Only these are given to the renderer, since it takes time for
/// every line.
struct Excerpt<'a> {
    text: &'a str,
    /// The number of the first line.
    line: usize,
    /// The offset in the source at which it begins.
    start: usize,
}

impl<'a> Excerpt<'a> {
    fn new(source: &'a Source, diagnostic: &Diagnostic) -> Self {
        let labels = || std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
        let first = labels()
            .map(|label| label.span.start)
            .min()
            .unwrap_or_default();
        let last = labels()
            .map(|label| label.span.start)
            .max()
            .unwrap_or_default();
        let line = source.position(first).line;
        let (start, _) = source.line(line);
        let (_, end) = source.line(source.position(last).line);
        Self {
            text: source.text().get(start..end).unwrap_or_default(),
            line,
            start,
        }
    }

    /// Marks only the first line of a label; the lines below seldom help.
    fn annotation(&self, label: &'a Label, kind: AnnotationKind) -> Annotation<'a> {
        let Span { start, end } = label.span;
        let (start, end) = (start - self.start, end - self.start);
        let marked = self
            .text
            .get(start..end.min(self.text.len()))
            .unwrap_or_default();
        let line = marked.lines().next().unwrap_or_default();
        let annotation = kind.span(start..start + line.trim_end().len());
        if label.text.is_empty() {
            annotation
        } else {
            annotation.label(&label.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    const TEXT: &str = "api: A\ndoc: [\n  B,\n]\n";

    fn mistake() -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let start = TEXT.find('[').unwrap();
        let mistake = Diagnostic::error(Code::WRONG_SHAPE, "`doc` must be a string");
        diagnostics.push(
            mistake
                .at(Span::new(start, TEXT.len()), "this is a list")
                .help("try"),
        );
        diagnostics
    }

    #[test]
    fn in_full_the_first_line_is_marked() {
        let source = Source::new("api.yaml", TEXT.as_bytes());
        let text = full(&source, &mistake(), Colour::Plain);
        let expected = "\
error[Q0204]: `doc` must be a string
 --> api.yaml:2:6
  |
2 | doc: [
  |      ^ this is a list
  |
  = help: try

";
        assert_eq!(text, expected);
    }

    #[test]
    fn in_short_there_is_a_line_for_each() {
        let source = Source::new("api.yaml", TEXT.as_bytes());
        let text = short(&source, &mistake());
        assert_eq!(text, "api.yaml:2:6: error[Q0204]: `doc` must be a string\n");
    }

    #[test]
    fn colours_come_on_demand() {
        let source = Source::new("api.yaml", TEXT.as_bytes());
        assert!(!full(&source, &mistake(), Colour::Plain).contains('\u{1b}'));
        assert!(full(&source, &mistake(), Colour::Ansi).contains('\u{1b}'));
    }
}
