//! Diagnostics about fields, enum values, arguments and definitions that are at the wrong place.

use super::{Code, Diagnostic, MapPlace, quote};
use crate::source::{Source, Syntax, Text};
use crate::tree::{Entry, Node, NodeKind};

/// The maximum number of enum values that a help shows.
const NAMES: usize = 6;

/// A key whose value is a type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'a> {
    /// The name of the value in messages.
    pub(crate) subject: &'a str,
    pub(crate) key: &'a str,
    /// A suggested name for the record that was written instead of a type.
    pub(crate) record: &'a str,
}

/// The fields of a record are directly under the name of the record, and not under `fields`.
pub(crate) fn fields_outside(name: &Text, members: &[&Entry], source: &Source) -> Diagnostic {
    outside(name, "fields", members, source)
}

/// The values of an enum are directly under the name of the enum, and not under `enum`.
pub(crate) fn values_outside(name: &Text, members: &[&Entry], source: &Source) -> Diagnostic {
    outside(name, "enum", members, source)
}

fn outside(name: &Text, key: &str, members: &[&Entry], source: &Source) -> Diagnostic {
    let syntax = source.notation_at(name.span.start);
    let are_names = key == "enum" && members.iter().all(|entry| says_nothing(&entry.value));
    let inner = if are_names {
        names(members, syntax)
    } else {
        fields(members, syntax)
    };
    let mended = syntax.entry(key, &inner);
    let whole = |body: &str| syntax.entry(&name.value, &format!("{{ {body} }}"));
    let numbers = numbers(members, syntax).filter(|_| are_names);
    let help = match (numbers, is_table_header(name, source)) {
        (Some(numbers), true) => {
            let (of, values) = numbers;
            format!("write `{mended}`, or, for an enum of integers, `{of}` and `{values}`")
        }
        (Some(numbers), false) => {
            let (of, values) = numbers;
            let (strings, numbers) = (whole(&mended), whole(&format!("{of}, {values}")));
            format!("write `{strings}`, or, for an enum of integers, `{numbers}`")
        }
        (None, true) if are_names => format!("write `{mended}`"),
        (None, true) => {
            let header = format!("[types.{}.{key}]", syntax.key(&name.value));
            format!("write `{mended}`, or add the header `{header}` above these lines")
        }
        (None, false) => format!("write `{}`", whole(&mended)),
    };
    let message = match key {
        "enum" => "values",
        _ => "fields",
    };
    let message = format!(
        "the {message} of the type {} must be under `{key}`",
        quote(&name.value)
    );
    let span = members.first().map_or(name.span, |entry| entry.key.span);
    Diagnostic::error(Code::MISSING_KEY, message)
        .at(span, format!("belongs under `{key}`"))
        .help(help)
}

/// The keys `of` and `enum` for values that are all integers; `None` if a value is not an integer.
fn numbers(members: &[&Entry], syntax: Syntax) -> Option<(String, String)> {
    let number = |entry: &&Entry| match &entry.value.kind {
        NodeKind::Scalar(scalar) if !scalar.quoted => scalar.text.parse::<i64>().ok(),
        _ => None,
    };
    let numbers: Vec<_> = members.iter().map(number).collect::<Option<_>>()?;
    let (least, most) = (numbers.iter().min()?, numbers.iter().max()?);
    let of = match (least, most) {
        (0.., ..=255) => "u8",
        (0.., _) => "u64",
        _ => "i64",
    };
    let named = members.iter().zip(&numbers);
    let values = syntax.map(named.map(|(entry, number)| (&entry.key.value, number.to_string())));
    let of = syntax.entry("of", &syntax.text(of));
    Some((of, syntax.entry("enum", &values)))
}

/// A type or a method is at the top level of the file; `key` is the map that it belongs to.
pub(crate) fn outside_of(entry: &Entry, key: &str, source: &Source) -> Diagnostic {
    let (name, syntax) = (&entry.key, source.notation_at(entry.key.span.start));
    let help = if is_table_header(name, source) {
        format!("write `[{key}.{}]`", syntax.key(&name.value))
    } else {
        let member = syntax.entry(&name.value, &syntax.node(&entry.value));
        format!("write `{}`", syntax.entry(key, &format!("{{ {member} }}")))
    };
    let message = format!("{} must be under `{key}`", quote(&name.value));
    Diagnostic::error(Code::UNKNOWN_KEY, message)
        .at(name.span, format!("belongs under `{key}`"))
        .help(help)
}

/// The arguments of a method are directly under the name of the method, and not under `args`.
pub(crate) fn arguments_outside(method: &Text, members: &[&Entry], syntax: Syntax) -> Diagnostic {
    let message = format!(
        "the arguments of the method {} must be under `args`",
        quote(&method.value)
    );
    let span = members.first().map_or(method.span, |entry| entry.key.span);
    let mended = syntax.entry("args", &fields(members, syntax));
    Diagnostic::error(Code::UNKNOWN_KEY, message)
        .at(span, "belongs under `args`")
        .help(format!("write `{mended}`"))
}

