//! Diagnostics about the meaning of a spec: types and defaults.

use super::listed::{argument_of, is_null_text};
use super::place::NO_ARGS;
use super::{Code, Diagnostic, enumerate, mended, nearest, quote};
use crate::source::{Span, Syntax, Text};
use crate::tree::{Expression, Kind, Node};

/// The maximum number of places of a cycle that are marked.
const MARKED: usize = 5;

pub(crate) fn wrong_arity(span: Span, name: &str, inner: &[Expression]) -> Diagnostic {
    let message = match inner.len() {
        0 => format!("`{name}` does not say what it holds"),
        arity => format!("`{name}` holds one type, not {arity}"),
    };
    let held = inner.last().map_or_else(|| "T".to_owned(), mended);
    let help = match name {
        "map" => {
            let map = quote(&format!("map<{held}>"));
            format!("write {map}; its keys are always text")
        }
        _ => "write `list<T>`".to_owned(),
    };
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(span, "one type belongs in it")
        .help(help)
}

pub(crate) fn not_generic(name: &Text) -> Diagnostic {
    let message = format!("{} holds no other type", quote(&name.value));
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(name.span, "is complete without `<…>`")
        .help("only `list` and `map` take a type")
}

pub(crate) fn arguments_no_record(name: &Text, syntax: Syntax) -> Diagnostic {
    let help = if is_null_text(&name.value) {
        NO_ARGS.to_owned()
    } else {
        let args = argument_of(&name.value, syntax)
            .unwrap_or_else(|| syntax.map([("text", syntax.text("string"))]));
        let args = syntax.entry("args", &args);
        format!("write the arguments here, as in `{args}`")
    };
    let message = format!(
        "{} is no record, and only a record has arguments",
        quote(&name.value)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(name.span, "no record")
        .help(help)
}

pub(crate) fn empty_enum(name: &Text, syntax: Syntax) -> Diagnostic {
    let values = format!("[{}, {}]", syntax.text("on"), syntax.text("off"));
    let message = format!("the enum {} has no values", quote(&name.value));
    Diagnostic::error(Code::EMPTY_ENUM, message)
        .at(name.span, "nothing could be sent as this type")
        .help(format!(
            "list its values, as in `{}`",
            syntax.entry("enum", &values)
        ))
}

pub(crate) fn endless_type(name: &Text, places: &[Span]) -> Diagnostic {
    let message = format!("the record {} holds itself without end", quote(&name.value));
    let mut places = places.iter().take(MARKED);
    let first = places.next().copied().unwrap_or(name.span);
    let diagnostic =
        Diagnostic::error(Code::ENDLESS_TYPE, message).at(first, "leads back to itself");
    places
        .fold(diagnostic, |diagnostic, place| {
            diagnostic.and_at(*place, "by way of this")
        })
        .help("make it optional (`T?`), or a `list<T>`, so that it can end")
}

pub(crate) fn unfitting_default(node: &Node, ty: &str) -> Diagnostic {
    let found = found(node);
    let message = format!("the default does not fit: {found} is no `{ty}`");
    let diagnostic = Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(node.span, format!("expected `{ty}`"));
    diagnostic.help(remedy(node, ty))
}

/// The value that was written as a default.
pub(super) fn found(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(_) if node.is_nothing() => "nothing".to_owned(),
        Kind::Scalar(scalar) if scalar.quoted => quote(&format!("\"{}\"", scalar.text)),
        Kind::Scalar(scalar) => quote(&scalar.text),
        Kind::List(_) | Kind::Map(_) => node.describe().to_owned(),
    }
}

/// The help that shows how to write a value of a type.
fn remedy(node: &Node, ty: &str) -> String {
    let how = match (&node.kind, ty) {
        (Kind::Scalar(scalar), _) if scalar.text == "null" && !scalar.quoted => {
            return format!("`{ty}?` is the type that allows it");
        }
        (Kind::Scalar(scalar), "string") => return in_quotes(&scalar.text),
        (_, "string") => "write a text, such as `\"V\"`",
        (_, "any") => "a number of this size can only be sent as a text",
        _ if ty.starts_with("list<") => "a list is written `[…]`",
        _ => built_in(ty).unwrap_or("a record or map is written `{…}`"),
    };
    how.to_owned()
}

/// The help that shows how to write a value of a built-in type other than a string.
pub(super) fn built_in(ty: &str) -> Option<&'static str> {
    Some(match ty {
        "bytes" => "write base64 in quotes, such as `\"AAH/\"`",
        "bool" => "write `true` or `false`, without quotes",
        "f32" | "f64" => "write a finite number, such as `1.5` or `2e-3`",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => {
            "write an integer in decimal, such as `1000`"
        }
        "null" => "write `null`",
        _ => return None,
    })
}

pub(super) fn in_quotes(text: &str) -> String {
    let text = quote(&format!("\"{text}\""));
    format!("a text is written in quotes: {text}")
}

pub(crate) fn out_of_range(span: Span, text: &str, ty: &str, range: &str) -> Diagnostic {
    let message = format!("the default does not fit: {} is beyond `{ty}`", quote(text));
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "too far")
        .help(format!("`{ty}` holds {range}"))
}

pub(crate) fn leading_zeros(span: Span, text: &str, written: &str) -> Diagnostic {
    let message = format!(
        "the default does not fit: {} has leading zeros",
        quote(text)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "octal for some, decimal for others")
        .help(format!("write `{written}`"))
}

pub(crate) fn not_base64(span: Span) -> Diagnostic {
    let message = "the default does not fit: `bytes` are written in base64";
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "no base64")
        .help("as in `\"AAH/\"` for the bytes 0, 1, 255")
}

pub(crate) fn unknown_value<'a>(
    node: &Node,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let found = found(node);
    let message = format!("the default does not fit: {found} is no value of `{name}`");
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(node.span, "not one of them")
        .help(one_of(found.trim_matches(['`', '"']), known))
}

pub(crate) fn unknown_field<'a>(
    key: &Text,
    record: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!(
        "the default does not fit: `{record}` has no field {}",
        quote(&key.value)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(key.span, "not known here")
        .help(one_of(&key.value, known))
}

pub(crate) fn missing_field(span: Span, record: &str, field: &str) -> Diagnostic {
    let message = format!(
        "the default does not fit: the field {} of `{record}` is missing",
        quote(field)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, format!("without {}", quote(field)))
        .help("write it, or give the field a default of its own")
}

pub(crate) fn endless_default(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::UNFITTING_DEFAULT,
        "the default does not fit: filled in, it never ends",
    )
    .at(span, "leads to itself")
    .help("let one of the fields that it fills in default to `null` or `[]`")
}

pub(crate) fn large_default(span: Span, limit: usize) -> Diagnostic {
    let message = format!(
        "the default does not fit: with it, the defaults of this spec exceed {limit} values"
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "one too many, with what records fill in")
        .help("send so much as an argument, or let the fields of its records default to less")
}

pub(crate) fn large_arguments(record: &Text, limit: usize, syntax: Syntax) -> Diagnostic {
    let args = syntax.map([("value", syntax.text(&record.value))]);
    let message =
        format!("the arguments that methods take from records exceed {limit}, with their defaults");
    Diagnostic::error(Code::LARGE_ARGUMENTS, message)
        .at(record.span, "one copy too many")
        .help(format!(
            "take the record as one argument, as in `{}`",
            syntax.entry("args", &args)
        ))
}

fn one_of<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "write one that it has".to_owned(),
        None => format!("choose from {}", enumerate(&known)),
    }
}
