//! Formats diagnostics: for people, in full or on one line each, and for other programs.

mod excerpt;
mod programs;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use annotate_snippets::{Group, Level, Renderer};

use super::{Diagnostic, Diagnostics, Severity, catalogue, lints};
use crate::source::Source;
use excerpt::Excerpt;
pub use programs::{github, github_error, json};

/// Whether output is coloured with ANSI escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Without colours, for files, pipes and tests.
    Plain,
    /// With colours, for terminals.
    Ansi,
}

/// Formats every diagnostic with the lines of the spec that it marks, in the order of their spans.
#[must_use]
pub fn full(source: &Source, diagnostics: &Diagnostics, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let rendered = renderer.render(&[group(source, diagnostic)]);
        text.push_str(&excerpt::without_marks(&rendered));
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
        let path = source.path_at(diagnostic.primary.span.start);
        let severity = severity_name(diagnostic.severity);
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "{path}:{}:{}: {severity}[{code}]: {message}",
            at.line, at.column
        );
    }
    text + &untold(diagnostics)
}

/// The entry at the top level of the spec that turns off its warnings, such as `allow:
/// [unused-type]`. The entry does not contain warnings that the spec itself turned on.
#[must_use]
pub fn allow_entry(source: &Source, diagnostics: &Diagnostics) -> Option<String> {
    let codes: BTreeSet<_> = diagnostics.iter().map(|each| each.code.id()).collect();
    let lints = lints::ON.iter().filter(|code| codes.contains(code.id()));
    let names: Vec<_> = lints.map(|code| code.name()).collect();
    (!names.is_empty()).then(|| catalogue::allow_entry(&names, source.notation_at(0)))
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
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    for excerpt in Excerpt::all(source, diagnostic) {
        group = group.element(excerpt.snippet(source));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

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