/// A list or a map is at a place that needs a type.
pub(crate) fn type_needed(node: &Node, slot: Slot<'_>, syntax: Syntax) -> Diagnostic {
    let help = match &node.kind {
        NodeKind::List(items) => list_help(items, slot, syntax),
        NodeKind::Map(map) => map_help(map, slot, syntax),
        NodeKind::Scalar(_) => {
            "write a type name, `list<T>` or `map<T>`, followed by `?` if the value is optional"
                .into()
        }
    };
    let message = format!("expected a type for {}", slot.subject);
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(node.span, format!("this is {}", node.describe()))
        .help(help)
}

fn list_help(items: &[Node], slot: Slot<'_>, syntax: Syntax) -> String {
    match items {
        [
            Node {
                kind: NodeKind::Scalar(item),
                ..
            },
        ] => {
            let ty = syntax.text(&format!("list<{}>", item.text));
            format!("write a list as `{}`", syntax.entry(slot.key, &ty))
        }
        _ => "write a list as `list<T>`, or define an enum under `types`".to_owned(),
    }
}

fn map_help(map: &[Entry], slot: Slot<'_>, syntax: Syntax) -> String {
    let of = |key: &str| map.iter().find(|entry| entry.key.value == key);
    let schema = [
        "items",
        "properties",
        "additionalProperties",
        "oneOf",
        "anyOf",
    ];
    if let Some(body) = type_body(map, syntax) {
        return define("type", &body, slot, syntax);
    }
    match of("type") {
        _ if map.is_empty() => {
            let null = syntax.entry(slot.key, &syntax.text("null"));
            format!("write a type, or `{null}` if there is no value to send")
        }
        _ if schema.iter().any(|key| of(key).is_some()) => {
            "write a list as `list<T>`, a map as `map<T>`, or define a record under `types`"
                .to_owned()
        }
        Some(entry) if matches!(entry.value.kind, NodeKind::Scalar(_)) => {
            let ty = syntax.entry(slot.key, &syntax.node(&entry.value));
            format!("write only the type: `{ty}`")
        }
        _ => define_record(&map.iter().collect::<Vec<_>>(), slot, syntax),
    }
}

/// The fields of a record are written in place of the type of an argument or field, where a map is
/// read as the long form.
pub(crate) fn inline_record(
    node: &Node,
    members: &[&Entry],
    slot: Slot<'_>,
    syntax: Syntax,
) -> Diagnostic {
    let message = format!("{} has inline fields instead of a type", slot.subject);
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(node.span, "record without a name")
        .help(define_record(members, slot, syntax))
}

fn define_record(members: &[&Entry], slot: Slot<'_>, syntax: Syntax) -> String {
    let body = syntax.map([("fields", fields(members, syntax))]);
    define("record", &body, slot, syntax)
}

/// The help that says to define a type, and to write the name of the type in the slot. `what` is
/// the kind of the type.
fn define(what: &str, body: &str, slot: Slot<'_>, syntax: Syntax) -> String {
    let definition = syntax.entry(slot.record, body);
    let used = syntax.entry(slot.key, &syntax.text(slot.record));
    format!("define the {what} `{definition}` under `types`, and write `{used}`")
}

/// The definition of a type that was written instead of a type; `None` if the map has none of the
/// keys `fields`, `enum` and `union`.
fn type_body(map: &[Entry], syntax: Syntax) -> Option<String> {
    let body = |entry: &Entry| match (entry.key.value.as_str(), &entry.value.kind) {
        ("fields" | "union", NodeKind::Map(_)) | ("enum", NodeKind::Map(_) | NodeKind::List(_)) => {
            Some(syntax.node(&entry.value))
        }
        ("fields", NodeKind::List(items)) if items.len() != 1 => {
            Some(MapPlace::Fields.mended(&entry.value, syntax))
        }
        _ => None,
    };
    map.iter().find_map(body)?;
    let kept = map.iter().filter_map(|entry| {
        let value = match entry.key.value.as_str() {
            "doc" => Some(syntax.node(&entry.value)),
            _ => body(entry),
        };
        Some((entry.key.value.as_str(), value?))
    });
    Some(syntax.map(kept))
}

/// The fields as a map; a list of one type becomes `list<T>`.
fn fields(members: &[&Entry], syntax: Syntax) -> String {
    syntax.map(members.iter().map(|entry| {
        let value = match &entry.value.kind {
            NodeKind::List(items) => match items.as_slice() {
                [
                    Node {
                        kind: NodeKind::Scalar(item),
                        ..
                    },
                ] => syntax.text(&format!("list<{}>", item.text)),
                _ => syntax.node(&entry.value),
            },
            _ if entry.value.is_nothing() => "{}".to_owned(),
            _ => syntax.node(&entry.value),
        };
        (entry.key.value.as_str(), value)
    }))
}

/// The keys of the entries, without the values, as a list.
fn names(members: &[&Entry], syntax: Syntax) -> String {
    let shown = members.iter().take(NAMES);
    let shown: Vec<_> = shown.map(|entry| syntax.text(&entry.key.value)).collect();
    format!("[{}]", shown.join(", "))
}

/// Whether an enum value has nothing or a number instead of documentation.
fn says_nothing(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => node.is_nothing() || scalar.text.parse::<f64>().is_ok(),
        NodeKind::List(_) | NodeKind::Map(_) => false,
    }
}

/// Whether a name is in the header of a TOML table.
fn is_table_header(name: &Text, source: &Source) -> bool {
    let before = source.text().get(..name.span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    source.notation_at(name.span.start) == Syntax::Toml && line.trim_start().starts_with('[')
}
