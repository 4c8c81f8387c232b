//! Diagnostics about the files that a spec uses.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Text};

/// `reason` says why the file cannot be used.
pub(crate) fn unusable_file(name: &Text, reason: &str) -> Diagnostic {
    let message = format!("{} cannot be used: {reason}", quote(&name.value));
    Diagnostic::error(Code::USED_FILE, message)
        .at(name.span, "file not usable")
        .help(
            "write the path of a spec, relative to the folder of this file, such as `common.yaml`",
        )
}

pub(crate) fn used_twice(name: &Text, first: Span) -> Diagnostic {
    let message = format!("{} is listed twice", quote(&name.value));
    Diagnostic::error(Code::USED_FILE, message)
        .at(name.span, "listed twice")
        .and_at(first, "first occurrence")
        .help("remove one of the two entries")
}

/// `begin` is the path of the file with which the cycle begins and ends.
pub(crate) fn cyclic_use(name: &Text, begin: &str) -> Diagnostic {
    let message = format!(
        "{} is used in a cycle: it uses this file, directly or through other files",
        quote(begin)
    );
    Diagnostic::error(Code::USED_FILE, message)
        .at(name.span, "closes the cycle")
        .help("move the types that the files of the cycle share to a new file, and use the new file in them")
}

/// `module` is the Rust module of the stubs of both files, `name` and `other`.
pub(crate) fn same_module(name: &Text, module: &str, other: &str) -> Diagnostic {
    let message = format!(
        "the stubs of {} and {} have the same module, `{module}`",
        quote(&name.value),
        quote(other)
    );
    Diagnostic::error(Code::USED_FILE, message)
        .at(name.span, "module exists already")
        .help("rename one of the two files")
}

/// `kind` is `type` or `error`.
pub(crate) fn declared_in_two_files(kind: &str, first: &Text, second: &Text) -> Diagnostic {
    let message = format!(
        "the {kind} {} is declared in two files",
        quote(&first.value)
    );
    Diagnostic::error(Code::DUPLICATE_KEY, message)
        .at(first.span, "declared here")
        .and_at(second.span, "also declared here")
        .help(format!(
            "rename the {kind} in one of the two files, or declare the {kind} in only one"
        ))
}

/// A key that has no effect in a file with only types and errors.
pub(crate) fn key_without_methods(key: &Text) -> Diagnostic {
    let message = format!(
        "{} has no effect in a spec without methods",
        quote(&key.value)
    );
    Diagnostic::error(Code::UNKNOWN_KEY, message)
        .at(key.span, "no effect here")
        .help(format!(
            "remove {}, or add `api` and `methods`",
            quote(&key.value)
        ))
}
