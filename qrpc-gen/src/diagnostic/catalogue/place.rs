//! Places that need a map: what belongs there, and how the author's own names look there.

use super::{Code, Diagnostic, built_in_for, is_foreign_type, quote};
use crate::model::Scalar;
use crate::source::{Source, Syntax};
use crate::spec::{Entry, Kind, Node};

/// A place that needs a map.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    Spec,
    Types,
    Type(&'a str),
    Fields,
    Methods,
    Method(&'a str),
    Args,
}

/// The help for a method without arguments.
pub(super) const NO_ARGS: &str = "leave it out: a method without arguments does not need `args`";

/// A list or a scalar is at a place that needs a map.
pub(crate) fn map_expected(node: &Node, place: Place<'_>, source: &Source) -> Diagnostic {
    let header = array_header(node, source);
    let label = match (&node.kind, header) {
        _ if node.is_nothing() => "nothing is here".to_owned(),
        (_, Some(_)) => "double brackets make a list".to_owned(),
        _ => format!("this is {}", node.describe()),
    };
    let help = match header {
        Some(header) => place.header_help(header, node, source.notation()),
        None => place.help(node, source.notation()),
    };
    Diagnostic::error(Code::WRONG_SHAPE, format!("{} must be a map", place.name()))
        .at(node.span, label)
        .help(help)
}

impl Place<'_> {
    fn name(self) -> String {
        match self {
            Self::Spec => "a spec".to_owned(),
            Self::Types => "`types`".to_owned(),
            Self::Type(name) => format!("the type {}", quote(name)),
            Self::Fields => "`fields`".to_owned(),
            Self::Methods => "`methods`".to_owned(),
            Self::Method(name) => format!("the method {}", quote(name)),
            Self::Args => "`args`".to_owned(),
        }
    }

    /// The help: the map that belongs there, with the names that were written.
    fn help(self, node: &Node, syntax: Syntax) -> String {
        let of = |key: &str| syntax.entry(key, &self.mended(node, syntax));
        match self {
            Self::Spec => {
                let (api, methods) = (syntax.entry("api", &syntax.text("MyApi")), "methods");
                format!("a spec has keys, such as `{api}`, and its methods under `{methods}`")
            }
            Self::Types => format!("give each type a name and a definition: `{}`", of("types")),
            Self::Methods => {
                format!(
                    "give each method a name and a direction: `{}`",
                    of("methods")
                )
            }
            Self::Args if node.is_empty() => NO_ARGS.to_owned(),
            Self::Args => format!("give each argument a name and a type: `{}`", of("args")),
            Self::Fields => format!("give each field a name and a type: `{}`", of("fields")),
            Self::Method(name) => format!("a method has a `direction`: `{}`", of(name)),
            Self::Type(name) => match &node.kind {
                Kind::Scalar(scalar) if !node.is_nothing() => format!(
                    "use {} itself where {} is used, or make it a record: `{}`",
                    quote(&scalar.text),
                    quote(name),
                    of(name)
                ),
                Kind::List(items) if !items.is_empty() => {
                    format!("an enum has its values under `enum`: `{}`", of(name))
                }
                _ => format!("a type has `fields` or `enum`: `{}`", of(name)),
            },
        }
    }

    /// The help for a TOML table whose header makes it an element of a list.
    fn header_help(self, header: &str, node: &Node, syntax: Syntax) -> String {
        let first = listed(node).into_iter().next();
        let name = first.as_ref().map_or("name", |first| first.name);
        let table = quote(&format!("[{header}]"));
        match self {
            Self::Types | Self::Methods => {
                let table = quote(&format!("[{header}.{}]", syntax.key(name)));
                format!("put the name into the header, with single brackets: {table}")
            }
            Self::Args | Self::Fields => {
                let (what, ty) = (self.element(), first.and_then(|first| first.ty));
                let ty = type_or_string(ty.as_ref(), syntax);
                let line = syntax.entry(name, &ty);
                format!("write {table}, with single brackets, and each {what} as `{line}`")
            }
            Self::Spec | Self::Type(_) | Self::Method(_) => {
                format!("write {table}, with single brackets")
            }
        }
    }

    fn element(self) -> &'static str {
        if matches!(self, Self::Args) {
            "argument"
        } else {
            "field"
        }
    }

    /// The map that belongs there.
    pub(super) fn mended(self, node: &Node, syntax: Syntax) -> String {
        let direction = || syntax.map([("direction", syntax.text("incoming"))]);
        let fields = |ty: String| syntax.map([("fields", syntax.map([("value", ty)]))]);
        match self {
            Self::Spec => String::new(),
            Self::Args | Self::Fields => typed(node, syntax),
            Self::Methods => names(node, "ping", syntax, |_| direction()),
            Self::Types => names(node, "Reading", syntax, |_| fields(syntax.text("string"))),
            Self::Method(_) => match &node.kind {
                Kind::Scalar(scalar) if ["outgoing", "both"].contains(&scalar.text.as_str()) => {
                    syntax.map([("direction", syntax.text(&scalar.text))])
                }
                _ => direction(),
            },
            Self::Type(_) => match &node.kind {
                Kind::List(items) if !items.is_empty() => syntax.map([("enum", syntax.node(node))]),
                Kind::Scalar(_) if !node.is_nothing() => fields(syntax.node(node)),
                _ => fields(syntax.text("string")),
            },
        }
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

/// Names for items of a list that are types.
const ORDINALS: [&str; 7] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
];

