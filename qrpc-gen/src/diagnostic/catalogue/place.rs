//! The diagnostic about a list or a scalar at a place that needs a map. Its help shows the map with
//! the names that the author wrote.

use super::listed::{ListedType, lacks_names, name_each, type_or_string, typed, written_type};
use super::{Code, Diagnostic, listed, quote};
use crate::source::{Source, Syntax};
use crate::tree::{Node, NodeKind};

/// The kind of map that is expected at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MapPlace<'a> {
    Spec,
    Types,
    Type(&'a str),
    Fields,
    Methods,
    Method(&'a str),
    Args,
    Errors,
    Error(&'a str),
    /// The fields that are sent with an error.
    Data,
    Cancel,
}

/// The help for a method without arguments.
pub(super) const NO_ARGS: &str = "remove the key; a method without arguments does not need `args`";

/// The help for an error without data.
pub(super) const NO_DATA: &str = "remove the key; an error without fields does not need `data`";

/// A list or a scalar is at a place that needs a map.
pub(crate) fn map_expected(node: &Node, place: MapPlace<'_>, source: &Source) -> Diagnostic {
    let header = array_header(node, source);
    let syntax = source.notation_at(node.span.start);
    let label = match (&node.kind, header) {
        _ if node.is_nothing() => "the value is missing".to_owned(),
        (_, Some(_)) => "double brackets make a list".to_owned(),
        _ => format!("this is {}", node.describe()),
    };
    let help = match header {
        Some(header) => place.header_help(header, node, syntax),
        None => place.help(node, syntax),
    };
    Diagnostic::error(Code::WRONG_SHAPE, place.requirement())
        .at(node.span, label)
        .help(help)
}

impl MapPlace<'_> {
    fn name(self) -> String {
        match self {
            Self::Spec => "a spec".to_owned(),
            Self::Types => "`types`".to_owned(),
            Self::Type(name) => format!("the definition of the type {}", quote(name)),
            Self::Fields => "`fields`".to_owned(),
            Self::Methods => "`methods`".to_owned(),
            Self::Method(name) => format!("the definition of the method {}", quote(name)),
            Self::Args => "`args`".to_owned(),
            Self::Errors => "`errors`".to_owned(),
            Self::Error(name) => format!("the definition of the error {}", quote(name)),
            Self::Data => "`data`".to_owned(),
            Self::Cancel => "`cancel`".to_owned(),
        }
    }

    /// The message. For a type, the message does not say "must be a map", because that could be
    /// read as the type `map<T>`.
    fn requirement(self) -> String {
        match self {
            Self::Type(_) => format!("{} must have a key such as `fields` or `enum`", self.name()),
            _ => format!("{} must be a map", self.name()),
        }
    }

    /// The help, which shows a correct map with the names that the author wrote.
    fn help(self, node: &Node, syntax: Syntax) -> String {
        let of = |key: &str| syntax.entry(key, &self.mended(node, syntax));
        let named = |key: &str| name_each(self.element(), lacks_names(node), &of(key));
        match self {
            Self::Spec => {
                let (api, methods) = (syntax.entry("api", &syntax.text("MyApi")), "methods");
                format!("start with `{api}`, and put the methods under `{methods}`")
            }
            Self::Types => format!("give each type a name and a definition: `{}`", of("types")),
            Self::Methods => {
                format!(
                    "give each method a name and a direction: `{}`",
                    of("methods")
                )
            }
            Self::Args if node.is_empty() => NO_ARGS.to_owned(),
            Self::Args => named("args"),
            Self::Data if node.is_empty() => NO_DATA.to_owned(),
            Self::Data => named("data"),
            Self::Errors => format!("give each error a name and a code: `{}`", of("errors")),
            Self::Cancel => format!(
                "name the notification that cancels a call: `{}`",
                of("cancel")
            ),
            Self::Error(name) => format!("write a map with a `code`: `{}`", of(name)),
            Self::Fields => named("fields"),
            Self::Method(name) => format!("write a map with a `direction`: `{}`", of(name)),
            Self::Type(name) => match (&node.kind, other_type(node)) {
                (NodeKind::Scalar(_), Some(ty)) => {
                    let base = ty.trim_end_matches('?');
                    let optional = if ty == base {
                        String::new()
                    } else {
                        format!("; put the `?` where {} is used", quote(name))
                    };
                    let base = quote(base);
                    format!(
                        "to declare an alias of {base}, write `{}`{optional}",
                        of(name)
                    )
                }
                (NodeKind::List(items), _) if !items.is_empty() => {
                    format!("put the values of an enum under `enum`: `{}`", of(name))
                }
                _ => format!("use a key such as `fields` or `enum`: `{}`", of(name)),
            },
        }
    }

    /// The help for a TOML table whose header makes it an element of a list.
    fn header_help(self, header: &str, node: &Node, syntax: Syntax) -> String {
        let first = listed(node).into_iter().next();
        let name = first.as_ref().map_or("name", |first| first.name);
        let table = quote(&format!("[{header}]"));
        match self {
            Self::Types | Self::Methods | Self::Errors => {
                let table = quote(&format!("[{header}.{}]", syntax.key(name)));
                format!("write the name in the header, with single brackets: {table}")
            }
            Self::Args | Self::Fields | Self::Data => {
                let (what, ty) = (self.element(), first.and_then(|first| first.ty));
                let ty = type_or_string(ty.as_ref(), syntax);
                let line = syntax.entry(name, &ty);
                format!("write {table}, with single brackets, and each {what} as `{line}`")
            }
            Self::Spec | Self::Type(_) | Self::Method(_) | Self::Error(_) | Self::Cancel => {
                format!("write {table}, with single brackets")
            }
        }
    }

    /// The word for a member of the map, with its article.
    pub(crate) fn member(self) -> &'static str {
        match self {
            Self::Args => "an argument",
            _ => "a field",
        }
    }

    fn element(self) -> &'static str {
        if matches!(self, Self::Args) {
            "argument"
        } else {
            "field"
        }
    }

    /// A correct map for this place, with as much of the content of `node` as possible.
    pub(super) fn mended(self, node: &Node, syntax: Syntax) -> String {
        let direction = || syntax.map([("direction", syntax.text("incoming"))]);
        let code = || syntax.map([("code", "1".to_owned())]);
        let fields = |ty: String| syntax.map([("fields", syntax.map([("value", ty)]))]);
        match self {
            Self::Spec => String::new(),
            Self::Args | Self::Fields | Self::Data => typed(node, syntax),
            Self::Errors => names(node, "Busy", syntax, |_| code()),
            Self::Error(_) => code(),
            Self::Cancel => syntax.map([
                ("method", syntax.text("$/cancelRequest")),
                ("error", syntax.text("Cancelled")),
            ]),
            Self::Methods => names(node, "ping", syntax, |_| direction()),
            Self::Types => names(node, "Reading", syntax, |_| fields(syntax.text("string"))),
            Self::Method(_) => match &node.kind {
                NodeKind::Scalar(scalar)
                    if ["outgoing", "both"].contains(&scalar.text.as_str()) =>
                {
                    syntax.map([("direction", syntax.text(&scalar.text))])
                }
                _ => direction(),
            },
            Self::Type(_) => match &node.kind {
                NodeKind::List(items) if !items.is_empty() => {
                    syntax.map([("enum", syntax.node(node))])
                }
                _ => match other_type(node) {
                    // A `?` belongs where the type is used, not in its definition.
                    Some(ty) => syntax.map([("alias", syntax.text(ty.trim_end_matches('?')))]),
                    None => fields(syntax.text("string")),
                },
            },
        }
    }
}

/// The type that was written instead of the definition of a type, such as `i64` in `Id: i64`.
fn other_type(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar(scalar) if !node.is_nothing() => written_type(&scalar.text),
        _ => None,
    }
}

/// A map with the names in a list, or with the name `otherwise` if the list has none.
fn names(
    node: &Node,
    otherwise: &str,
    syntax: Syntax,
    value: impl Fn(Option<&ListedType<'_>>) -> String,
) -> String {
    let names = listed(node);
    if names.is_empty() {
        return syntax.map([(otherwise, value(None))]);
    }
    syntax.map(
        names
            .into_iter()
            .map(|each| (each.name, value(each.ty.as_ref()))),
    )
}

/// The header of a TOML table in double brackets, without the brackets.
fn array_header<'s>(node: &Node, source: &'s Source) -> Option<&'s str> {
    let written = source.text().get(node.span.start..node.span.end)?;
    let is_list = matches!(node.kind, NodeKind::List(_))
        && source.notation_at(node.span.start) == Syntax::Toml;
    let header = written.strip_prefix("[[").filter(|_| is_list)?;
    Some(header.split_once("]]")?.0.trim())
}
