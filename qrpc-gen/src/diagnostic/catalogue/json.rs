//! Diagnostics about defaults in the short form, which are JSON.

use super::bare_words::quoted;
use super::written::{built_in, double_quoted};
use super::{Code, Diagnostic, SHOWN, quote};
use crate::source::{Span, Syntax};
use crate::tree::{Expression, ExpressionKind};

/// A value `type = default`, without the default.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShortForm<'a> {
    pub(crate) ty: &'a Expression,
    /// The text before the default.
    pub(crate) before: &'a str,
    pub(crate) syntax: Syntax,
}

impl ShortForm<'_> {
    /// Formats the whole value with this default. Shows the default alone if the value is long.
    fn with(self, default: &str) -> String {
        let whole = format!("{}{default}", self.before);
        if whole.chars().count() > SHOWN {
            return double_quoted(default);
        }
        quote(&self.syntax.text(&whole))
    }
}

/// The label of a control character that JSON allows only as an escape.
const RAW_CONTROL: &str = "unescaped control character";

pub(crate) fn no_default(span: Span) -> Diagnostic {
    Diagnostic::error(Code::DEFAULT_SYNTAX, "the default after `=` is missing")
        .at(span, "expected a default")
        .help("write the default as JSON, or remove the `=`")
}

pub(crate) fn default_syntax(
    span: Span,
    text: &str,
    short_form: ShortForm<'_>,
    error: &serde_json::Error,
) -> Diagnostic {
    let message = format!("the default {} is not valid JSON", quote(text));
    let reason = reason(error);
    if let (RAW_CONTROL, Some(control)) = (reason.as_str(), control_in_string(text)) {
        return control_character(span, control);
    }
    let help = match reason.as_str() {
        "number out of range" => match short_form.ty.base_name() {
            Some("f32") => format!("use a number from -{0:e} to {0:e}", f32::MAX),
            _ => format!("use a number from -{0:e} to {0:e}", f64::MAX),
        },
        _ => as_json(text, short_form),
    };
    Diagnostic::error(Code::DEFAULT_SYNTAX, message)
        .at(span, reason)
        .help(help)
}

/// Returns the first control character in the JSON strings of a text.
fn control_in_string(text: &str) -> Option<char> {
    let (mut is_inside, mut is_escaped) = (false, false);
    text.chars().find(|&c| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_inside,
            '"' => is_inside = !is_inside,
            _ => {}
        }
        is_inside && c < ' '
    })
}

/// The default contains a control character in a JSON string. If the whole value is in double
/// quotes, YAML and TOML turn an escape such as `\t` into the character before the default is read.
fn control_character(span: Span, control: char) -> Diagnostic {
    let escape = serde_json::Value::from(control.to_string()).to_string();
    let escape = escape.trim_matches('"');
    let message = format!("the default contains the raw control character `{escape}`");
    Diagnostic::error(Code::DEFAULT_SYNTAX, message)
        .at(span, RAW_CONTROL)
        .help(format!(
            "in a value in double quotes, write `\\{escape}`, because YAML and TOML turn `{escape}` \
             into the raw character; otherwise write `{escape}`"
        ))
}

/// The help for an invalid JSON default, which shows how to write a default of this type.
fn as_json(text: &str, short_form: ShortForm<'_>) -> String {
    let of = short_form.ty;
    let (ty, optional) = (of.base_name().unwrap_or_default(), of.is_optional());
    let generic = "write the default as JSON: `\"text\"`, `1`, `true`, `null`, `[…]` or `{…}`";
    let mended = quoted(text).filter(|_| may_hold_strings(of));
    match (text.to_lowercase().as_str(), ty) {
        ("none" | "nil" | "null", _) if optional || ty == "null" => as_null(),
        ("true" | "yes" | "on", "bool") => "write `true`".to_owned(),
        ("false" | "no" | "off", "bool") => "write `false`".to_owned(),
        ("none" | "nil" | "null", "any") => as_null(),
        (word @ ("true" | "false"), "any") => format!("write `{word}`"),
        _ => match (mended, built_in(ty)) {
            (Some(mended), _) => {
                format!("put strings in double quotes: {}", short_form.with(&mended))
            }
            (None, Some(help)) => help.to_owned(),
            (None, None) => generic.to_owned(),
        },
    }
}

/// Whether a default of this type may contain a string. A named type is not known yet.
fn may_hold_strings(ty: &Expression) -> bool {
    match &ty.kind {
        ExpressionKind::Name(name) => name == "string" || built_in(name).is_none(),
        ExpressionKind::Optional(inner) => may_hold_strings(inner),
        ExpressionKind::Generic(_, inner) => inner.iter().any(may_hold_strings),
        ExpressionKind::Union(union) => union.types.iter().any(may_hold_strings),
        ExpressionKind::Literal(_) => true,
        ExpressionKind::Unread => false,
    }
}

fn as_null() -> String {
    "write `null`".to_owned()
}

pub(crate) fn unprintable_default(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::DEFAULT_SYNTAX,
        "the default contains an invisible character",
    )
    .at(span, "contains an invisible character")
    .help("write the character as an escape, such as `\\u007f`; if the whole value is in double quotes, write `\\\\u007f`")
}

/// The message of `serde_json`, without the position.
fn reason(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "unexpected end of the default".to_owned();
    }
    let text = error.to_string();
    match text.split(" at line ").next() {
        // For `nan`, `serde_json` says `expected ident`, because `nan` could be meant as `null`.
        None | Some("expected value" | "expected ident") => "not a JSON value".to_owned(),
        Some(reason) if reason.starts_with("control character") => RAW_CONTROL.to_owned(),
        Some("lone leading surrogate in hex escape") => "unpaired surrogate".to_owned(),
        Some(reason) => reason.to_owned(),
    }
}
