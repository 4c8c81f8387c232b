//! What YAML does to a text that is written without quotes, above all to a short form.
//!
//! YAML ends such a text at ` #`, and in braces at commas, brackets and braces; `: ` in it is an
//! error. Each of these has its own diagnostic, instead of whatever the pieces would lead to.

mod extent;

use serde_yaml::granit_parser::ErrorKind;

use super::node::{Entry, Kind, Node};
use crate::diagnostic::catalogue::{self, Cut};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// What led to a syntax error at `at`, if it was a trap; `last` is the last scalar before it.
pub(super) fn explain(text: &str, last: Span, at: usize, error: &ErrorKind) -> Option<Diagnostic> {
    let rest = Span::new(at, extent::line_end(text, at));
    match error {
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => Some(catalogue::ends_at_quote(rest)),
        ErrorKind::UnexpectedCharacter { character } => {
            Some(catalogue::reserved_start(rest, *character))
        }
        _ => {
            let colon = holds_colon(text, last, at).then_some(Cut::Colon);
            let cut = colon.or_else(|| cut(text, last))?;
            let whole = extent::whole(text, last.start);
            let whole = whole.unwrap_or_else(|| Span::new(last.start, extent::line_end(text, at)));
            Some(catalogue::cut(cut, whole, slice(text, whole)))
        }
    }
}

/// Puts together what YAML cut without an error, and reports it.
pub(super) fn mend(node: &mut Node, text: &str, diagnostics: &mut Diagnostics) {
    match &mut node.kind {
        Kind::Scalar(_) => {}
        Kind::List(items) => {
            for item in items {
                mend(item, text, diagnostics);
            }
        }
        Kind::Map(map) => {
            mend_values(map, text, diagnostics);
            for entry in map {
                mend(&mut entry.value, text, diagnostics);
            }
        }
    }
}

/// Mends the values of one map, and removes the keys that are parts of them.
fn mend_values(map: &mut Vec<Entry>, text: &str, diagnostics: &mut Diagnostics) {
    let mut mended: Vec<Span> = Vec::new();
    map.retain_mut(|entry| {
        let key = entry.key.span.start;
        if mended
            .last()
            .is_some_and(|last| last.start < key && key < last.end)
        {
            return false;
        }
        if let Some(diagnostic) = mend_value(&mut entry.value, text) {
            mended.push(entry.value.span);
            diagnostics.push(diagnostic);
        }
        true
    });
}

fn mend_value(value: &mut Node, text: &str) -> Option<Diagnostic> {
    let Kind::Scalar(scalar) = &mut value.kind else {
        return None;
    };
    if scalar.quoted || !extent::is_open(&scalar.text) {
        return None;
    }
    let cut = cut(text, value.span)?;
    let whole = extent::whole(text, value.span.start)?;
    let meant = slice(text, whole);
    meant.clone_into(&mut scalar.text);
    value.span = whole;
    Some(catalogue::cut(cut, whole, meant))
}

/// What ended a text without quotes, if it was not meant to.
fn cut(text: &str, scalar: Span) -> Option<Cut> {
    let rest = text.get(scalar.end..)?;
    let behind = rest.trim_start_matches([' ', '\t']);
    let open = extent::is_open(slice(text, scalar));
    match behind.chars().next()? {
        '#' if open && behind.len() < rest.len() => Some(Cut::Comment),
        ',' if open => Some(Cut::Comma),
        '[' | ']' | '{' | '}' if open => Some(Cut::Bracket),
        _ => None,
    }
}

/// Whether a scalar on one line was cut by the colon at `at`.
fn holds_colon(text: &str, scalar: Span, at: usize) -> bool {
    let up_to = slice(text, Span::new(scalar.start, at));
    let rest = text.get(at..).unwrap_or_default();
    !up_to.is_empty() && !up_to.contains('\n') && rest.starts_with(':')
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}
