//! Reads enums of strings and of integers.

use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue;
use crate::spec::declaration::{EnumDecl, TypeBody, ValueDecl};
use crate::tree::{Entry, Node, NodeKind};

const VALUE_KEYS: KnownKeys = KnownKeys {
    owner: "an enum value",
    keys: &["doc", "wire"],
    members: None,
    foreign: foreign::VALUE_WORDS,
};

impl Lower<'_> {
    pub(super) fn enumeration(&mut self, keys: &Keys<'_>, node: &Node) -> Option<TypeBody> {
        let (of, open) = (self.text(keys, "of"), self.truth(keys, "open"));
        let values = match (&of, &node.kind) {
            (Some(_), NodeKind::List(items)) => {
                let first = items.iter().find_map(|item| match &item.kind {
                    NodeKind::Scalar(scalar) => Some(scalar.text.as_str()),
                    NodeKind::List(_) | NodeKind::Map(_) => None,
                });
                let syntax = self.syntax;
                self.report(catalogue::number_expected(
                    node.span,
                    first.unwrap_or("low"),
                    syntax,
                ));
                return None;
            }
            (Some(_), NodeKind::Map(map)) => self.all(map, Self::numbered_value),
            _ => self.values(node)?,
        };
        let open = open.is_some_and(|open| open.value);
        Some(TypeBody::Enum(EnumDecl { of, values, open }))
    }

    fn values(&mut self, node: &Node) -> Option<Vec<ValueDecl>> {
        match &node.kind {
            NodeKind::List(items) => {
                let values = items.iter().filter_map(|item| self.bare_value(item));
                let values: Vec<_> = values.collect();
                (items.is_empty() || !values.is_empty()).then_some(values)
            }
            NodeKind::Map(map) => Some(self.all(map, Self::value)),
            NodeKind::Scalar(_) => {
                self.report(catalogue::values_expected(node, self.syntax));
                None
            }
        }
    }

    fn bare_value(&mut self, item: &Node) -> Option<ValueDecl> {
        if let NodeKind::Map(map) = &item.kind {
            let syntax = self.syntax;
            self.report(catalogue::value_expected(item, map, syntax));
            return None;
        }
        self.text_of(item, "an enum value").map(ValueDecl::bare)
    }

    /// Reads `value: 1`, or `value: { wire: 1, doc: … }`.
    fn numbered_value(&mut self, entry: &Entry) -> ValueDecl {
        let value = match &entry.value.kind {
            NodeKind::Scalar(_) if !entry.value.is_nothing() => ValueDecl {
                wire: self.text_of(&entry.value, "the number of an enum value"),
                ..ValueDecl::bare(entry.key.clone())
            },
            _ => self.value(entry),
        };
        if value.wire.is_none() {
            let syntax = self.syntax;
            let name = &entry.key.value;
            self.report(catalogue::number_expected(entry.value.span, name, syntax));
        }
        value
    }

    /// Reads `value: documentation`, or `value: { doc: …, wire: … }`.
    fn value(&mut self, entry: &Entry) -> ValueDecl {
        let value = ValueDecl::bare(entry.key.clone());
        match &entry.value.kind {
            NodeKind::Map(map) => {
                let keys = self.keys(map, &VALUE_KEYS);
                let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
                ValueDecl { wire, doc, ..value }
            }
            _ if entry.value.is_nothing() => value,
            _ => {
                let text = self.text_of(&entry.value, "the documentation of an enum value");
                let doc = text.and_then(|text| self.documentation(&text));
                ValueDecl { doc, ..value }
            }
        }
    }
}
