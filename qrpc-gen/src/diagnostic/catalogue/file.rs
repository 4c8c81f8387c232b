//! Diagnostics about the file as a whole.

use super::{Code, Diagnostic, quote};
use crate::source::Span;

/// `begin` is the beginning of the file.
pub(crate) fn unknown_format(begin: Span, path: &str) -> Diagnostic {
    let message = format!("the file extension of `{path}` is not supported");
    Diagnostic::error(Code::UNKNOWN_FORMAT, message)
        .at(begin, "")
        .help("use the extension `.yaml`, `.yml` or `.toml`")
}

pub(crate) fn file_too_large(begin: Span, limit: usize) -> Diagnostic {
    let message = format!("the file exceeds the maximum size of a spec, {limit} bytes");
    Diagnostic::error(Code::FILE_TOO_LARGE, message)
        .at(begin, "")
        .help("split the API into several APIs, each with its own spec")
}

pub(crate) fn not_utf8(span: Span) -> Diagnostic {
    Diagnostic::error(Code::NOT_UTF8, "the file is not valid UTF-8")
        .at(span, "first invalid byte")
        .help("save the file as UTF-8")
}

pub(crate) fn nul_character(span: Span) -> Diagnostic {
    Diagnostic::error(Code::NUL_CHARACTER, "the file contains a NUL character")
        .at(span, "first NUL character")
        .help("remove the character; if the file is UTF-16, convert it to UTF-8")
}

pub(crate) fn empty_file(span: Span) -> Diagnostic {
    Diagnostic::error(Code::EMPTY_FILE, "the file is empty")
        .at(span, "no API is declared here")
        .help("add the keys `api` and `methods`")
}

pub(crate) fn toml_syntax(span: Span, message: &str) -> Diagnostic {
    let message = message.trim_end_matches(", expected nothing");
    let diagnostic = Diagnostic::error(Code::TOML_SYNTAX, format!("invalid TOML: {message}"))
        .at(span, "syntax error");
    diagnostic.help(if message.contains("leading zero") {
        "write the number without leading zeros"
    } else if message.contains("basic string") || message.contains("literal string") {
        "close the string with the quote that it begins with, on the same line"
    } else {
        "write each line as `[table]` or `key = value`, and put strings in quotes"
    })
}

/// The string `written` is not in quotes in a TOML file.
pub(crate) fn bare_text(span: Span, written: &str) -> Diagnostic {
    let sign = if written.contains('"') { '\'' } else { '"' };
    let message = format!("the TOML string {} is not in quotes", quote(written));
    Diagnostic::error(Code::TOML_SYNTAX, message)
        .at(span, "string without quotes")
        .help(format!(
            "write {}",
            quote(&format!("{sign}{written}{sign}"))
        ))
}

pub(crate) fn no_toml_value(span: Span) -> Diagnostic {
    Diagnostic::error(Code::TOML_SYNTAX, "the value after `=` is missing")
        .at(span, "expected a value")
        .help("write a value, such as `\"text\"`, or remove the key")
}

/// A value of the file is nested too deeply.
pub(crate) fn too_deep(span: Span) -> Diagnostic {
    nested_too_deeply(span, "make the value less deeply nested")
}

pub(crate) fn type_too_deep(span: Span) -> Diagnostic {
    nested_too_deeply(
        span,
        "define inner types under `types`, and use their names",
    )
}

fn nested_too_deeply(span: Span, help: &str) -> Diagnostic {
    let limit = crate::tree::MAX_DEPTH;
    let message = format!("the nesting exceeds the maximum of {limit} levels");
    Diagnostic::error(Code::TOO_DEEP, message)
        .at(span, "nested too deeply")
        .help(help)
}
