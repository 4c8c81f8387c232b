//! Diagnostics about constant and flat fields.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};
use crate::tree::{Node, NodeKind, ScalarNode};

pub(crate) fn default_of_constant(default: Span, constant: Span) -> Diagnostic {
    Diagnostic::error(Code::UNFITTING_DEFAULT, "a constant cannot have a default")
        .at(default, "default of a constant")
        .and_at(constant, "the constant")
        .help("remove the default")
}

pub(crate) fn other_than_constant(span: Span, constant: Span) -> Diagnostic {
    Diagnostic::error(
        Code::UNFITTING_DEFAULT,
        "the default gives a constant field a value that is not the constant",
    )
    .at(span, "differs from the constant")
    .and_at(constant, "the constant")
    .help("remove the field from the default, or give it the value of the constant")
}

/// `ty` is the type of the constant; `None` if the type is not known.
pub(crate) fn wrong_constant(
    field: &Text,
    node: &Node,
    ty: Option<&str>,
    syntax: Syntax,
) -> Diagnostic {
    let (message, help) = match (&node.kind, ty) {
        (NodeKind::Scalar(scalar), Some(ty)) => {
            let default = syntax.text(&format!("{ty} = {}", json(scalar)));
            let default = syntax.entry(&field.value, &default);
            let message = format!("a constant cannot have the type {}", quote(ty));
            let help = format!("use a default instead, such as `{default}`");
            (message, help)
        }
        _ => (
            "a constant must be a string, an integer, a boolean or null".to_owned(),
            "write a single value, or use a default instead".to_owned(),
        ),
    };
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(node.span, "invalid constant")
        .help(help)
}

/// Writes the value of a constant as JSON, for a default in the short form.
fn json(scalar: &ScalarNode) -> String {
    if !scalar.quoted && scalar.text.parse::<f64>().is_ok() {
        scalar.text.clone()
    } else {
        serde_json::Value::from(scalar.text.as_str()).to_string()
    }
}

/// Phrases from messages about defaults, each with its replacement in a message about a constant.
const DEFAULT_WORDS: [(&str, &str); 3] = [
    ("invalid default", "invalid constant"),
    ("cannot have a default", "cannot have a constant"),
    ("default of", "constant of"),
];

/// `misfit` is a diagnostic about a default, and is reworded for the value of a constant.
pub(crate) fn misfit_of_constant(mut misfit: Diagnostic) -> Diagnostic {
    // The help for a default may suggest an optional type, which a constant cannot have.
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
    let message = "a constant is always sent, so its type cannot be optional or nullable";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "optional or nullable type")
        .and_at(constant, "the constant")
        .help("remove `?` or `| null`; if the value may be absent, define an enum with only this value, and use the name of the enum, followed by `?`, as the type")
}

pub(crate) fn flat_without_members(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "`flat` needs a record, a union of records or a map, not {}",
        quote(ty)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "has no members")
        .help("remove `flat`, or use the type of a record, a union of records or a map")
}

pub(crate) fn endless_flat(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "the type {} contains itself through flat fields, or its flat fields are nested too deeply",
        quote(ty)
    );
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(span, "recursion of flat fields")
        .help("remove `flat` from one of the nested fields")
}

/// `field` is the flat field with which the limit is exceeded.
pub(crate) fn too_many_flat_members(field: &Text, limit: usize) -> Diagnostic {
    let message = format!("the flat fields of the spec have more than {limit} members in total");
    Diagnostic::error(Code::LARGE_ARGUMENTS, message)
        .at(field.span, "exceeds the limit")
        .help("remove `flat` from fields whose types have many members")
}

pub(crate) fn two_flat_maps(span: Span, first: Span) -> Diagnostic {
    let message =
        "only one flat field of a record can take unknown members, as a map or an open union does";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "also takes unknown members")
        .and_at(first, "takes unknown members")
        .help("remove `flat` from one of the two fields")
}

/// `member` is the name of a member of the type of the flat field `flat`. `ty` is the span of this
/// type, and `first` is the span of another field or tag with the same name in the same record.
pub(crate) fn flat_member_twice(flat: &Text, ty: Span, member: &Text, first: Span) -> Diagnostic {
    let member = quote(&member.value);
    let message = format!(
        "the field {} is flat and brings in {member}, but there is already a field {member}",
        quote(&flat.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(ty, format!("this type has a member {member}"))
        .and_at(first, format!("already a field {member}"))
        .help("rename one of the two members, or remove `flat`")
}

pub(crate) fn form_by_position(field: &Text) -> Diagnostic {
    let message = format!(
        "the argument {} is flat or constant, so it cannot be sent by position",
        quote(&field.value)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(field.span, "flat or constant")
        .help("send the arguments by name, or remove `flat` or `const`")
}
