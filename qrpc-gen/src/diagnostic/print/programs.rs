//! Diagnostics for other programs: as JSON, and as commands of GitHub workflows.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::severity_name;
use crate::diagnostic::{Diagnostic, Diagnostics, Label};
use crate::source::{Source, Span};

/// Formats every diagnostic as a JSON object on its own line, in the order of their spans.
///
/// An object has `severity` (`error` or `warning`), `code`, `name`, `message`, `file`, `help` (a
/// string or null) and `labels`. The first label is the place of the mistake. Each label has
/// `text`, `file`, `start` and `end`. `start` and `end` have `line` and `column`, which begin at 1;
/// columns count characters.
#[must_use]
pub fn json(source: &Source, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let Diagnostic {
            code,
            severity,
            message,
            primary,
            secondary,
            help,
        } = diagnostic;
        let labels = [primary].into_iter().chain(secondary);
        let object = json!({
            "severity": severity_name(*severity),
            "code": code.id(),
            "name": code.name(),
            "message": message,
            "file": source.path_at(primary.span.start),
            "labels": labels.map(|label| self::label(source, label)).collect::<Vec<_>>(),
            "help": help,
        });
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{object}");
    }
    text
}

fn label(source: &Source, label: &Label) -> Value {
    let Label { span, text } = label;
    json!({
        "text": text,
        "file": source.path_at(span.start),
        "start": position(source, span.start),
        "end": position(source, span.end),
    })
}

fn position(source: &Source, offset: usize) -> Value {
    let at = source.position(offset);
    json!({ "line": at.line, "column": at.column })
}

/// Formats every diagnostic as a command that annotates the file in a GitHub workflow.
#[must_use]
pub fn github(source: &Source, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let Span { start, end } = diagnostic.primary.span;
        let (start, end) = (source.position(start), source.position(end));
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message = format!("{message}\nhelp: {help}");
        }
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}",
            severity_name(diagnostic.severity),
            property(source.path_at(diagnostic.primary.span.start)),
            start.line,
            end.line,
            start.column,
            end.column,
            diagnostic.code,
            data(&message)
        );
    }
    text
}

/// Formats an error that is not a mistake in a spec as a command for a GitHub workflow. The command
/// annotates the file if the error is about one.
#[must_use]
pub fn github_error(file: Option<&str>, message: &str) -> String {
    let file = file.map(|file| format!(" file={}", property(file)));
    format!("::error{}::{}\n", file.unwrap_or_default(), data(message))
}

/// Escapes text for the message of a workflow command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes text for a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn mistake() -> (Source, Diagnostics) {
        let text = "api: A\ndoc: [ä]\n";
        let mut diagnostics = Diagnostics::default();
        let span = Span::new(12, 16);
        let mistake = Diagnostic::error(Code::WRONG_SHAPE, "100% of `doc`:\na list");
        diagnostics.push(mistake.at(span, "a list").help("try, or not"));
        (Source::new("a,b.yaml", text.as_bytes()), diagnostics)
    }

    #[test]
    fn each_is_a_json_object_on_a_line() {
        let (source, diagnostics) = mistake();
        let text = json(&source, &diagnostics);
        assert_eq!(text.lines().count(), 1);
        let object: Value = serde_json::from_str(&text).unwrap();
        let expected = json!({
            "severity": "error",
            "code": "Q0204",
            "name": "wrong-shape",
            "message": "100% of `doc`:\na list",
            "file": "a,b.yaml",
            "labels": [{
                "text": "a list",
                "file": "a,b.yaml",
                "start": { "line": 2, "column": 6 },
                "end": { "line": 2, "column": 9 },
            }],
            "help": "try, or not",
        });
        assert_eq!(object, expected);
    }

    #[test]
    fn a_workflow_command_is_escaped() {
        let (source, diagnostics) = mistake();
        let expected = "::error file=a%2Cb.yaml,line=2,endLine=2,col=6,endColumn=9,title=Q0204::\
            100%25 of `doc`:%0Aa list%0Ahelp: try, or not\n";
        assert_eq!(github(&source, &diagnostics), expected);
    }

    #[test]
    fn an_error_without_a_place_is_escaped() {
        let expected = "::error file=a%2Cb.yaml::100%25:%0Agone\n";
        assert_eq!(github_error(Some("a,b.yaml"), "100%:\ngone"), expected);
        assert_eq!(github_error(None, "no, b: c"), "::error::no, b: c\n");
    }
}
