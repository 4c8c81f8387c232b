//! Diagnostics about the reply of a method.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};

pub(crate) fn reply_denied(has_reply: Span, returns: Span) -> Diagnostic {
    let message = "`returns` contradicts `has_reply: false`";
    Diagnostic::error(Code::REPLY_CONTRADICTION, message)
        .at(returns, "declares a reply")
        .and_at(has_reply, "declares no reply")
        .help("remove `returns` or `has_reply`")
}

pub(crate) fn timeout_without_reply(span: Span, method: &Text) -> Diagnostic {
    let message = format!(
        "`timeout` has no effect: the method {} has no reply",
        quote(&method.value)
    );
    Diagnostic::error(Code::REPLY_CONTRADICTION, message)
        .at(span, "no reply to wait for")
        .help("remove `timeout`, or declare the reply with `returns`")
}

pub(crate) fn raises_without_reply(span: Span, method: &Text) -> Diagnostic {
    let message = format!(
        "`raises` has no effect: the method {} has no reply",
        quote(&method.value)
    );
    Diagnostic::error(Code::REPLY_CONTRADICTION, message)
        .at(span, "no reply that could be an error")
        .help("remove `raises`, or declare the reply with `returns`")
}

pub(crate) fn untyped_reply(method: &Text, syntax: Syntax) -> Diagnostic {
    let message = format!(
        "the reply of the method {} has no type",
        quote(&method.value)
    );
    let any = syntax.entry("returns", &syntax.text("any"));
    Diagnostic::warning(Code::UNTYPED_REPLY, message)
        .at(method.span, "reply type defaults to `any`")
        .help(format!("write `{any}`, or the type of the reply"))
}
