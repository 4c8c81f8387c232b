//! Diagnostics about names.

use super::{Code, Diagnostic, quote};
use crate::source::{Span, Text};

pub(crate) fn reserved_method(name: &Text, prefix: &str) -> Diagnostic {
    let message = format!("the name {} belongs to JSON-RPC itself", quote(&name.value));
    Diagnostic::error(Code::RESERVED_NAME, message)
        .at(name.span, format!("begins with `{prefix}`"))
        .help("choose another name")
}

pub(crate) fn built_in_type(name: &Text) -> Diagnostic {
    let message = format!("{} is a built-in type", quote(&name.value));
    Diagnostic::error(Code::RESERVED_NAME, message)
        .at(name.span, "defined again")
        .help("choose another name")
}

pub(crate) fn invalid_type_name(name: &Text) -> Diagnostic {
    let message = format!("{} cannot be the name of a type", quote(&name.value));
    Diagnostic::error(Code::INVALID_NAME, message)
        .at(name.span, "could not be written where a type is expected")
        .help("use the letters a to z, digits and `_`, and begin with a letter")
}

pub(crate) fn empty_name(span: Span) -> Diagnostic {
    Diagnostic::error(Code::INVALID_NAME, "a name must not be empty")
        .at(span, "no name")
        .help("write at least one letter")
}

/// `remedy` tells where else the name on the wire can be written.
pub(crate) fn no_rust_name(name: &Text, remedy: &str) -> Diagnostic {
    let message = format!("no Rust name can be made of {}", quote(&name.value));
    Diagnostic::error(Code::INVALID_NAME, message)
        .at(name.span, "needs letters from a to z, or digits")
        .help(remedy)
}

pub(crate) fn same_wire_name(what: &str, name: &Text, first: Span) -> Diagnostic {
    let message = format!("two {what} are called {} on the wire", quote(&name.value));
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(name.span, "the second one")
        .and_at(first, "the first one")
        .help("rename one of them")
}

/// An item that claims a name in Rust.
#[derive(Clone, Debug)]
pub(crate) struct Claimant {
    /// The name in the spec from which the Rust name is derived.
    pub(crate) name: Text,
    /// The kind of item generated under the name; `None` for the item that has the name itself.
    pub(crate) generated: Option<&'static str>,
}

impl Claimant {
    /// The item that has the name itself.
    pub(crate) fn named(name: &Text) -> Self {
        Self {
            name: name.clone(),
            generated: None,
        }
    }

    /// An item that is generated because another item has the name.
    pub(crate) fn generated(name: &Text, what: &'static str) -> Self {
        Self {
            name: name.clone(),
            generated: Some(what),
        }
    }

    fn shown(&self) -> String {
        let name = quote(&self.name.value);
        match self.generated {
            Some(generated) => format!("{generated} of {name}"),
            None => name,
        }
    }

    fn label(&self) -> &'static str {
        match self.generated {
            Some(_) => "generated because of this name",
            None => "named here",
        }
    }
}

pub(crate) fn name_collision(rust: &str, first: &Claimant, second: &Claimant) -> Diagnostic {
    let message = format!(
        "{} and {} are both `{rust}` in Rust",
        first.shown(),
        second.shown()
    );
    Diagnostic::error(Code::NAME_COLLISION, message)
        .at(second.name.span, second.label())
        .and_at(first.name.span, first.label())
        .help("rename one of them; where there is a `wire`, it can keep the old name")
}
