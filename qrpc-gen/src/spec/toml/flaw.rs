//! Reports syntax errors of a TOML file, with other words where the parser's message is misleading.

use toml::de::Error;

use super::span;
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::Span;

/// The beginnings of the parser's messages about nesting that is too deep: the first is for keys,
/// the second for values.
const TOO_DEEP: [&str; 2] = ["recursion limit", "cannot recurse further"];

/// The beginnings of the parser's messages about an unquoted word. The parser has several messages
/// about an unquoted word, since it guesses the kind of value from the first letter.
const BARE: [&str; 3] = [
    "string values must be quoted",
    "invalid boolean",
    "invalid float",
];

/// Reports syntax errors. After an unquoted string, the parser continues within the string.
/// Therefore other errors on the line of an unquoted string are ignored, unless they are further
/// unquoted strings.
pub(super) fn report(text: &str, mut flaws: Vec<&Error>, diagnostics: &mut Diagnostics) {
    flaws.sort_by_key(|flaw| span(flaw));
    let (mut told, mut line) = (0, 0);
    for flaw in flaws {
        let span = span(flaw);
        let bare = bare(text, flaw.message(), span);
        if span.start < told || (bare.is_none() && span.start < line) {
            continue;
        }
        if let Some(bare) = bare {
            (told, line) = (bare.end, line_end(text, bare.end));
        }
        diagnostics.push(explain(text, flaw.message(), span, bare));
    }
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').unwrap_or(rest.len())
}

fn explain(text: &str, message: &str, span: Span, bare: Option<Span>) -> Diagnostic {
    let too_deep = TOO_DEEP.iter().any(|with| message.starts_with(with));
    match bare.and_then(|bare| Some((bare, text.get(bare.start..bare.end)?))) {
        _ if too_deep => catalogue::too_deep(span),
        Some((bare, "")) => catalogue::no_toml_value(bare),
        Some((bare, word)) => catalogue::bare_text(bare, word),
        None => catalogue::toml_syntax(span, message),
    }
}

/// If the error is an unquoted string, returns its span up to the end of the value.
fn bare(text: &str, message: &str, span: Span) -> Option<Span> {
    if !BARE.iter().any(|with| message.starts_with(with)) {
        return None;
    }
    let line = text.get(span.start..)?.lines().next().unwrap_or_default();
    let end = line.find([',', '#', ']', '}']).unwrap_or(line.len());
    let written = line.get(..end)?.trim_end();
    let before = text.get(..span.start)?.trim_end();
    // After a comma, text with `=` is not a string but a key, which the parser takes for a value.
    if before.ends_with(',') && written.contains('=') {
        return None;
    }
    Some(Span::new(span.start, span.start + written.len()))
}
