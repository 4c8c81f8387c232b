//! Diagnostics about constraints.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Text};

pub(crate) fn misplaced_constraint(key: &str, needed: &str, text: &Text, ty: &str) -> Diagnostic {
    let message = format!("`{key}` constrains {needed}, but the type is {}", quote(ty));
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, "does not fit the type")
        .help(format!("remove `{key}`"))
}

/// The type within the newtype `name` could have this constraint.
pub(crate) fn constrained_newtype(key: &str, text: &Text, name: &str) -> Diagnostic {
    let name = quote(name);
    let message = format!("`{key}` cannot constrain the newtype {name}");
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, "constrains a newtype")
        .help(format!(
            "remove `{key}`, or define {name} with `alias` instead of `newtype`"
        ))
}

pub(crate) fn bound_out_of_range(key: &str, text: &Text, ty: &str, range: &str) -> Diagnostic {
    let message = format!("`{key}`: {} is out of range for `{ty}`", quote(&text.value));
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, format!("out of range for `{ty}`"))
        .help(format!(
            "use a value in the range {range}, or remove `{key}`"
        ))
}

pub(crate) fn bound_not_a_number(key: &str, text: &Text, ty: &str) -> Diagnostic {
    let message = format!(
        "`{key}` must be a value of `{ty}`, not {}",
        quote(&text.value)
    );
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, format!("not a value of `{ty}`"))
        .help("write a number in decimal")
}

pub(crate) fn wrong_length(key: &str, text: &Text) -> Diagnostic {
    let message = format!("`{key}` must be a length, not {}", quote(&text.value));
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, "not a length")
        .help("write an integer of at least 0: the number of characters, bytes or items")
}

pub(crate) fn wrong_pattern(text: &Text, error: &str) -> Diagnostic {
    let reason = error.lines().last().unwrap_or(error);
    let reason = reason.trim_start_matches("error: ");
    let message = format!("`pattern` is not a valid regular expression: {reason}");
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, "invalid regular expression")
        .help("use the syntax of the crate `regex`, which has no look-around and no backreferences")
}

pub(crate) fn long_pattern(text: &Text, max: usize) -> Diagnostic {
    let message = format!("`pattern` exceeds the maximum length of a pattern, {max} bytes");
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, "too long")
        .help("shorten the pattern, or check the value in the handler")
}

pub(crate) fn large_pattern(text: &Text) -> Diagnostic {
    let message = "the patterns of this spec together are too large to compile";
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(text.span, "exceeds the limit")
        .help(r"repeat fewer times, or repeat a smaller class, such as `[0-9A-Za-z_]` instead of `\w`")
}

pub(crate) fn no_value_fits(min: &Text, max: &Text) -> Diagnostic {
    let message = format!(
        "no value is at least {} and at most {}",
        quote(&min.value),
        quote(&max.value)
    );
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(max.span, "below the minimum")
        .and_at(min.span, "the minimum")
        .help("swap the minimum and the maximum, or remove one of the two")
}

pub(crate) fn default_violates(default: Span, constraint: &str) -> Diagnostic {
    let message = format!("the default does not satisfy {constraint}");
    Diagnostic::error(Code::WRONG_CONSTRAINT, message)
        .at(default, "not an allowed value")
        .help("change the default or the constraint")
}
