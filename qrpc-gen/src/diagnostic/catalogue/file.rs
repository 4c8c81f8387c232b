//! Diagnostics about the file as a whole.

use super::{Code, Diagnostic, quote};
use crate::source::Span;

pub(crate) fn unknown_format(path: &str) -> Diagnostic {
    let message = format!("the name of `{path}` does not say whether it is YAML or TOML");
    Diagnostic::error(Code::UNKNOWN_FORMAT, message)
        .help("a spec is called `….yaml`, `….yml` or `….toml`")
}

pub(crate) fn file_too_large(limit: usize) -> Diagnostic {
    let message = format!("the file is larger than the {limit} bytes that a spec may have");
    Diagnostic::error(Code::FILE_TOO_LARGE, message).help("split it into several APIs")
}

pub(crate) fn not_utf8(span: Span) -> Diagnostic {
    Diagnostic::error(Code::NOT_UTF8, "the file is not UTF-8")
        .at(span, "the first byte that is none")
        .help("save it as UTF-8")
}

pub(crate) fn nul_character(span: Span) -> Diagnostic {
    Diagnostic::error(Code::NUL_CHARACTER, "the file holds a NUL character")
        .at(span, "the first one")
        .help("remove it; a file full of them is UTF-16 or no text at all")
}

pub(crate) fn empty_file(span: Span) -> Diagnostic {
    Diagnostic::error(Code::EMPTY_FILE, "the file is empty")
        .at(span, "no API is here")
        .help("begin with the keys `api` and `methods`")
}

pub(crate) fn toml_syntax(span: Span, message: &str) -> Diagnostic {
    let message = message.trim_end_matches(", expected nothing");
    let diagnostic = Diagnostic::error(Code::TOML_SYNTAX, format!("this is no TOML: {message}"))
        .at(span, "here");
    diagnostic.help(if message.contains("leading zero") {
        "write the number without leading zeros"
    } else {
        "a line is `[table]` or `key = value`, and a text is in quotes"
    })
}

/// `written` is a string without quotes.
pub(crate) fn bare_text(span: Span, written: &str) -> Diagnostic {
    let sign = if written.contains('"') { '\'' } else { '"' };
    Diagnostic::error(Code::TOML_SYNTAX, "in TOML, a text is in quotes")
        .at(span, "without quotes")
        .help(format!(
            "write {}",
            quote(&format!("{sign}{written}{sign}"))
        ))
}

pub(crate) fn no_toml_value(span: Span) -> Diagnostic {
    Diagnostic::error(Code::TOML_SYNTAX, "there is no value behind the `=`")
        .at(span, "a value is expected here")
        .help("write one, such as `\"text\"`, or leave the key out")
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    let limit = crate::tree::MAX_DEPTH;
    let message = format!("this is nested deeper than the {limit} levels that a spec may have");
    Diagnostic::error(Code::TOO_DEEP, message)
        .at(span, "too deep")
        .help("give inner types a name of their own")
}
