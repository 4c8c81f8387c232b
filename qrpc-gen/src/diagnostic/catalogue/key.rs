//! Diagnostics about unknown, missing and duplicated keys.

use super::listed::{argument_of, is_null_text, lacks_names, name_each};
use super::place::NO_ARGS;
use super::{Code, Diagnostic, MapPlace, built_in_for, enumerate, quote};
use crate::source::{Span, Syntax, Text};
use crate::tree::{Entry, Node, NodeKind};

/// The keys that define what a type is.
const KIND_KEYS: [&str; 6] = ["fields", "enum", "union", "alias", "newtype", "rust"];

/// `members` is the key, such as `args`, under which the author writes names of their own choice.
pub(crate) fn unknown_key(
    key: &Text,
    owner: &str,
    known: &[&str],
    members: Option<&str>,
) -> Diagnostic {
    let known = enumerate(known);
    let help = match members {
        Some(members) => format!(
            "if {0} is the name of {1}, move it under `{members}`; otherwise use one of the keys {known}",
            quote(&key.value),
            member_of(members)
        ),
        None => format!("use one of the keys {known}"),
    };
    not_a_key(key, owner, help)
}

fn member_of(members: &str) -> &'static str {
    match members {
        "args" => "an argument",
        _ => "a field",
    }
}

/// A key is misspelled, or is the word of another language for the key `ours`.
pub(crate) fn misnamed_key(key: &Text, owner: &str, ours: &str) -> Diagnostic {
    not_a_key(key, owner, format!("did you mean `{ours}`?"))
}

/// A key does not exist in the map of `owner`; `help` says what to write instead.
pub(crate) fn not_a_key(key: &Text, owner: &str, help: String) -> Diagnostic {
    let message = format!("{} is not a key of {owner}", quote(&key.value));
    Diagnostic::error(Code::UNKNOWN_KEY, message)
        .at(key.span, "unknown key")
        .help(help)
}

/// `type` or `kind` is not a key of a type definition. `value` is its value, and `map` is the
/// definition.
pub(crate) fn key_for_kind(
    key: &Text,
    owner: &str,
    value: &Node,
    map: &[Entry],
    syntax: Syntax,
) -> Diagnostic {
    let is_defined = |entry: &Entry| KIND_KEYS.contains(&entry.key.value.as_str());
    let is_alone = map
        .iter()
        .all(|entry| entry.key.span == key.span || entry.key.value == "doc");
    let ty = match &value.kind {
        NodeKind::Scalar(scalar) => built_in_for(&scalar.text),
        NodeKind::List(_) | NodeKind::Map(_) => None,
    };
    let help = match (map.iter().find(|entry| is_defined(entry)), ty) {
        (Some(entry), _) => format!("remove this key; `{}` defines the type", entry.key.value),
        (None, Some(ty)) if is_alone => {
            let alias = syntax.entry("alias", &syntax.text(ty));
            format!("to declare an alias of `{ty}`, write `{alias}`")
        }
        (None, _) => {
            "use `fields` for a record, `enum` for an enum, or `alias` for an alias of a type"
                .to_owned()
        }
    };
    not_a_key(key, owner, help)
}

/// `params` is a key of the language, but it does not declare arguments.
pub(crate) fn params_for_args(key: &Text, value: &Node, syntax: Syntax) -> Diagnostic {
    let args = |map: &str| syntax.entry("args", map);
    let named = |map: &str, lacks_names: bool| name_each("argument", lacks_names, &args(map));
    let written = || format!("write `{}`", args(&syntax.node(value)));
    let help = match &value.kind {
        _ if value.is_empty() => None,
        NodeKind::List(_) => {
            let map = MapPlace::Args.mended(value, syntax);
            Some(named(&map, lacks_names(value)))
        }
        NodeKind::Scalar(scalar) if is_null_text(&scalar.text) => None,
        NodeKind::Scalar(scalar) => Some(match argument_of(&scalar.text, syntax) {
            Some((map, true)) => named(&map, true),
            Some((map, false)) => format!("write `{}`", args(&map)),
            None => written(),
        }),
        NodeKind::Map(_) => Some(written()),
    };
    let label = if help.is_some() {
        "should be `args`"
    } else {
        "declares no arguments"
    };
    let help = help.unwrap_or_else(|| NO_ARGS.to_owned());
    Diagnostic::error(
        Code::UNKNOWN_KEY,
        "arguments are declared under `args`; `params` says only how they are sent",
    )
    .at(key.span, label)
    .help(help)
}

/// A key, such as `nullable`, that other languages use to make a type optional.
pub(crate) fn optional_key(key: &Text, owner: &str, ty: &str, syntax: Syntax) -> Diagnostic {
    let optional = syntax.entry("type", &syntax.text(&format!("{ty}?")));
    not_a_key(key, owner, format!("add `?` after the type: `{optional}`"))
}

pub(crate) fn duplicate_key(key: &Text, first: Span) -> Diagnostic {
    let message = format!("the key {} is duplicated", quote(&key.value));
    Diagnostic::error(Code::DUPLICATE_KEY, message)
        .at(key.span, "duplicate key")
        .and_at(first, "first occurrence")
        .help("remove or rename one of the two keys")
}

pub(crate) fn missing_key(span: Span, owner: &str, key: &str, help: &str) -> Diagnostic {
    Diagnostic::error(Code::MISSING_KEY, format!("{owner} needs the key `{key}`"))
        .at(span, format!("`{key}` is missing"))
        .help(help)
}

/// An example of the long form of an argument or field: `{ type: string }`.
pub(crate) fn string_type(syntax: Syntax) -> String {
    syntax.map([("type", syntax.text("string"))])
}

pub(crate) fn no_body(name: &Text) -> Diagnostic {
    let message = format!(
        "the type {} has no key that defines it, such as `fields` or `enum`",
        quote(&name.value)
    );
    Diagnostic::error(Code::MISSING_KEY, message)
        .at(name.span, "type without a definition")
        .help("add one of the keys `fields`, `enum`, `union`, `alias`, `newtype` or `rust`")
}
