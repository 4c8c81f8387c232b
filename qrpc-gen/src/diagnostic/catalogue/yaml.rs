//! Diagnostics that only YAML specs can have.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::{Code, Diagnostic, quote};
use crate::source::Span;

pub(crate) fn yaml_syntax(span: Span, error: &ScanError) -> Diagnostic {
    let message = format!("this is no YAML: {}", error.info());
    let diagnostic = Diagnostic::error(Code::YAML_SYNTAX, message).at(span, "here");
    diagnostic.help(match error.kind() {
        ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => "indent with blanks",
        ErrorKind::MappingValueNotAllowed => "the keys of one map begin in the same column",
        ErrorKind::SimpleKeyExpected => "behind a key comes `: ` and its value",
        _ => "close what is open, and put texts in quotes that hold signs of YAML",
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
            "in braces, YAML ends a text without quotes at the comma",
        ),
        Cut::Comment => (
            Code::CUT_AT_COMMENT,
            "YAML takes ` #` and what follows it for a comment",
        ),
        Cut::Colon => (Code::CUT_AT_COLON, "a text without quotes cannot hold `: `"),
        Cut::Bracket => (
            Code::CUT_AT_BRACKET,
            "in braces, YAML ends a text without quotes at a bracket",
        ),
    };
    Diagnostic::error(code, message)
        .at(span, "meant as one text")
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
    let message = "behind a text without quotes, YAML takes ` #` for the beginning of a comment";
    Diagnostic::warning(Code::COMMENT_BEHIND_TEXT, message)
        .at(comment, "not a part of the text")
        .help(format!(
            "put the text in quotes, with this if it belongs to it: {}",
            single_quoted(meant)
        ))
}

pub(crate) fn ends_at_quote(span: Span) -> Diagnostic {
    let message = "what begins with a quote ends at the next quote";
    Diagnostic::error(Code::CUT_AT_START, message)
        .at(span, "stands behind the end of the text")
        .help("put the whole value in quotes, single ones around double ones: `'\"a\" | \"b\"'`")
}

pub(crate) fn reserved_start(span: Span, start: char) -> Diagnostic {
    let start = quote(&start.to_string());
    let message = format!("a text without quotes cannot begin with {start}");
    Diagnostic::error(Code::CUT_AT_START, message)
        .at(span, "meant as a text")
        .help("put the whole value in quotes")
}

pub(crate) fn yaml_tag(span: Span, tag: &str) -> Diagnostic {
    Diagnostic::error(
        Code::YAML_TAG,
        format!("the tag {} has no meaning in a spec", quote(tag)),
    )
    .at(span, "has a tag")
    .help("leave it out: what a value is follows from the type that is declared for it")
}

pub(crate) fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::error(Code::MERGE_KEY, "a spec has no merge keys")
        .at(span, "would mix another map into this one")
        .help("write the keys out, or give the whole value an anchor")
}

pub(crate) fn unknown_alias(span: Span, name: &str) -> Diagnostic {
    let message = format!(
        "no anchor {} stands before this alias",
        quote(&format!("&{name}"))
    );
    Diagnostic::error(Code::WRONG_ALIAS, message)
        .at(span, "refers to nothing")
        .help("put the value in quotes, if it is meant to begin with `*`")
}

pub(crate) fn alias_within_itself(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::WRONG_ALIAS,
        "this alias stands within the value that it refers to",
    )
    .at(span, "would never end")
    .help("write the value out")
}

pub(crate) fn too_many_aliases(span: Span, budget: usize) -> Diagnostic {
    let message = format!("the aliases of this file stand for more than {budget} values and texts");
    Diagnostic::error(Code::WRONG_ALIAS, message)
        .at(span, "this one is too much")
        .help("define a type once, and use its name")
}

pub(crate) fn several_documents(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::SEVERAL_DOCUMENTS,
        "the file holds more than one YAML document",
    )
    .at(span, "the second one begins here")
    .help("one file describes one API: remove the `---`, or split the file")
}

pub(crate) fn key_not_text(span: Span) -> Diagnostic {
    Diagnostic::error(Code::KEY_NOT_TEXT, "a key must be a text")
        .at(span, "is a list or a map")
        .help("write a name, in quotes if it begins with a bracket")
}
