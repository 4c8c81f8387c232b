//! Diagnostics about the shape of a spec.

use super::written::found;
use super::{Code, Diagnostic, enumerate, nearest, quote};
use crate::source::{Span, Syntax, Text};
use crate::tree::{Entry, Node, NodeKind};

/// The maximum number of enum values that a help shows.
const SHOWN_VALUES: usize = 6;

/// The keys whose values are numbers, as messages name them.
const NUMBERS: [&str; 4] = ["`min`", "`max`", "`min_len`", "`max_len`"];

pub(crate) fn no_methods(span: Span, syntax: Syntax) -> Diagnostic {
    let ping = syntax.map([("direction", syntax.text("incoming"))]);
    let methods = syntax.entry("methods", &syntax.map([("ping", ping)]));
    Diagnostic::error(Code::NO_METHODS, "the API has no methods")
        .at(span, "`methods` is missing or empty")
        .help(format!("add a method, as in `{methods}`"))
}

/// A list, a map or nothing is at a place that needs a string or a number. `subject` is the name of
/// the value in the message.
pub(crate) fn text_expected(node: &Node, subject: &str, syntax: Syntax) -> Diagnostic {
    let (kind, help) = match syntax {
        _ if NUMBERS.contains(&subject) => ("a number", "write one number in decimal"),
        Syntax::Yaml => (
            "a string",
            "write one string, in quotes if it contains special characters",
        ),
        Syntax::Toml => ("a string", "write one string, in quotes"),
    };
    Diagnostic::error(Code::WRONG_SHAPE, format!("{subject} must be {kind}"))
        .at(node.span, this_is(node))
        .help(help)
}

pub(crate) fn values_expected(node: &Node, syntax: Syntax) -> Diagnostic {
    let values = match &node.kind {
        NodeKind::Scalar(scalar) if !node.is_nothing() => {
            let values = scalar.text.split([',', '|', ' ']).map(str::trim);
            let values = values.filter(|value| !value.is_empty());
            let shown: Vec<_> = values
                .take(SHOWN_VALUES)
                .map(|value| syntax.text(value))
                .collect();
            shown.join(", ")
        }
        _ => format!("{}, {}", syntax.text("on"), syntax.text("off")),
    };
    let values = syntax.entry("enum", &format!("[{values}]"));
    Diagnostic::error(Code::WRONG_SHAPE, "`enum` must be a list or a map")
        .at(node.span, this_is(node))
        .help(format!("list the values of the enum, as in `{values}`"))
}

/// A list of enum values contains a map, such as `- idle: It waits.`
pub(crate) fn value_expected(item: &Node, map: &[Entry], syntax: Syntax) -> Diagnostic {
    let named = map.iter().find(|entry| entry.key.value == "name");
    let name = match named.map(|entry| &entry.value.kind) {
        Some(NodeKind::Scalar(name)) => Some(name.text.as_str()),
        _ => map.first().map(|entry| entry.key.value.as_str()),
    };
    let doc = match map {
        [Entry { value, .. }] if !value.is_nothing() && named.is_none() => syntax.node(value),
        _ => syntax.map([("doc", syntax.text("…"))]),
    };
    let values = syntax.map([(name.unwrap_or("on"), doc)]);
    let values = syntax.entry("enum", &values);
    Diagnostic::error(
        Code::WRONG_SHAPE,
        "an enum value in a list must be a string",
    )
    .at(item.span, this_is(item))
    .help(format!(
        "to describe the values, make `enum` a map: `{values}`"
    ))
}

fn this_is(node: &Node) -> String {
    if node.is_nothing() {
        "the value is missing".to_owned()
    } else {
        format!("this is {}", node.describe())
    }
}

pub(crate) fn wrong_direction(text: &Text) -> Diagnostic {
    let known = ["incoming", "outgoing", "both"];
    let message = format!("{} is not a direction", quote(&text.value));
    let help = match nearest(&text.value, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "write `incoming` if the API answers the method, `outgoing` if the other side does, or \
                 `both`"
                .to_owned()
        }
    };
    Diagnostic::error(Code::WRONG_DIRECTION, message)
        .at(text.span, "unknown direction")
        .help(help)
}

pub(crate) fn long_doc(doc: &Text, max: usize) -> Diagnostic {
    let message = format!("`doc` exceeds the maximum length of a documentation, {max} bytes");
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(doc.span, "too long")
        .help("shorten the documentation, and link to a page with the rest")
}

pub(crate) fn wrong_truth(node: &Node, key: &str) -> Diagnostic {
    let message = format!("`{key}` must be `true` or `false`, not {}", found(node));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(node.span, "not a boolean")
        .help("write `true` or `false`, without quotes")
}

pub(crate) fn wrong_integer(node: &Node, key: &str) -> Diagnostic {
    let message = format!("`{key}` must be an integer, not {}", found(node));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(node.span, "not an integer")
        .help("write an integer of at most 64 bits, without quotes")
}

