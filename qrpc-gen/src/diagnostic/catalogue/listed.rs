//! Lists of names, of types or of both at a place that needs a map, and the map that they become.

use super::{built_in_for, is_foreign_type, mended};
use crate::model::Scalar;
use crate::source::Syntax;
use crate::tree::{Entry, Expression, Node, NodeKind};

/// A name in a list, with its type if it has one.
pub(crate) struct Listed<'n> {
    pub(crate) name: &'n str,
    pub(super) ty: Option<ListedType<'n>>,
    pub(crate) item: &'n Node,
}

/// The type of a name in a list.
pub(crate) enum ListedType<'n> {
    Node(&'n Node),
    /// From a text such as `a: string`.
    Text(String),
}

impl Listed<'_> {
    /// Whether the item is a single word, and not a name with a type.
    fn is_bare(&self) -> bool {
        self.ty.is_none() && matches!(self.item.kind, NodeKind::Scalar(_))
    }

    /// Whether the item is certainly a type and not a name.
    fn is_type(&self) -> bool {
        let is_built_in = Scalar::named(self.name).is_some() || is_generic(self.name);
        self.is_bare() && is_built_in
    }

    /// Whether the item may be a type, such as `Job`, `int` or `text`.
    fn may_be_type(&self) -> bool {
        let is_foreign = self.is_bare() && built_in_for(self.name).is_some();
        is_foreign || self.is_hardly_name()
    }

    /// Whether the item is more likely a type than a name, such as `Job` or `int`. `text` could be
    /// either, so the result is `false` for it.
    fn is_hardly_name(&self) -> bool {
        let is_capital = self.name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_word = ["int", "integer", "uint", "float", "str", "boolean"].contains(&self.name);
        self.is_type() || (self.is_bare() && (is_capital || is_word))
    }
}

/// The names in a list of items such as `a`, `a: string` and `{ name: a, type: string }`.
pub(crate) fn listed(node: &Node) -> Vec<Listed<'_>> {
    let NodeKind::List(items) = &node.kind else {
        return Vec::new();
    };
    let named = items.iter().filter_map(|item| {
        let (name, ty) = match &item.kind {
            NodeKind::Scalar(scalar) => name_and_type(&scalar.text),
            NodeKind::Map(map) => {
                let (name, ty) = named(map)?;
                (name, ty.map(ListedType::Node))
            }
            NodeKind::List(_) => return None,
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
        (Some(NodeKind::Scalar(name)), _) => Some((&name.text, of("type"))),
        (None, [only]) => Some((&only.key.value, Some(&only.value))),
        _ => None,
    }
}

/// Names for items of a list that are types.
const ORDINALS: [&str; 7] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
];

/// The items of a list as a map of names with types. An item that is a type gets a name.
pub(super) fn typed(node: &Node, syntax: Syntax) -> String {
    let items = listed(node);
    let are_types = are_types(&items);
    let shown = items.iter().zip(ORDINALS).filter_map(|(each, ordinal)| {
        if each.is_type() || are_types {
            let is_taken = items.len() == 1 || items.iter().any(|each| each.name == ordinal);
            let name = if is_taken { "value" } else { ordinal };
            return Some((name, syntax.text(&own_type(each.name))));
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

/// Whether the items are probably all types, none of which has a name.
fn are_types(items: &[Listed<'_>]) -> bool {
    items.iter().all(Listed::may_be_type) && items.iter().any(Listed::is_hardly_name)
}

/// Whether a list has a type without a name.
pub(super) fn lacks_names(node: &Node) -> bool {
    let items = listed(node);
    are_types(&items) || items.iter().any(Listed::is_type)
}

/// The help for arguments or fields without names or types. `map` is an example with names and
/// types, some of which are invented.
pub(super) fn name_each(what: &str, lacks_names: bool, map: &str) -> String {
    if lacks_names {
        format!("each {what} needs a name, for example `{map}`")
    } else {
        format!("give each {what} a name and a type, for example `{map}`")
    }
}

pub(super) fn type_or_string(ty: Option<&ListedType<'_>>, syntax: Syntax) -> String {
    match ty {
        None => syntax.text("string"),
        Some(ListedType::Node(node)) => syntax.node(node),
        Some(ListedType::Text(text)) => syntax.text(&own_type(text)),
    }
}

/// The map of arguments for a text under `args` or `params` that cannot be the name of a record,
/// and whether the argument's name in the map is invented. `None` if the text can be the name of a
/// record.
pub(super) fn argument_of(text: &str, syntax: Syntax) -> Option<(String, bool)> {
    if let (name, Some(ListedType::Text(ty))) = name_and_type(text) {
        return Some((syntax.map([(name, syntax.text(&own_type(&ty)))]), false));
    }
    let ty = if built_in_for(text).is_some() || is_generic(text) {
        own_type(text)
    } else if is_record_name(text) {
        return None;
    } else {
        "string".to_owned()
    };
    Some((syntax.map([("value", syntax.text(&ty))]), true))
}

/// A text that is a type, with the names of other languages replaced; `None` for any other text.
pub(super) fn written_type(text: &str) -> Option<String> {
    let is_type = built_in_for(text).is_some() || is_generic(text) || is_record_name(text);
    is_type.then(|| own_type(text))
}

/// A type with the names of other languages replaced; any other text stays as it is.
fn own_type(text: &str) -> String {
    match (built_in_for(text), Expression::detached(text)) {
        (Some(ty), _) => ty.to_owned(),
        (None, Some(ty)) => mended(&ty),
        (None, None) => text.to_owned(),
    }
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

/// Whether a text is a type such as `list<i64>` or `Job?`.
fn is_generic(text: &str) -> bool {
    let base = text.trim_end_matches('?');
    let generic = base.strip_suffix('>').and_then(|base| base.split_once('<'));
    match generic {
        Some((name, _)) => is_name(name),
        None => text != base && is_name(base),
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
