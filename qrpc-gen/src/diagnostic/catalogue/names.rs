//! Diagnostics about names.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};

pub(crate) fn reserved_method(name: &Text, prefix: &str) -> Diagnostic {
    let message = format!(
        "the method name {} is reserved for JSON-RPC",
        quote(&name.value)
    );
    Diagnostic::error(Code::RESERVED_NAME, message)
        .at(name.span, format!("reserved prefix `{prefix}`"))
        .help("choose another name")
}

pub(crate) fn built_in_type(name: &Text) -> Diagnostic {
    let message = format!("{} is a built-in type", quote(&name.value));
    Diagnostic::error(Code::RESERVED_NAME, message)
        .at(name.span, "redefines a built-in type")
        .help("choose another name")
}

pub(crate) fn boolean_as_type_name(name: &Text) -> Diagnostic {
    let message = format!(
        "{} is a boolean, and cannot name a type",
        quote(&name.value)
    );
    Diagnostic::error(Code::RESERVED_NAME, message)
        .at(name.span, "boolean as a name")
        .help("choose another name")
}

pub(crate) fn invalid_type_name(name: &Text) -> Diagnostic {
    let message = format!("{} is not a valid type name", quote(&name.value));
    Diagnostic::error(Code::INVALID_NAME, message)
        .at(name.span, "invalid type name")
        .help("use ASCII letters, digits and `_`, and start with a letter")
}

pub(crate) fn empty_name(span: Span) -> Diagnostic {
    Diagnostic::error(Code::INVALID_NAME, "a name must not be empty")
        .at(span, "empty name")
        .help("write at least one letter")
}

/// `remedy` is the help.
pub(crate) fn no_rust_name(name: &Text, remedy: &str) -> Diagnostic {
    let message = format!("{} cannot be converted to a Rust name", quote(&name.value));
    Diagnostic::error(Code::INVALID_NAME, message)
        .at(name.span, "not a valid identifier")
        .help(remedy)
}

pub(crate) fn same_wire_name(what: &str, name: &Text, first: Span) -> Diagnostic {
    let message = format!(
        "two {what} have the same name {} on the wire",
        quote(&name.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(name.span, "duplicate name")
        .and_at(first, "first use")
        .help(format!("rename one of the two {what}"))
}

/// An item that needs a name in Rust.
#[derive(Clone, Debug)]
pub(crate) struct Claimant {
    /// The name in the spec from which the Rust name is derived.
    pub(crate) name: Text,
    /// The kind of the item if the compiler generates it because another item has this name; `None`
    /// if the spec declares the item.
    pub(crate) generated: Option<&'static str>,
    wire: WireKey,
}

/// Where the name of an item on the wire can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WireKey {
    Nowhere,
    /// With the key `wire` of the item.
    Item,
    /// With the key `wire` of the value, in an enum that is written as a map.
    EnumValue,
}

impl Claimant {
    /// An item that the spec declares under this name, and that cannot have another name on the
    /// wire.
    pub(crate) fn named(name: &Text) -> Self {
        Self {
            name: name.clone(),
            generated: None,
            wire: WireKey::Nowhere,
        }
    }

    /// An item that the spec declares under this name, and that can have another name on the wire.
    pub(crate) fn with_wire(name: &Text) -> Self {
        Self {
            wire: WireKey::Item,
            ..Self::named(name)
        }
    }

    /// A value of an enum.
    pub(crate) fn enum_value(name: &Text) -> Self {
        Self {
            wire: WireKey::EnumValue,
            ..Self::named(name)
        }
    }

    /// An item that is generated because another item has the name `name`.
    pub(crate) fn generated(name: &Text, what: &'static str) -> Self {
        Self {
            generated: Some(what),
            ..Self::named(name)
        }
    }

    fn shown(&self) -> String {
        let name = quote(&self.name.value);
        match self.generated {
            Some(generated) => format!("{generated} of {name}"),
            None => name,
        }
    }

    /// Returns an entry of the spec that keeps the name on the wire if the item is renamed.
    fn wire_example(&self, syntax: Syntax) -> Option<String> {
        let name = syntax.text(&self.name.value);
        match self.wire {
            WireKey::Nowhere => None,
            WireKey::Item => Some(syntax.entry("wire", &name)),
            WireKey::EnumValue => {
                let values = syntax.map([("new_name", syntax.map([("wire", name)]))]);
                Some(syntax.entry("enum", &values))
            }
        }
    }

    fn label(&self, rust: &str) -> String {
        match self.generated {
            Some(_) => format!("also becomes `{rust}`"),
            None => format!("becomes `{rust}`"),
        }
    }
}

pub(crate) fn name_collision(
    rust: &str,
    first: &Claimant,
    second: &Claimant,
    syntax: Syntax,
) -> Diagnostic {
    let example = if first.wire == second.wire {
        second.wire_example(syntax)
    } else {
        None
    };
    let help = match example {
        Some(example) => format!(
            "rename one of the two, and set its `wire` to the old name, as in {}",
            quote(&example)
        ),
        None => "rename one of the two".to_owned(),
    };
    let (one, other) = (first.shown(), second.shown());
    // A message that begins with "the peer type of `A` and `B`" could mean one type of two items.
    let message = if first.generated.is_some() && second.generated.is_none() {
        format!("two items have the same Rust name, `{rust}`: {one} and {other}")
    } else {
        format!("{one} and {other} have the same Rust name, `{rust}`")
    };
    Diagnostic::error(Code::NAME_COLLISION, message)
        .at(second.name.span, second.label(rust))
        .and_at(first.name.span, first.label(rust))
        .help(help)
}

/// Both sides of an API would have the Rust name `rust`. `derived` is the name of the inverted side
/// for a spec without the key `inverted`.
pub(crate) fn same_sides(api: &Text, inverted: &Text, rust: &str, derived: &str) -> Diagnostic {
    let message = format!("both sides of the API have the same Rust name, `{rust}`");
    Diagnostic::error(Code::NAME_COLLISION, message)
        .at(inverted.span, format!("becomes `{rust}`"))
        .and_at(api.span, format!("also becomes `{rust}`"))
        .help(format!(
            "choose another name for `inverted`. Without this key, the name of that side is `{derived}`"
        ))
}

/// Two errors of different files would become variants with the same name in the error type of a
/// method.
pub(crate) fn variant_collision(
    rust: &str,
    method: &Text,
    first: &Text,
    second: &Text,
) -> Diagnostic {
    let message = format!(
        "the method {} raises {} and {}, which have the same Rust name, `{rust}`",
        quote(&method.value),
        quote(&first.value),
        quote(&second.value)
    );
    let label = format!("becomes `{rust}`");
    Diagnostic::error(Code::NAME_COLLISION, message)
        .at(second.span, label.clone())
        .and_at(first.span, label)
        .help("rename one of the two errors")
}