pub(crate) fn unknown_case(text: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("{} is not a rule for wire names", quote(&text.value));
    let help = match nearest(&text.value, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", enumerate(known)),
    };
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(text.span, "unknown rule")
        .help(help)
}

pub(crate) fn wrong_unknown_args(text: &Text) -> Diagnostic {
    let message = format!("`unknown_args` cannot be {}", quote(&text.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(text.span, "unknown value")
        .help("write `refuse` (the default) or `ignore`")
}

pub(crate) fn unknown_encoding(text: &Text) -> Diagnostic {
    let message = format!("{} is not an encoding", quote(&text.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(text.span, "unknown encoding")
        .help("write `base64`, or remove `encoding` to send bytes as an object with the key `__bytes`")
}

/// `ty` is the span of the type.
pub(crate) fn encoding_without_bytes(encoding: &Text, ty: Span) -> Diagnostic {
    let message = "`encoding` needs the type `bytes`";
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(encoding.span, "encoding of bytes")
        .and_at(ty, "no `bytes` in this type")
        .help("remove `encoding`, or set it where the type `bytes` is written")
}

pub(crate) fn wrong_params(text: &Text) -> Diagnostic {
    let message = format!("{} is not a way to send arguments", quote(&text.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(text.span, "unknown value")
        .help("write `by-name` (the default) or `by-position`")
}

/// A value that is not a list of names is at a place that needs such a list.
pub(crate) fn names_expected(node: &Node, key: &str, syntax: Syntax) -> Diagnostic {
    let name = match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text.as_str(),
        NodeKind::List(_) | NodeKind::Map(_) => "Name",
    };
    let list = syntax.entry(key, &format!("[{}]", syntax.text(name)));
    Diagnostic::error(
        Code::WRONG_SHAPE,
        format!("`{key}` must be a list of names"),
    )
    .at(node.span, this_is(node))
    .help(format!("write `{list}`"))
}

pub(crate) fn wrong_timeout(text: &Text) -> Diagnostic {
    let message = format!("{} is not a valid timeout", quote(&text.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(text.span, "invalid timeout")
        .help("write a number above 0 and a unit, such as `500ms`, `60s`, `2m` or `1h`, or `none`")
}

pub(crate) fn wrong_format_version(text: &Text) -> Diagnostic {
    let message = format!(
        "{} is not a supported version of the spec format",
        quote(&text.value)
    );
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(text.span, "only `1` is supported")
        .help("write `1`; put the version of your API under `version`")
}

/// Two keys, each of which makes the type another kind of type.
pub(crate) fn two_kinds(name: &Text, first: (&str, Span), second: (&str, Span)) -> Diagnostic {
    let message = format!(
        "the type {} has both `{}` and `{}`",
        quote(&name.value),
        first.0,
        second.0
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(
            second.1,
            format!("`{}` makes this {}", second.0, kind(second.0)),
        )
        .and_at(
            first.1,
            format!("`{}` makes this {}", first.0, kind(first.0)),
        )
        .help("split the type into two types")
}

/// A key that belongs to another kind of type.
pub(crate) fn key_of_other_kind(key: &Text, of: &str, owners: &str) -> Diagnostic {
    let message = format!("{} is not a key of {}", quote(&key.value), kind(of));
    Diagnostic::error(Code::UNKNOWN_KEY, message)
        .at(key.span, "does not belong here")
        .help(format!(
            "remove {}, which belongs to {owners}",
            quote(&key.value)
        ))
}

/// The kind of type that a key makes.
fn kind(key: &str) -> &'static str {
    match key {
        "fields" => "a record",
        "enum" => "an enum",
        "union" => "a union",
        "alias" => "an alias",
        "newtype" => "a newtype",
        _ => "a Rust type",
    }
}

/// The values of an enum of integers are a list, or a value has no number.
pub(crate) fn number_expected(span: Span, name: &str, syntax: Syntax) -> Diagnostic {
    let values = syntax.entry("enum", &syntax.map([(name, "1".to_owned())]));
    Diagnostic::error(
        Code::WRONG_SHAPE,
        "each value of an enum of integers needs a number",
    )
    .at(span, "no number")
    .help(format!("write the number of each value: `{values}`"))
}

/// A value that is not a map or list of variants is at a place that needs the variants of a union.
pub(crate) fn variants_expected(node: &Node, syntax: Syntax) -> Diagnostic {
    let variants = syntax.map([
        ("circle", syntax.text("Circle")),
        ("nothing", syntax.text("null")),
    ]);
    let union = syntax.entry("union", &variants);
    Diagnostic::error(
        Code::WRONG_SHAPE,
        "`union` must be a map of variants or a list of types",
    )
    .at(node.span, this_is(node))
    .help(format!("give each variant a name and a type: `{union}`"))
}
