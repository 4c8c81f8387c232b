//! Diagnostics about defaults in the short form, which are JSON.

use super::meaning::{built_in, in_quotes};
use super::{Code, Diagnostic, quote};
use crate::source::Span;
use crate::tree::Expression;

pub(crate) fn no_default(span: Span) -> Diagnostic {
    Diagnostic::error(Code::DEFAULT_SYNTAX, "the default after `=` is missing")
        .at(span, "expected a default")
        .help("write the default as JSON, or remove the `=`")
}

pub(crate) fn default_syntax(
    span: Span,
    text: &str,
    ty: &Expression,
    error: &serde_json::Error,
) -> Diagnostic {
    let message = format!("the default {} is not valid JSON", quote(text));
    let reason = reason(error);
    let help = match reason.as_str() {
        "number out of range" => match ty.base_name() {
            Some("f32") => format!("use a number of at most {:e}", f32::MAX),
            _ => format!("use a number of at most {:e}", f64::MAX),
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
    let generic = "write the default as JSON: `\"text\"`, `1`, `true`, `null`, `[…]` or `{…}`";
    match (text.to_lowercase().as_str(), ty) {
        _ if text.starts_with('\'') => format!("use double quotes: {}", requoted(text)),
        (_, "string") if is_word => in_quotes(text),
        ("none" | "nil" | "null", _) if optional || ty == "null" => as_null(),
        ("true" | "yes" | "on", "bool") => "write `true`".to_owned(),
        ("false" | "no" | "off", "bool") => "write `false`".to_owned(),
        _ if built_in(ty).is_some() => built_in(ty).unwrap_or_default().to_owned(),
        ("none" | "nil" | "null", "any") => as_null(),
        (word @ ("true" | "false"), "any") => format!("write `{word}`"),
        _ if is_word && !ty.is_empty() => in_quotes(text),
        _ => generic.to_owned(),
    }
}

fn as_null() -> String {
    "write `null`".to_owned()
}

fn requoted(text: &str) -> String {
    quote(&format!("\"{}\"", text.trim_matches('\'')))
}

pub(crate) fn unprintable_default(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::DEFAULT_SYNTAX,
        "the default contains an invisible character",
    )
    .at(span, "contains an invisible character")
    .help("write the character as an escape, such as `\\u007f`")
}

/// The message of `serde_json`, without the position.
fn reason(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "unexpected end of the default".to_owned();
    }
    let text = error.to_string();
    match text.split(" at line ").next() {
        // The message of `serde_json` for `nan`, because it could be the beginning of `null`.
        None | Some("expected value" | "expected ident") => "not a JSON value".to_owned(),
        Some(reason) if reason.starts_with("control character") => {
            "unescaped control character".to_owned()
        }
        Some("lone leading surrogate in hex escape") => "unpaired surrogate".to_owned(),
        Some(reason) => reason.to_owned(),
    }
}
