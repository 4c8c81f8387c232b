//! A boolean at a place that needs a type, as where `optional: true` is written beside fields.

use super::{Code, Diagnostic, quote};
use crate::source::Syntax;
use crate::tree::{Entry, NodeKind};

/// The key that the author probably meant, where a field has a boolean instead of a type.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldKey {
    None,
    Optional,
    Required,
    Default,
    Doc,
}

/// A boolean is at a place that needs a type. `key` is the key of the long form that was probably
/// meant, `first` is another field whose value is a type, and `what` is "an argument" or "a field".
pub(crate) fn truth_for_type(
    entry: &Entry,
    key: FieldKey,
    first: Option<&Entry>,
    what: &str,
    syntax: Syntax,
) -> Diagnostic {
    let (name, value) = (&entry.key.value, entry.value.truth().unwrap_or_default());
    let (field, ty) = match first.map(|first| (&first.key.value, &first.value.kind)) {
        Some((field, NodeKind::Scalar(scalar))) => (field.as_str(), scalar.text.as_str()),
        _ => ("a", "i64"),
    };
    let ty = ty.split('=').next().unwrap_or(ty).trim();
    let ty = ty.trim_end_matches('?');
    let written = WrittenTruth {
        name,
        value,
        field,
        ty,
    };
    let help = written.help(key, syntax);
    let message = format!(
        "`{value}` is not a type: {} was read as {what}",
        quote(name)
    );
    Diagnostic::error(Code::UNKNOWN_TYPE, message)
        .at(entry.value.span, "not a type")
        .help(help)
}

/// The boolean that was written for a type, with another field and its type as an example.
struct WrittenTruth<'a> {
    name: &'a str,
    value: bool,
    field: &'a str,
    ty: &'a str,
}

impl WrittenTruth<'_> {
    fn help(&self, key: FieldKey, syntax: Syntax) -> String {
        let Self {
            name,
            value,
            field,
            ty,
        } = *self;
        let short = |ty: &str| syntax.entry(field, &syntax.text(ty));
        match (key, value) {
            (FieldKey::Optional, true) | (FieldKey::Required, false) => {
                format!(
                    "remove {}; to make a type optional, add `?` after it: `{}`",
                    quote(name),
                    short(&format!("{ty}?"))
                )
            }
            (FieldKey::Optional, false) | (FieldKey::Required, true) => {
                format!(
                    "remove {}; a value is required unless its type ends with `?` or it has a default: `{}`",
                    quote(name),
                    short(ty)
                )
            }
            (FieldKey::None, _) => {
                let ty = syntax.text(&format!("bool = {value}"));
                format!(
                    "write the type and the default: `{}`",
                    syntax.entry(name, &ty)
                )
            }
            (FieldKey::Default, _) => {
                let field = if ty == "bool" { field } else { "enabled" };
                let ty = syntax.text(&format!("bool = {value}"));
                format!(
                    "write the default after the type: `{}`",
                    syntax.entry(field, &ty)
                )
            }
            (FieldKey::Doc, _) => {
                let long = syntax.map([("type", syntax.text(ty)), ("doc", syntax.text("…"))]);
                format!(
                    "write `doc` next to `type`: `{}`",
                    syntax.entry(field, &long)
                )
            }
        }
    }
}
