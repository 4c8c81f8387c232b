//! Diagnostics about the errors that a spec defines.

use super::meaning::one_of;
use super::{Code, Diagnostic, quote};
use crate::source::{Span, Spanned, Syntax, Text};

pub(crate) fn unknown_error<'a>(
    name: &Text,
    known: impl Iterator<Item = &'a str>,
    syntax: Syntax,
) -> Diagnostic {
    let mut known = known.peekable();
    let help = match known.peek() {
        Some(_) => one_of(&name.value, known),
        None => {
            let error = syntax.map([(name.value.as_str(), syntax.map([("code", "1".to_owned())]))]);
            format!("define the error: `{}`", syntax.entry("errors", &error))
        }
    };
    let message = format!("the error {} does not exist", quote(&name.value));
    Diagnostic::error(Code::UNKNOWN_ERROR, message)
        .at(name.span, "unknown error")
        .help(help)
}

pub(crate) fn too_many_raised(first: &Text, limit: usize) -> Diagnostic {
    let message = format!(
        "all methods in total raise more than {limit} errors, where an error counts once for each method that raises it"
    );
    Diagnostic::error(Code::LARGE_ARGUMENTS, message)
        .at(first.span, "raised by every method")
        .help("move the errors from the `raises` of the spec to the `raises` of the methods that need them")
}

pub(crate) fn repeated_error(name: &Text, first: Span) -> Diagnostic {
    let message = format!(
        "the error {} is listed twice under `raises`",
        quote(&name.value)
    );
    Diagnostic::error(Code::DUPLICATE_KEY, message)
        .at(name.span, "listed twice")
        .and_at(first, "first occurrence")
        .help("remove one of the two entries")
}

pub(crate) fn same_error_code(name: &Text, code: Spanned<i64>, first: Span) -> Diagnostic {
    let message = format!(
        "the error {} has the code {}, which another error has already",
        quote(&name.value),
        code.value
    );
    Diagnostic::error(Code::SAME_ERROR_CODE, message)
        .at(code.span, "duplicate code")
        .and_at(first, "first use")
        .help("use another code; a caller recognizes an error by its code")
}

/// `chosen` is the span of the value of `fault_code`; `None` if the spec does not set it.
pub(crate) fn code_of_faults(name: &Text, code: Spanned<i64>, chosen: Option<Span>) -> Diagnostic {
    let message = format!(
        "the error {} has the code {}, which is the `fault_code`: the code that is sent when a handler fails with an error without a code",
        quote(&name.value),
        code.value
    );
    let (label, help) = match chosen {
        Some(_) => (
            "same as `fault_code`",
            "use another code, or change `fault_code`",
        ),
        None => (
            "same as the default of `fault_code`",
            "use another code, or set `fault_code` to another code, such as -32603",
        ),
    };
    let diagnostic = Diagnostic::error(Code::SAME_ERROR_CODE, message)
        .at(code.span, label)
        .help(help);
    match chosen {
        Some(span) => diagnostic.and_at(span, "the `fault_code` of this spec"),
        None => diagnostic,
    }
}