/// The items of a list as a map of names with types. An item that is a type gets a name.
fn typed(node: &Node, syntax: Syntax) -> String {
    let items = listed(node);
    let are_types =
        items.iter().all(|each| each.may_be_type()) && items.iter().any(Listed::is_hardly_name);
    let is_type = |each: &Listed<'_>| each.is_type() || are_types;
    if let ([only], Kind::List(_)) = (items.as_slice(), &node.kind)
        && is_type(only)
    {
        return syntax.map([(
            "value",
            syntax.text(built_in_for(only.name).unwrap_or(only.name)),
        )]);
    }
    let shown = items.iter().zip(ORDINALS).filter_map(|(each, ordinal)| {
        if is_type(each) {
            let ty = built_in_for(each.name).unwrap_or(each.name);
            return Some((ordinal, syntax.text(ty)));
        }
        let name = Some(each.name).filter(|name| is_name(name))?;
        Some((name, type_or_string(each.ty.as_ref(), syntax)))
    });
    let shown: Vec<_> = shown.collect();
    if shown.is_empty() {
        return syntax.map([("name", syntax.text("string"))]);
    }
    syntax.map(shown)
}

fn type_or_string(ty: Option<&ListedType<'_>>, syntax: Syntax) -> String {
    match ty {
        None => syntax.text("string"),
        Some(ListedType::Node(node)) => syntax.node(node),
        Some(ListedType::Text(text)) => syntax.text(text),
    }
}

/// Whether a text can be the name of an argument or field.
fn is_name(text: &str) -> bool {
    let starts_well = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    starts_well
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// The map of arguments for a text under `args` or `params` that cannot be the name of a record;
/// `None` if it can be one.
pub(super) fn argument_of(text: &str, syntax: Syntax) -> Option<String> {
    if let (name, Some(ListedType::Text(ty))) = name_and_type(text) {
        return Some(syntax.map([(name, syntax.text(&ty))]));
    }
    let ty = match built_in_for(text) {
        Some(ty) => ty,
        None if is_record_name(text) => return None,
        None if is_generic(text) => text,
        None => "string",
    };
    Some(syntax.map([("value", syntax.text(ty))]))
}

/// Whether a text can be the name of a record.
pub(crate) fn is_record_name(text: &str) -> bool {
    let is_capital = text.starts_with(|c: char| c.is_ascii_uppercase());
    let is_ours = Scalar::named(text).is_some() || ["list", "map"].contains(&text);
    is_name(text) && !is_ours && (is_capital || !is_foreign_type(text)) && !is_null_text(text)
}

/// Whether a text means that there is no value.
pub(super) fn is_null_text(text: &str) -> bool {
    ["null", "~", "none", "nil", "void", ""].contains(&text.to_lowercase().as_str())
}

fn is_generic(text: &str) -> bool {
    let base = text.trim_end_matches('?');
    let is_inner = |text: &str| text.ends_with('>') && !text.starts_with('<');
    (text != base && is_name(base)) || is_inner(base)
}

/// The header of a TOML table in double brackets, without the brackets.
fn array_header<'s>(node: &Node, source: &'s Source) -> Option<&'s str> {
    let written = source.text().get(node.span.start..node.span.end)?;
    let is_list = matches!(node.kind, Kind::List(_)) && source.notation() == Syntax::Toml;
    let header = written.strip_prefix("[[").filter(|_| is_list)?;
    Some(header.split_once("]]")?.0.trim())
}

