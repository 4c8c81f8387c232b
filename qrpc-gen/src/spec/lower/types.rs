//! Named types: records and enums.

use super::members::Members;
use super::scalar::documentation;
use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, MapPlace};
use crate::source::Text;
use crate::spec::declaration::{TypeBody, TypeDecl, ValueDecl};
use crate::tree::{Entry, Node, NodeKind};

const TYPE_KEYS: KnownKeys = KnownKeys {
    owner: "a type definition",
    keys: &["doc", "fields", "enum"],
    later: &["union", "tag", "extends", "alias", "rust", "open"],
    foreign: foreign::TYPE_WORDS,
};

const VALUE_KEYS: KnownKeys = KnownKeys {
    owner: "an enum value",
    keys: &["doc", "wire"],
    later: &[],
    foreign: foreign::VALUE_WORDS,
};

impl Lower<'_> {
    pub(super) fn type_decl(&mut self, entry: &Entry) -> TypeDecl {
        let name = entry.key.clone();
        let unread = TypeDecl {
            name: name.clone(),
            doc: None,
            body: None,
        };
        let Some(map) = self.map(&entry.value, MapPlace::Type(&name.value)) else {
            // Its name is kept, since other types may use it.
            return unread;
        };
        if let Some(members) = TYPE_KEYS.members(map, &["fields", "enum"]) {
            self.members_outside(&name, &members);
            return unread;
        }
        let keys = self.keys(map, &TYPE_KEYS);
        let (doc, body) = (self.doc(&keys), self.body(&keys, &name));
        TypeDecl { name, doc, body }
    }

    /// The entries of `types`. If it is a list, only the names, since other types may use them.
    pub(super) fn types(&mut self, keys: &Keys<'_>) -> Vec<TypeDecl> {
        let types = self.entries(keys, "types", MapPlace::Types, Self::type_decl);
        types.unwrap_or_else(|| {
            let node = keys.get("types").map(|entry| &entry.value);
            let names = node.into_iter().flat_map(catalogue::listed);
            let named = names.map(|each| TypeDecl {
                name: Text::new(each.name.to_owned(), each.item.span),
                doc: None,
                body: None,
            });
            named.collect()
        })
    }

    fn members_outside(&mut self, name: &Text, members: &Members<'_>) {
        self.report(match members {
            Members::Fields(fields) => catalogue::fields_outside(name, fields, self.source),
            Members::Values(values) => catalogue::values_outside(name, values, self.source),
        });
    }

    fn body(&mut self, keys: &Keys<'_>, name: &Text) -> Option<TypeBody> {
        match (keys.get("fields"), keys.get("enum")) {
            (Some(_), None) => {
                let fields = self.fields(keys, "fields", MapPlace::Fields, "a field");
                fields.map(TypeBody::Record)
            }
            (None, Some(entry)) => self.values(&entry.value).map(TypeBody::Enum),
            (Some(fields), Some(values)) => {
                let spans = (fields.key.span, values.key.span);
                self.report(catalogue::record_and_enum(name, spans.0, spans.1));
                None
            }
            (None, None) => {
                if !keys.has_unread() {
                    self.report(catalogue::no_body(name));
                }
                None
            }
        }
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
                self.report(catalogue::values_expected(node, self.source.notation()));
                None
            }
        }
    }

    fn bare_value(&mut self, item: &Node) -> Option<ValueDecl> {
        if let NodeKind::Map(map) = &item.kind {
            let syntax = self.source.notation();
            self.report(catalogue::value_expected(item, map, syntax));
            return None;
        }
        self.text_of(item, "an enum value").map(ValueDecl::bare)
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
                let doc = text.and_then(|text| documentation(&text.value));
                ValueDecl { doc, ..value }
            }
        }
    }
}
