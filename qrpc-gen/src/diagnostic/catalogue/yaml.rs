//! Diagnostics that only YAML specs can have.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::{Code, Diagnostic, quote};
use crate::source::Span;

pub(crate) fn yaml_syntax(span: Span, error: &ScanError) -> Diagnostic {
    let message = match error.kind() {
        ErrorKind::SimpleKeyExpected => "invalid YAML: a key has no `:`".to_owned(),
        _ => format!("invalid YAML: {}", error.info()),
    };
    let diagnostic = Diagnostic::error(Code::YAML_SYNTAX, message).at(span, "syntax error");
    diagnostic.help(match error.kind() {
        ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => "indent with spaces",
        ErrorKind::MappingValueNotAllowed => "start all keys of a map in the same column",
        ErrorKind::SimpleKeyExpected => "write `: ` and a value after the key",
        _ => "close open quotes and brackets, and quote strings that contain special characters",
    })
}

/// The reason why YAML ended an unquoted string too early.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cut {
    Comma,
    Comment,
    Colon,
    Bracket,
}

/// `meant` is the whole string that was probably meant.
pub(crate) fn cut(cut: Cut, span: Span, meant: &str) -> Diagnostic {
    let (code, message) = match cut {
        Cut::Comma => (
            Code::CUT_AT_COMMA,
            "in braces and brackets, YAML ends an unquoted string at a comma",
        ),
        Cut::Comment => (
            Code::CUT_AT_COMMENT,
            "YAML reads ` #` and the rest of the line as a comment",
        ),
        Cut::Colon => (Code::CUT_AT_COLON, "an unquoted string cannot contain `: `"),
        Cut::Bracket => (
            Code::CUT_AT_BRACKET,
            "in braces, YAML ends an unquoted string at a bracket",
        ),
    };
    Diagnostic::error(code, message)
        .at(span, "probably meant as one string")
        .help(format!(
            "put the whole value in quotes: {}",
            single_quoted(meant)
        ))
}

fn single_quoted(text: &str) -> String {
    quote(&format!("'{}'", text.replace('\'', "''")))
}

/// `meant` is the string together with the comment.
pub(crate) fn comment_behind_text(comment: Span, meant: &str) -> Diagnostic {
    let message = "YAML reads ` #` after an unquoted string as a comment";
    Diagnostic::warning(Code::COMMENT_BEHIND_TEXT, message)
        .at(comment, "not part of the string")
        .help(format!(
            "put the string in quotes; include the comment if it is part of the string: {}",
            single_quoted(meant)
        ))
}

pub(crate) fn ends_at_quote(span: Span) -> Diagnostic {
    let message = "a string that begins with a quote ends at the next quote";
    Diagnostic::error(Code::CUT_AT_START, message)
        .at(span, "text after the closing quote")
        .help("put the whole value in single quotes, as in `'\"a\" | \"b\"'`")
}

pub(crate) fn reserved_start(span: Span, start: char) -> Diagnostic {
    let start = quote(&start.to_string());
    let message = format!("an unquoted string cannot begin with {start}");
    Diagnostic::error(Code::CUT_AT_START, message)
        .at(span, "unquoted string")
        .help("put the whole value in quotes")
}

pub(crate) fn yaml_tag(span: Span, tag: &str) -> Diagnostic {
    Diagnostic::error(
        Code::YAML_TAG,
        format!("the YAML tag {} is not allowed in a spec", quote(tag)),
    )
    .at(span, "YAML tag")
    .help("remove the tag; the declared type determines how the value is read")
}

pub(crate) fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::MERGE_KEY,
        "the YAML merge key `<<` is not allowed in a spec",
    )
    .at(span, "merge key")
    .help(
        "copy the keys of the merged map to this place; an alias can only stand for a whole value",
    )
}

pub(crate) fn unknown_alias(span: Span, name: &str) -> Diagnostic {
    let anchor = quote(&format!("&{name}"));
    let message = format!("the anchor {anchor} is not defined before this alias");
    Diagnostic::error(Code::WRONG_ALIAS, message)
        .at(span, "undefined anchor")
        .help("define the anchor above; to write a string that begins with `*`, use quotes")
}

pub(crate) fn alias_within_itself(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::WRONG_ALIAS,
        "the alias stands inside the value that it refers to",
    )
    .at(span, "recursive alias")
    .help("replace the alias, so that the value does not contain itself")
}

pub(crate) fn too_many_aliases(span: Span, budget: usize) -> Diagnostic {
    let message = format!("the aliases of this file expand to more than {budget} values");
    Diagnostic::error(Code::WRONG_ALIAS, message)
        .at(span, "exceeds the alias limit")
        .help("define a type once under `types`, and use its name instead of aliases")
}

pub(crate) fn several_documents(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::SEVERAL_DOCUMENTS,
        "the file contains more than one YAML document",
    )
    .at(span, "second document starts here")
    .help("remove the `---`, or split the file; one file describes one API")
}

pub(crate) fn key_not_text(span: Span) -> Diagnostic {
    Diagnostic::error(Code::KEY_NOT_TEXT, "a key must be a string")
        .at(span, "key is not a string")
        .help("write a name, in quotes if it begins with a bracket")
}