/// A name in a list, with its type if it has one.
pub(crate) struct Listed<'n> {
    pub(crate) name: &'n str,
    ty: Option<ListedType<'n>>,
    pub(crate) item: &'n Node,
}

/// The type of a name in a list.
enum ListedType<'n> {
    Node(&'n Node),
    /// From a text such as `a: string`.
    Text(String),
}

impl Listed<'_> {
    /// Whether the item is certainly a type and not a name.
    fn is_type(&self) -> bool {
        let is_built_in = Scalar::named(self.name).is_some() || is_generic(self.name);
        self.ty.is_none() && is_built_in
    }

    /// Whether the item may be a type, such as `Job`, `int` or `text`.
    fn may_be_type(&self) -> bool {
        let is_foreign = self.ty.is_none() && built_in_for(self.name).is_some();
        is_foreign || self.is_hardly_name()
    }

    /// Whether the item is probably a type, such as `Job` or `int`, but not `text`.
    fn is_hardly_name(&self) -> bool {
        let is_capital = self.name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_word = ["int", "integer", "uint", "float", "str", "boolean"].contains(&self.name);
        self.is_type() || (self.ty.is_none() && (is_capital || is_word))
    }
}

/// The names in a list of items such as `a`, `a: string` and `{ name: a, type: string }`.
pub(crate) fn listed(node: &Node) -> Vec<Listed<'_>> {
    let Kind::List(items) = &node.kind else {
        return Vec::new();
    };
    let named = items.iter().filter_map(|item| {
        let (name, ty) = match &item.kind {
            Kind::Scalar(scalar) => name_and_type(&scalar.text),
            Kind::Map(map) => {
                let (name, ty) = named(map)?;
                (name, ty.map(ListedType::Node))
            }
            Kind::List(_) => return None,
        };
        (!name.is_empty()).then_some(Listed { name, ty, item })
    });
    named.collect()
}

/// Splits a text such as `a: string` or `a?: string`.
fn name_and_type(text: &str) -> (&str, Option<ListedType<'_>>) {
    let split = text
        .split_once(':')
        .map(|(name, ty)| (name.trim(), ty.trim()));
    let Some((name, ty)) = split.filter(|(_, ty)| !ty.is_empty()) else {
        return (text, None);
    };
    let required = name.trim_end_matches('?');
    if !is_name(required) {
        return (text, None);
    }
    let is_optional = required != name && !ty.ends_with('?');
    let ty = format!("{ty}{}", if is_optional { "?" } else { "" });
    (required, Some(ListedType::Text(ty)))
}

fn named(map: &[Entry]) -> Option<(&str, Option<&Node>)> {
    let of = |key: &str| {
        let entry = map.iter().find(|entry| entry.key.value == key);
        entry.map(|entry| &entry.value)
    };
    match (of("name").map(|name| &name.kind), map) {
        (Some(Kind::Scalar(name)), _) => Some((&name.text, of("type"))),
        (None, [only]) => Some((&only.key.value, Some(&only.value))),
        _ => None,
    }
}
