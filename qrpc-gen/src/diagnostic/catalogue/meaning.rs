//! Diagnostics about the meaning of a spec: types and defaults.

use super::listed::{argument_of, is_null_text, name_each};
use super::place::{NO_ARGS, NO_DATA};
use super::written::{found, in_quotes, remedy};
use super::{Code, Diagnostic, enumerate, is_foreign_type, mended, nearest, quote};
use crate::source::{Span, Syntax, Text};
use crate::tree::{Expression, Node, NodeKind};

/// The maximum number of places of a cycle that are marked.
const MARKED: usize = 5;

pub(crate) fn wrong_arity(span: Span, name: &str, inner: &[Expression]) -> Diagnostic {
    let message = match inner.len() {
        0 => format!("`{name}` has no inner type"),
        arity => format!("`{name}` takes one inner type, not {arity}"),
    };
    let held = inner.last().map_or_else(|| "T".to_owned(), mended);
    let help = match name {
        "map" => {
            let map = quote(&format!("map<{held}>"));
            format!("write {map}; map keys are always strings")
        }
        "tuple" => "write the type of each element, as in `tuple<f64, string>`".to_owned(),
        _ => "write `list<T>`".to_owned(),
    };
    let label = match name {
        "tuple" => "takes the types of its elements",
        _ => "takes exactly one type",
    };
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(span, label)
        .help(help)
}

pub(crate) fn not_generic(name: &Text) -> Diagnostic {
    let message = format!("{} takes no inner type", quote(&name.value));
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(name.span, "cannot contain another type")
        .help("remove the `<…>`; only `list`, `map` and `tuple` take inner types")
}

/// The value of `args` or `data` is neither a map nor a record.
pub(crate) fn arguments_no_record(key: &str, name: &Text, syntax: Syntax) -> Diagnostic {
    let (what, none) = match key {
        "args" => ("argument", NO_ARGS),
        _ => ("field", NO_DATA),
    };
    let help = if is_null_text(&name.value) {
        none.to_owned()
    } else {
        let ty = match name.value.as_str() {
            foreign if is_foreign_type(foreign) => "string",
            defined => defined,
        };
        let (map, lacks_name) = argument_of(&name.value, syntax)
            .unwrap_or_else(|| (syntax.map([("value", syntax.text(ty))]), true));
        name_each(what, lacks_name, &syntax.entry(key, &map))
    };
    let message = format!(
        "`{key}` must be a map or a record type, but {} is not a record type",
        quote(&name.value)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(name.span, "not a record type")
        .help(help)
}

pub(crate) fn empty_enum(name: &Text, syntax: Syntax) -> Diagnostic {
    let values = format!("[{}, {}]", syntax.text("on"), syntax.text("off"));
    let message = format!("the enum {} has no values", quote(&name.value));
    Diagnostic::error(Code::EMPTY_ENUM, message)
        .at(name.span, "enum without values")
        .help(format!(
            "add values, as in `{}`",
            syntax.entry("enum", &values)
        ))
}

pub(crate) fn endless_type(name: &str, places: &[Span]) -> Diagnostic {
    let message = format!("the type {} contains itself without end", quote(name));
    let mut places = places.iter().take(MARKED);
    let first = places.next().copied().unwrap_or_default();
    let diagnostic =
        Diagnostic::error(Code::ENDLESS_TYPE, message).at(first, "recursion starts here");
    places
        .fold(diagnostic, |diagnostic, place| {
            diagnostic.and_at(*place, "recursion continues here")
        })
        .help("end the recursion with an optional type (`T?`) or a `list<T>`")
}

pub(crate) fn unfitting_default(node: &Node, ty: &str) -> Diagnostic {
    let found = found(node);
    let (message, label) = match ty {
        "any" => (
            format!("invalid default: the number {found} is too large"),
            "number too large".to_owned(),
        ),
        _ => (
            format!("invalid default: expected `{ty}`, found {found}"),
            format!("expected `{ty}`"),
        ),
    };
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(node.span, label)
        .help(remedy(node, ty))
}

/// Whether the diagnostic about a default says only that the value does not have the form of its
/// type, such as a list where a number is needed.
pub(crate) fn is_other_form(misfit: &Diagnostic) -> bool {
    misfit.message.starts_with("invalid default: expected ")
}

/// `misfit` says what is wrong with a default as a value of the nearest alternative of a union.
pub(crate) fn nearest_alternative(
    misfit: Diagnostic,
    union: &str,
    alternative: &str,
) -> Diagnostic {
    let (union, alternative) = (quote(union), quote(alternative));
    let reason = misfit.message.trim_start_matches("invalid default: ");
    let message = format!(
        "invalid default: it fits no alternative of {union}, and {alternative} is the nearest: {reason}"
    );
    Diagnostic { message, ..misfit }
}

pub(crate) fn no_alternative(node: &Node, union: &str, alternatives: &[String]) -> Diagnostic {
    let (found, union) = (found(node), quote(union));
    let message = format!("invalid default: expected {union}, found {found}");
    let alternatives: Vec<_> = alternatives.iter().map(String::as_str).collect();
    let alternatives = enumerate(&alternatives);
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(node.span, format!("expected {union}"))
        .help(format!("write a value of {alternatives}"))
}

pub(crate) fn out_of_range(span: Span, text: &str, ty: &str, range: &str) -> Diagnostic {
    let message = format!(
        "invalid default: {} is out of range for `{ty}`",
        quote(text)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, format!("out of range for `{ty}`"))
        .help(format!("use a value in the range {range}"))
}

pub(crate) fn leading_zeros(span: Span, text: &str, written: &str) -> Diagnostic {
    let message = format!("invalid default: {} has leading zeros", quote(text));
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "ambiguous: octal or decimal")
        .help(format!("write `{written}`"))
}

