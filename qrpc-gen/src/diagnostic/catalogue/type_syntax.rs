//! Diagnostics about the syntax of types.

use super::{Code, Diagnostic, Slot, mended, quote};
use crate::source::Span;
use crate::tree::Expression;

/// The text of a type is empty.
pub(crate) fn empty_type(span: Span) -> Diagnostic {
    Diagnostic::error(Code::TYPE_SYNTAX, "the type is missing")
        .at(span, "expected a type")
        .help("write a type, such as `i64`, `string?` or `list<string>`")
}

pub(crate) fn type_expected(span: Span, expected: &str, found: Option<char>) -> Diagnostic {
    let message = match found {
        Some(found) => format!("expected {expected}, found {}", quote(&found.to_string())),
        None => format!("expected {expected}, found the end of the type"),
    };
    let diagnostic =
        Diagnostic::error(Code::TYPE_SYNTAX, message).at(span, format!("expected {expected}"));
    diagnostic.help(if expected.contains('>') {
        "write `,` before another type, or `>` after the last type"
    } else {
        "write a type name, `list<T>` or `map<T>`, followed by `?` if the value is optional"
    })
}

pub(crate) fn type_syntax(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "invalid type")
        .help(help)
}

/// `rest` is the text after the type.
pub(crate) fn behind_type(span: Span, ty: &Expression, rest: &str) -> Diagnostic {
    let help = if rest.starts_with("[]") {
        format!("write {}", quote(&format!("list<{}>", mended(ty))))
    } else if rest.starts_with(['[', '(']) {
        "write inner types in `<…>`, as in `list<string>`".to_owned()
    } else {
        "write `=` before a default".to_owned()
    };
    let message = format!("unexpected {} after the type", quote(rest.trim()));
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "not part of the type")
        .help(help)
}

pub(crate) fn no_default_here(span: Span, slot: Slot<'_>) -> Diagnostic {
    let message = format!("{} cannot contain a default", slot.subject);
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "default not allowed here")
        .help(match slot.key {
            "type" => "move the default to the key `default`",
            _ => "remove the default",
        })
}
