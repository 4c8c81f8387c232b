//! Diagnostics about constant and flat fields.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};
use crate::tree::{Node, NodeKind, ScalarNode};

pub(crate) fn default_of_constant(default: Span, constant: Span) -> Diagnostic {
    Diagnostic::error(Code::UNFITTING_DEFAULT, "a constant has no default")
        .at(default, "default of a constant")
        .and_at(constant, "the constant")
        .help("remove the default")
}

pub(crate) fn other_than_constant(span: Span, constant: Span) -> Diagnostic {
    Diagnostic::error(
        Code::UNFITTING_DEFAULT,
        "the value differs from the constant",
    )
    .at(span, "another value")
    .and_at(constant, "the constant")
    .help("remove it, or write the constant")
}

/// `ty` is the type of the constant, if it is known.
pub(crate) fn wrong_constant(
    field: &Text,
    node: &Node,
    ty: Option<&str>,
    syntax: Syntax,
) -> Diagnostic {
    let help = match (&node.kind, ty) {
        (NodeKind::Scalar(scalar), Some(ty)) => {
            let default = syntax.text(&format!("{ty} = {}", json(scalar)));
            let default = syntax.entry(&field.value, &default);
            let why = no_constant(scalar, ty);
            format!("a constant cannot have {why}; use a default instead, such as `{default}`")
        }
        _ => "write a single value, or use a type with a default".to_owned(),
    };
    let message = "a constant must be a string, an integer, a boolean or null";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(node.span, "not a constant")
        .help(help)
}

/// The property of the value that a constant cannot have, such as a fraction.
fn no_constant(scalar: &ScalarNode, ty: &str) -> String {
    let is_float = !scalar.quoted && scalar.text.parse::<f64>().is_ok();
    if is_float && scalar.text.contains('.') {
        "a fraction".to_owned()
    } else if is_float && scalar.text.contains(['e', 'E']) {
        "an exponent".to_owned()
    } else {
        format!("the type {}", quote(ty))
    }
}

/// The value as a default in the short form.
fn json(scalar: &ScalarNode) -> String {
    if !scalar.quoted && scalar.text.parse::<f64>().is_ok() {
        scalar.text.clone()
    } else {
        serde_json::Value::from(scalar.text.as_str()).to_string()
    }
}

/// The words about a default, and the same words about a constant.
const DEFAULT_WORDS: [(&str, &str); 3] = [
    ("invalid default", "invalid constant"),
    ("cannot have a default", "cannot have a constant"),
    ("default of", "constant of"),
];

/// `misfit` describes the constant as a default.
pub(crate) fn misfit_of_constant(mut misfit: Diagnostic) -> Diagnostic {
    // A constant cannot be optional.
    let help = match misfit.help.as_deref() {
        Some(help) if help.starts_with("remove the default") => Some("remove the constant"),
        Some(help) if help.starts_with("use the type ") => Some("write a value of the type"),
        _ => None,
    };
    if let Some(help) = help {
        misfit = misfit.help(help);
    }
    for text in [&mut misfit.message, &mut misfit.primary.text] {
        for (default, constant) in DEFAULT_WORDS {
            *text = text.replacen(default, constant, 1);
        }
    }
    misfit
}

pub(crate) fn optional_constant(span: Span, constant: Span) -> Diagnostic {
    let message = "a constant is always written, so its type cannot be optional or nullable";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "optional or nullable type")
        .and_at(constant, "the constant")
        .help("remove `?` or `| null`; if the value may be absent, define an enum with only this value, and use its name followed by `?`")
}

pub(crate) fn flat_without_members(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "`flat` needs a record, a union of records or a map, not {}",
        quote(ty)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "has no members")
        .help("remove `flat`, or define a record with the members")
}

pub(crate) fn endless_flat(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "the flat fields of {} contain each other, or are nested too deeply",
        quote(ty)
    );
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(span, "flat without an end")
        .help("remove `flat` from one of the fields on the way")
}

pub(crate) fn two_flat_maps(span: Span, first: Span) -> Diagnostic {
    let message = "only one flat map or open union can take the members that no other field knows";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "takes them as well")
        .and_at(first, "takes them already")
        .help("remove `flat` from one of them")
}

pub(crate) fn flat_member_twice(name: &Text, flat: Span, first: Span) -> Diagnostic {
    let message = format!(
        "the flat field brings in {0}, but there is already a field {0}",
        quote(&name.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(flat, format!("has a field or a tag {}", quote(&name.value)))
        .and_at(first, format!("the other {}", quote(&name.value)))
        .help("rename the field or the tag, or remove `flat`")
}

pub(crate) fn form_by_position(field: &Text) -> Diagnostic {
    let message = format!(
        "the argument {} cannot be sent by position",
        quote(&field.value)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(field.span, "flat or constant")
        .help("send the arguments by name, or remove `flat` or `const`")
}
