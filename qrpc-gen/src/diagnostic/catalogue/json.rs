//! Diagnostics about defaults in the short form, which are JSON.

use super::meaning::{built_in, in_quotes};
use super::{Code, Diagnostic, quote};
use crate::source::Span;
use crate::tree::Expression;

pub(crate) fn no_default(span: Span) -> Diagnostic {
    Diagnostic::error(Code::DEFAULT_SYNTAX, "there is no default behind the `=`")
        .at(span, "a default is expected here")
        .help("write one as in JSON, or leave the `=` out")
}

pub(crate) fn default_syntax(
    span: Span,
    text: &str,
    ty: &Expression,
    error: &serde_json::Error,
) -> Diagnostic {
    let message = format!("the default {} is not JSON", quote(text));
    let reason = reason(error);
    let help = match reason.as_str() {
        "number out of range" => match ty.base_name() {
            Some("f32") => format!("the largest number is {:e}", f32::MAX),
            _ => format!("the largest number is {:e}", f64::MAX),
        },
        _ => as_json(text, ty),
    };
    Diagnostic::error(Code::DEFAULT_SYNTAX, message)
        .at(span, reason)
        .help(help)
}

/// The help for an invalid JSON default: how to write it for this type.
fn as_json(text: &str, ty: &Expression) -> String {
    let (ty, optional) = (ty.base_name().unwrap_or_default(), ty.is_optional());
    let bare = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let is_word = text.starts_with(char::is_alphabetic) && text.chars().all(bare);
    let generic = "write it as in JSON: `\"text\"`, `1`, `true`, `null`, `[…]`, `{…}`";
    match (text.to_lowercase().as_str(), ty) {
        _ if text.starts_with('\'') => format!("JSON has double quotes: {}", requoted(text)),
        (_, "string") if is_word => in_quotes(text),
        ("none" | "nil" | "null", _) if optional || ty == "null" => as_null(),
        ("true" | "yes" | "on", "bool") => "JSON writes it `true`".to_owned(),
        ("false" | "no" | "off", "bool") => "JSON writes it `false`".to_owned(),
        _ if built_in(ty).is_some() => built_in(ty).unwrap_or_default().to_owned(),
        ("none" | "nil" | "null", "any") => as_null(),
        (word @ ("true" | "false"), "any") => format!("JSON writes it `{word}`"),
        _ if is_word && !ty.is_empty() => in_quotes(text),
        _ => generic.to_owned(),
    }
}

fn as_null() -> String {
    "JSON writes it `null`".to_owned()
}

fn requoted(text: &str) -> String {
    quote(&format!("\"{}\"", text.trim_matches('\'')))
}

pub(crate) fn unprintable_default(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::DEFAULT_SYNTAX,
        "the default holds a character that nobody can see",
    )
    .at(span, "somewhere in here")
    .help("write it as an escape, such as `\\u007f`")
}

/// The message of `serde_json`, without the position.
fn reason(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "ends too early".to_owned();
    }
    let text = error.to_string();
    match text.split(" at line ").next() {
        // The message of `serde_json` for `nan`, because it could be the beginning of `null`.
        None | Some("expected ident") => "expected value".to_owned(),
        Some(reason) => reason.to_owned(),
    }
}