pub(crate) fn no_default_of_id(span: Span) -> Diagnostic {
    let message = "invalid default: an id cannot have a default";
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "default of an id")
        .help("remove the default; with `id?`, the id may be absent")
}

pub(crate) fn not_base64(span: Span) -> Diagnostic {
    let message = "invalid default: `bytes` must be valid base64";
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "not valid base64")
        .help("write base64, such as `\"AAH/\"` for the bytes 0, 1, 255")
}

pub(crate) fn unknown_value<'a>(
    node: &Node,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let found = found(node);
    let known: Vec<_> = known.collect();
    let unquoted = match &node.kind {
        NodeKind::Scalar(scalar) if !scalar.quoted && known.contains(&scalar.text.as_str()) => {
            Some(in_quotes(&scalar.text))
        }
        _ => None,
    };
    let message = format!("invalid default: {found} is not a value of the enum `{name}`");
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(node.span, format!("not a value of `{name}`"))
        .help(unquoted.unwrap_or_else(|| one_of(found.trim_matches(['`', '"']), known.into_iter())))
}

pub(crate) fn unknown_field<'a>(
    key: &Text,
    record: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!(
        "invalid default: `{record}` has no field {}",
        quote(&key.value)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(key.span, "unknown field")
        .help(one_of(&key.value, known))
}

pub(crate) fn missing_field(span: Span, record: &str, field: &str) -> Diagnostic {
    let message = format!(
        "invalid default: the field {} of `{record}` is missing",
        quote(field)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, format!("{} is missing", quote(field)))
        .help("add the field, or declare a default for it in the record")
}

pub(crate) fn endless_default(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::UNFITTING_DEFAULT,
        "invalid default: the default contains itself without end",
    )
    .at(span, "recursive default")
    .help(
        "`{}` fills in the defaults of the record: change one of these defaults to `null` or `[]`",
    )
}

pub(crate) fn large_default(span: Span, limit: usize) -> Diagnostic {
    let message = format!("all defaults of this spec together have more than {limit} values");
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "exceeds the limit for defaults")
        .help("remove this default, or defaults of the records in its type: they count each time that a default uses them")
}

/// `key` is the key, `args` or `data`, that copies the fields of the record.
pub(crate) fn large_arguments(
    key: &str,
    record: &Text,
    limit: usize,
    syntax: Syntax,
) -> Diagnostic {
    let value = syntax.map([("value", syntax.text(&record.value))]);
    let message =
        format!("the spec copies more than {limit} fields and default values from records");
    Diagnostic::error(Code::LARGE_ARGUMENTS, message)
        .at(record.span, "these fields exceed the limit")
        .help(format!(
            "use the record as the type of one {}, as in `{}`",
            if key == "args" { "argument" } else { "field" },
            syntax.entry(key, &value)
        ))
}

pub(super) fn one_of<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => match known.as_slice() {
            [] => format!("remove {}", quote(word)),
            [only] => format!("use {}", quote(only)),
            all => format!("use one of {}", enumerate(all)),
        },
    }
}
