//! Diagnostics about `cancel`.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Text};

/// `key` is the span of the key `cancel` in the spec.
pub(crate) fn unanswered_cancel(key: Span) -> Diagnostic {
    let message = "`cancel` does not say how a cancelled call is answered";
    Diagnostic::error(Code::WRONG_CANCEL, message)
        .at(key, "no `error` here")
        .help("add `error` with the name of an error, or `answered: false` if the peer does not answer")
}

pub(crate) fn error_of_unanswered(error: &Text) -> Diagnostic {
    let message = "`error` contradicts `answered: false`";
    Diagnostic::error(Code::WRONG_CANCEL, message)
        .at(error.span, "never sent, because of `answered: false`")
        .help("remove `error` or `answered: false`")
}

/// `declared` is the span of the method's name under `methods`.
pub(crate) fn cancel_with_reply(method: &Text, declared: Span) -> Diagnostic {
    let message = format!("{} cancels calls, but has a reply", quote(&method.value));
    Diagnostic::error(Code::WRONG_CANCEL, message)
        .at(method.span, "cancels calls")
        .and_at(declared, "has a reply")
        .help("remove `returns` and `has_reply` from the method: it must be a notification")
}

/// `at` is the span in `cancel` of the name of the argument, or of the method if `cancel` has no
/// `id`; `declared` is the span of the method's name under `methods`.
pub(crate) fn cancel_without_id(at: Span, name: &str, declared: Span) -> Diagnostic {
    let message = format!(
        "the notification that cancels calls has no argument {}",
        quote(name)
    );
    Diagnostic::error(Code::WRONG_CANCEL, message)
        .at(at, "id of the call")
        .and_at(declared, format!("has no {}", quote(name)))
        .help("set `id` to the wire name of the argument with the id of the call")
}

pub(crate) fn cancel_id_type(ty: Span, name: &str, at: Span) -> Diagnostic {
    let message = format!("the argument {} must have the type `id`", quote(name));
    Diagnostic::error(Code::WRONG_CANCEL, message)
        .at(ty, "not the type `id`")
        .and_at(at, "id of the call")
        .help("write `id`, which holds a number or a string")
}

/// `argument` is a required argument of the notification, besides the id of the call.
pub(crate) fn cancel_needs_more(argument: &Text, method: Span) -> Diagnostic {
    let message = format!(
        "the argument {} is required, but the notification that cancels a call has only the id",
        quote(&argument.value)
    );
    Diagnostic::error(Code::WRONG_CANCEL, message)
        .at(argument.span, "required argument")
        .and_at(method, "cancels calls")
        .help("make the argument optional with `?`, or give it a default")
}
