//! Diagnostics of lints, and about the keys that turn them on and off.

use super::meaning::one_of;
use super::{Code, Diagnostic, enumerate, quote};
use crate::source::{Syntax, Text};

/// The maximum number of names that one warning marks.
const MARKED_ITEMS: usize = 5;

pub(crate) fn unknown_lint(name: &Text, known: &[Code]) -> Diagnostic {
    let by_id = known
        .iter()
        .find(|code| code.id().eq_ignore_ascii_case(&name.value));
    let help = match by_id {
        Some(code) => format!("write the name of the warning, `{}`", code.name()),
        None => one_of(&name.value, known.iter().map(|code| code.name())),
    };
    let message = format!("{} is not the name of a warning", quote(&name.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(name.span, "unknown warning")
        .help(help)
}

/// `key` is `allow` for a lint that is off, or `warn` for one that is on.
pub(crate) fn lint_unchanged(name: &Text, key: &str) -> Diagnostic {
    let state = if key == "allow" { "off" } else { "on" };
    let message = format!("the warning {} is already {state}", quote(&name.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(name.span, format!("already {state}"))
        .help(format!("remove the name from `{key}`"))
}

pub(crate) fn error_as_lint(name: &Text, code: Code) -> Diagnostic {
    let message = format!("{} is an error, not a warning", quote(&name.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(name.span, "error, not a warning")
        .help(format!(
            "remove the name; `qrpc-gen explain {code}` shows how to correct the error"
        ))
}

/// `kind` is the kind of the items in the singular, such as `method`.
pub(crate) fn missing_docs(kind: &str, items: &[&Text]) -> Option<Diagnostic> {
    let (first, others) = items.split_first()?;
    let message = match others.len() {
        0 => format!("the {kind} {} has no `doc`", quote(&first.value)),
        more => format!("{} {kind}s have no `doc`", more + 1),
    };
    let warning = Diagnostic::warning(Code::MISSING_DOCS, message).at(first.span, "no `doc`");
    let marked = others.iter().take(MARKED_ITEMS - 1);
    let warning = marked.fold(warning, |warning, item| {
        warning.and_at(item.span, "no `doc`")
    });
    Some(warning.help(match kind {
        "argument" | "field" => "add `doc` in the long form, next to the key `type`",
        _ => "add `doc`",
    }))
}

/// `kind` is `type` or `error`.
pub(crate) fn unused_type(kind: &str, name: &Text) -> Diagnostic {
    let message = format!("the {kind} {} is never used", quote(&name.value));
    let users = match kind {
        "error" => "list the error under `raises`",
        _ => "use the type in a method",
    };
    Diagnostic::warning(Code::UNUSED_TYPE, message)
        .at(name.span, "never used")
        .help(format!("remove the {kind}, or {users}"))
}

/// A type or an error whose name is not in upper camel case.
pub(crate) fn unusual_type_case(kind: &str, name: &Text, usual: &str) -> Diagnostic {
    let message = format!(
        "the name of the {kind} {} is not in upper camel case",
        quote(&name.value)
    );
    Diagnostic::warning(Code::UNUSUAL_CASE, message)
        .at(name.span, "not in upper camel case")
        .help(format!("rename the {kind} to {}", quote(usual)))
}

/// A method, an argument or a field whose name is not in snake case. `wire` is the entry that keeps
/// the name on the wire after a renaming; `None` if the item has a `wire` already.
pub(crate) fn unusual_case(kind: &str, name: &Text, usual: &str, wire: Option<&str>) -> Diagnostic {
    let message = format!(
        "the name of the {kind} {} is not in snake case",
        quote(&name.value)
    );
    let mut help = format!("rename the {kind} to {}", quote(usual));
    if let Some(wire) = wire {
        help = format!(
            "{help}, and add {} to keep the name on the wire",
            quote(wire)
        );
    }
    if wire.is_some() && kind != "method" {
        help += "; or set `case` at the top level, which sets the wire names of all arguments and fields";
    }
    Diagnostic::warning(Code::UNUSUAL_CASE, message)
        .at(name.span, "not in snake case")
        .help(help)
}

pub(crate) fn python_name(name: &Text, reserved: &[&str]) -> Diagnostic {
    let message = format!(
        "the Python library quickrpc cannot pass an argument named {}",
        quote(&name.value)
    );
    Diagnostic::warning(Code::PYTHON_NAME, message)
        .at(name.span, "reserved by quickrpc")
        .help(format!(
            "choose a name on the wire other than {}",
            enumerate(reserved)
        ))
}

/// The entry that sets the name on the wire.
pub(crate) fn wire_entry(name: &str, syntax: Syntax) -> String {
    syntax.entry("wire", &syntax.text(name))
}

/// The entry that turns off warnings.
pub(crate) fn allow_entry(names: &[&str], syntax: Syntax) -> String {
    let names: Vec<_> = names.iter().map(|name| syntax.text(name)).collect();
    syntax.entry("allow", &format!("[{}]", names.join(", ")))
}
