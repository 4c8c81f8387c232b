//! Diagnostics about the reply of a method.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};

pub(crate) fn reply_denied(has_reply: Span, returns: Span) -> Diagnostic {
    let message = "a method without a reply returns nothing";
    Diagnostic::error(Code::REPLY_CONTRADICTION, message)
        .at(returns, "says that there is a reply")
        .and_at(has_reply, "says that there is none")
        .help("remove one of the two")
}

pub(crate) fn timeout_without_reply(span: Span, method: &Text) -> Diagnostic {
    let message = format!(
        "the method {} has no reply that one could wait for",
        quote(&method.value)
    );
    Diagnostic::error(Code::REPLY_CONTRADICTION, message)
        .at(span, "a time for nothing")
        .help("remove `timeout`, or say with `returns` what the reply is")
}

pub(crate) fn untyped_reply(method: &Text, syntax: Syntax) -> Diagnostic {
    let message = format!("nothing says what {} replies", quote(&method.value));
    let any = syntax.entry("returns", &syntax.text("any"));
    Diagnostic::warning(Code::UNTYPED_REPLY, message)
        .at(method.span, "taken for `any`")
        .help(format!("write `{any}`, or the type that it is"))
}
